import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  type Config,
  type ConfigFault,
  type Environment,
  formatConfigFault,
  parseConfig,
  type Variable,
  variables,
} from '../../../src/app/config';

const secret = 'abcdef0123456789abcdef0123456789';
const token = 'invented-token';
const line = { LINE_CHANNEL_SECRET: secret, LINE_CHANNEL_ACCESS_TOKEN: token };
const mail = {
  MADOBE_ALARM_SMTP_URL: 'smtp://localhost:2525',
  MADOBE_ALARM_MAIL_TO: 'toban@example.org',
};
const keyBytes = Buffer.alloc(32, 7);

function configOf(env: Environment): Config {
  const result = parseConfig(env);
  if ('faults' in result) throw new Error(result.faults.map(formatConfigFault).join('\n'));
  return result.config;
}

function faultsOf(env: Environment): readonly ConfigFault[] {
  const result = parseConfig(env);
  return 'faults' in result ? result.faults : [];
}

function faultyVariables(env: Environment): readonly string[] {
  return faultsOf(env).map((fault) => fault.variable);
}

function fileWith(content: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'madobe-config-')), 'value');
  writeFileSync(file, content);
  return file;
}

describe('an empty environment', () => {
  it('is enough: everything has a default, and LINE is off', () => {
    const root = path.resolve(__dirname, '../../..');
    expect(configOf({})).toEqual({
      port: 8080,
      host: null,
      dataDirectory: path.resolve('data'),
      databaseUrl: null,
      roles: ['web', 'worker', 'clock'],
      masterKey: null,
      previousMasterKey: null,
      baseUrl: null,
      embedOrigins: [],
      trustedProxies: [],
      line: null,
      alarm: { mail: null, webhookUrl: null },
      timeZone: 'Asia/Tokyo',
      logLevel: 'info',
      metricsToken: null,
      flowsDirectory: path.join(root, 'flows'),
      localesDirectory: path.join(root, 'locales'),
      webDirectory: path.join(root, 'dist', 'web'),
      deskDirectory: path.join(root, 'dist', 'desk-page'),
    });
  });

  it('is what empty variables amount to', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, ' ']));
    expect(configOf(empty)).toEqual(configOf({}));
  });

  it('does not mind the names of others', () => {
    expect(
      configOf({ PATH: '/usr/bin', LINES: '40', HOME: '/home/nobody', MADOBE_TEST_PG_PORT: '1' }),
    ).toEqual(configOf({}));
  });
});

describe('a full environment', () => {
  it('is read into the configuration', () => {
    const config = configOf({
      ...line,
      PORT: '9000',
      MADOBE_HOST: '127.0.0.1',
      MADOBE_DATA_DIR: '/var/lib/madobe',
      DATABASE_URL: 'postgresql://madobe@db.example.org:5433/madobe',
      MADOBE_MASTER_KEY: keyBytes.toString('base64'),
      MADOBE_BASE_URL: 'https://madobe.example.org/door/',
      MADOBE_EMBED_ORIGINS: 'https://www.example.org/, https://soudan.example.org:8443',
      MADOBE_TRUSTED_PROXIES: 'loopback 10.0.0.0/8,2001:db8::/32',
      LINE_API_ORIGIN: 'http://127.0.0.1:8090/',
      LINE_DATA_API_ORIGIN: 'https://proxy.example.org',
      MADOBE_TIME_ZONE: 'Europe/Berlin',
      MADOBE_ROLES: 'clock, web',
      MADOBE_METRICS_TOKEN: 'invented-token-of-enough-characters',
      MADOBE_LOG_LEVEL: 'silent',
      MADOBE_FLOWS_DIR: '/etc/madobe/flows',
      MADOBE_LOCALES_DIR: '/etc/madobe/locales',
    });
    expect(config).toMatchObject({
      port: 9000,
      host: '127.0.0.1',
      dataDirectory: '/var/lib/madobe',
      databaseUrl: 'postgresql://madobe@db.example.org:5433/madobe',
      baseUrl: 'https://madobe.example.org/door',
      embedOrigins: ['https://www.example.org', 'https://soudan.example.org:8443'],
      trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::/32'],
      line: {
        channelSecret: secret,
        channelAccessToken: token,
        apiOrigin: 'http://127.0.0.1:8090',
        dataApiOrigin: 'https://proxy.example.org',
      },
      timeZone: 'Europe/Berlin',
      roles: ['web', 'clock'],
      metricsToken: 'invented-token-of-enough-characters',
      logLevel: 'silent',
      flowsDirectory: '/etc/madobe/flows',
      localesDirectory: '/etc/madobe/locales',
    });
    expect(config.masterKey?.export()).toEqual(keyBytes);
    expect(config.previousMasterKey).toBeNull();
  });

  it('may hold the master key of before, while it is changed', () => {
    const old = Buffer.alloc(32, 5);
    const config = configOf({
      MADOBE_MASTER_KEY: keyBytes.toString('hex'),
      MADOBE_MASTER_KEY_PREVIOUS: old.toString('hex'),
    });
    expect(config.masterKey?.export()).toEqual(keyBytes);
    expect(config.previousMasterKey?.export()).toEqual(old);
    expect(inspect(config, { depth: null, showHidden: true })).not.toContain('05, 05');
  });

  it('cannot be changed afterwards', () => {
    const config = configOf(line);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.line)).toBe(true);
  });

  it('does not show the master key when it is printed', () => {
    const key = keyBytes.toString('hex');
    const config = configOf({ MADOBE_MASTER_KEY: key });
    const printed = inspect(config, { depth: null, showHidden: true }) + JSON.stringify(config);
    expect(printed).not.toContain(key);
    expect(printed).not.toContain('07, 07');
    expect(printed).not.toContain('7,7');
  });

  it.each([
    ['base64', keyBytes.toString('base64')],
    ['base64 without padding', keyBytes.toString('base64').replace('=', '')],
    ['the other base64 alphabet', Buffer.alloc(32, 0xff).toString('base64url')],
    ['hexadecimal', keyBytes.toString('hex')],
  ])('takes the master key as %s', (_, key) => {
    expect(configOf({ MADOBE_MASTER_KEY: key }).masterKey?.symmetricKeySize).toBe(32);
  });
});

describe('each variable', () => {
  it.each(
    Object.entries<Variable>(variables).flatMap(([name, { example }]) =>
      typeof example === 'string' ? [[name, example] as const] : [],
    ),
  )('%s accepts the example that the documents give', (name, example) => {
    expect(faultyVariables({ ...line, ...mail, [name]: example })).toEqual([]);
  });

  it('is told apart from half of mail about alarms, which would silently be none', () => {
    const { MADOBE_ALARM_SMTP_URL: smtpUrl, MADOBE_ALARM_MAIL_TO: to } = mail;
    expect(faultyVariables({ MADOBE_ALARM_SMTP_URL: smtpUrl })).toEqual(['MADOBE_ALARM_MAIL_TO']);
    expect(faultyVariables({ MADOBE_ALARM_MAIL_TO: to })).toEqual(['MADOBE_ALARM_SMTP_URL']);
    expect(configOf(mail).alarm).toEqual({ mail: { smtpUrl, to: [to] }, webhookUrl: null });
  });

  it.each<[string, string[]]>([
    ['PORT', ['eighty', '-1', '65536', '80.5', '0x50', '8080,8081']],
    ['MADOBE_ALARM_SMTP_URL', ['mail.example.org', 'http://mail.example.org', 'smtp://']],
    ['MADOBE_ALARM_MAIL_TO', ['toban', 'toban@example.org somebody', '@example.org']],
    ['MADOBE_ALARM_WEBHOOK_URL', ['alarm.example.org', 'http://alarm.example.org/']],
    ['MADOBE_HOST', ['http://localhost', 'localhost:8080', 'two hosts', '-x']],
    ['DATABASE_URL', ['mysql://db.example.org/madobe', 'madobe.sqlite', 'postgres:///madobe']],
    ['MADOBE_MASTER_KEY', ['short', 'g'.repeat(64), Buffer.alloc(31).toString('base64'), '0'.repeat(62)]],
    [
      'MADOBE_BASE_URL',
      [
        'madobe.example.org',
        'http://madobe.example.org',
        'https://u:p@madobe.example.org',
        'https://a.example/?b',
      ],
    ],
    [
      'MADOBE_EMBED_ORIGINS',
      ['*', 'www.example.org', 'http://www.example.org', 'https://www.example.org/page'],
    ],
    ['MADOBE_TRUSTED_PROXIES', ['true', '*', '1', '10.0.0.0/33', '10.0.0', '::1/129', 'proxy.example.org']],
    ['LINE_CHANNEL_SECRET', ['two words', 'line\nbreak', 'ひみつ']],
    ['LINE_CHANNEL_ACCESS_TOKEN', ['two words', 'line\nbreak', 'トークン']],
    [
      'LINE_API_ORIGIN',
      ['api.line.me', 'http://api.example.org', 'https://api.example.org/v2', 'ftp://localhost'],
    ],
    ['LINE_DATA_API_ORIGIN', ['data', 'http://localhost.example.org']],
    ['MADOBE_TIME_ZONE', ['Tokyo', '+09:00', 'Asia/Nowhere', 'JST 9']],
    ['MADOBE_LOG_LEVEL', ['loud', 'INFO', 'trace']],
    ['MADOBE_ROLES', ['everything', 'Web', 'web,cron', ', ,']],
    ['MADOBE_METRICS_TOKEN', ['short', `two words ${'x'.repeat(32)}`]],
  ])('%s refuses what it cannot mean', (name, wrongs) => {
    for (const wrong of wrongs) expect(faultyVariables({ ...line, ...mail, [name]: wrong })).toEqual([name]);
  });
});

describe('faults', () => {
  it('are listed all together, one plain line each, with an example', () => {
    const lines = faultsOf({ PORT: 'eighty', MADOBE_TIME_ZONE: 'Tokyo', LINE_CHANNEL_SECRET: secret }).map(
      formatConfigFault,
    );
    expect(lines).toEqual([
      'PORT: must be a whole number from 0 to 65535 (0 takes any free port); example: PORT=8080',
      'MADOBE_TIME_ZONE: must be a time zone of the IANA database; example: MADOBE_TIME_ZONE=Asia/Tokyo',
      'LINE_CHANNEL_ACCESS_TOKEN: is missing, though LINE_CHANNEL_SECRET is set; LINE needs both, or neither to be off; example: LINE_CHANNEL_ACCESS_TOKEN=invented+token/for=examples',
    ]);
  });

  it('say how to make a master key instead of showing one that somebody would copy', () => {
    expect(faultsOf({ MADOBE_MASTER_KEY: 'short' }).map(formatConfigFault)).toEqual([
      'MADOBE_MASTER_KEY: must be 32 bytes, written as 44 characters of base64 or as 64 hexadecimal digits; example: MADOBE_MASTER_KEY=<what "openssl rand -base64 32" prints>',
    ]);
  });

  it('never quote a value, whatever it is', () => {
    const name = fc.constantFrom(...Object.keys(variables), 'LINE_CHANNEL_SECRET_FILE', 'MADOBE_UNKNOWN');
    const value = fc.stringMatching(/^[#-~]{12,40}$/).map((text) => `Q${text}Q`);
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1 }), (env) => {
        const printed = JSON.stringify(faultsOf(env));
        for (const text of Object.values(env))
          expect(printed).not.toContain(JSON.stringify(text).slice(1, -1));
      }),
    );
  });

  it.each([
    ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'],
    ['LINE_CHANNEL_ACCESS_TOKEN', 'LINE_CHANNEL_SECRET'],
  ] as const)('name the missing half when only %s is set', (given, missing) => {
    expect(faultyVariables({ [given]: line[given] })).toEqual([missing]);
    expect(faultyVariables({ [`${given}_FILE`]: fileWith(line[given]) })).toEqual([missing]);
  });
});

describe('the master key of before', () => {
  it('is refused without the one of now, which would silently be another', () => {
    const key = keyBytes.toString('hex');
    expect(faultyVariables({ MADOBE_MASTER_KEY_PREVIOUS: key })).toEqual(['MADOBE_MASTER_KEY']);
    expect(faultyVariables({ MADOBE_MASTER_KEY_PREVIOUS_FILE: fileWith(key) })).toEqual([
      'MADOBE_MASTER_KEY',
    ]);
    expect(
      faultyVariables({ MADOBE_MASTER_KEY_FILE: fileWith(key), MADOBE_MASTER_KEY_PREVIOUS: key }),
    ).toEqual([]);
  });
});

describe('the roles of a process', () => {
  it('are all of them, each once and in their own order, unless some are named', () => {
    expect(configOf({}).roles).toEqual(['web', 'worker', 'clock']);
    expect(
      configOf({ DATABASE_URL: 'postgres://db.example.org/madobe', MADOBE_ROLES: 'clock worker clock' })
        .roles,
    ).toEqual(['worker', 'clock']);
  });

  it('may leave nothing out on the built-in SQLite, where there is no other process to do it', () => {
    expect(faultyVariables({ MADOBE_ROLES: 'web,clock,worker' })).toEqual([]);
    expect(faultsOf({ MADOBE_ROLES: 'web' }).map(formatConfigFault)).toEqual([
      'MADOBE_ROLES: leaves something out, though on the built-in SQLite this process is the only one; leave it away, or set DATABASE_URL; example: DATABASE_URL=postgres://madobe:secret@db.example.org/madobe',
    ]);
  });

  it('that nobody knows are refused, with those there are', () => {
    expect(faultsOf({ MADOBE_ROLES: 'web,cron' }).map(({ problem }) => problem)).toEqual([
      'must be one or more of web, worker, clock, with spaces or commas between them',
    ]);
  });
});

describe('a name that is not known', () => {
  it.each([
    ['LINE_CHANEL_SECRET', 'LINE_CHANNEL_SECRET'],
    ['LINE_ACCESS_TOKEN', 'LINE_CHANNEL_ACCESS_TOKEN'],
    ['LINE_CHANNEL_SECRETFILE', 'LINE_CHANNEL_SECRET_FILE'],
    ['MADOBE_MASTERKEY', 'MADOBE_MASTER_KEY'],
    ['madobe_time_zone', 'MADOBE_TIME_ZONE'],
    ['MADOBE_DATA_DIR_FILE', 'MADOBE_DATA_DIR'],
  ])('%s is a fault that suggests the nearest, %s', (wrong, right) => {
    const [fault, ...others] = faultsOf({ [wrong]: 'x' });
    expect(others).toEqual([]);
    expect(fault?.variable).toBe(wrong);
    expect(fault?.problem).toBe(`is not a variable of Madobe; did you mean ${right}?`);
  });
});

describe('a secret in a file', () => {
  it('is read and trimmed', () => {
    const config = configOf({
      LINE_CHANNEL_SECRET_FILE: fileWith(`${secret}\n`),
      LINE_CHANNEL_ACCESS_TOKEN_FILE: fileWith(`  ${token}  `),
      MADOBE_MASTER_KEY_FILE: fileWith(`${keyBytes.toString('hex')}\n`),
      DATABASE_URL_FILE: fileWith('postgres://db.example.org/madobe\n'),
    });
    expect(config.line).toMatchObject({ channelSecret: secret, channelAccessToken: token });
    expect(config.masterKey?.export()).toEqual(keyBytes);
    expect(config.databaseUrl).toBe('postgres://db.example.org/madobe');
  });

  it('is refused next to the same secret in a variable', () => {
    const faults = faultsOf({ ...line, LINE_CHANNEL_SECRET_FILE: fileWith(secret) });
    expect(faults.map(formatConfigFault)).toEqual([
      'LINE_CHANNEL_SECRET_FILE: is given together with LINE_CHANNEL_SECRET; keep one of the two; example: LINE_CHANNEL_SECRET_FILE=/run/secrets/line_channel_secret',
    ]);
  });

  it('is a fault when the file is missing, unreadable or empty', () => {
    const folder = path.dirname(fileWith(''));
    const problems = [path.join(folder, 'absent'), folder, fileWith(' \n')].map(
      (file) => faultsOf({ MADOBE_MASTER_KEY_FILE: file })[0]?.problem,
    );
    expect(problems).toEqual([
      'names a file that cannot be read (ENOENT)',
      'names a file that cannot be read (EISDIR)',
      'names a file that is empty',
    ]);
  });

  it('is judged by the same rule as in a variable, and the fault names the file variable', () => {
    const [fault] = faultsOf({ MADOBE_MASTER_KEY_FILE: fileWith('short') });
    expect(fault?.variable).toBe('MADOBE_MASTER_KEY_FILE');
    expect(fault?.example).toBe('MADOBE_MASTER_KEY_FILE=/run/secrets/madobe_master_key');
  });
});
