import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { type AlarmConfig, type Config, type LineConfig, roles } from './config';
import type { ConfigFault } from './config-fault';
import { nearestName } from './nearest-name';
import {
  deskDirectory,
  shippedDirectory,
  type Variable,
  type VariableName,
  variableEntries,
  variables,
  webDirectory,
} from './variables';

/** Names and texts, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigResult = { readonly config: Config } | { readonly faults: readonly ConfigFault[] };

type Values = {
  readonly [Name in VariableName]:
    | z.output<(typeof variables)[Name]['schema']>
    | ((typeof variables)[Name]['default'] extends string ? never : null);
};

/** Names that begin so are ours: an unknown one is a slip of the pen, except under the tests' own prefix. */
const ownPrefix = /^(MADOBE|LINE)_/i;
const testPrefix = /^MADOBE_TEST_/;

/**
 * Turns an environment into the configuration, or into everything that is wrong with it at once. Reads the files that
 * `<NAME>_FILE` variables name, and touches nothing else. An empty variable counts as absent. No fault quotes a value.
 */
export function parseConfig(env: Environment): ConfigResult {
  const faults: ConfigFault[] = unknownNames(env);
  const values: Record<string, unknown> = {};
  for (const [name, variable] of variableEntries) {
    const given = readVariable(name, variable, env);
    if ('faults' in given) {
      faults.push(...given.faults);
      continue;
    }
    const text = given.text ?? variable.default;
    if (text === null) {
      values[name] = null;
      continue;
    }
    const parsed = variable.schema.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else {
      const problem = parsed.error.issues.map((issue) => issue.message).join(', and ');
      faults.push({ variable: given.from, problem, example: exampleLine(name, given.from) });
    }
  }
  faults.push(...halfOfLine(env), ...halfOfMail(env), ...previousAlone(env), ...leftToNobody(env, values));
  return faults.length > 0 ? { faults } : { config: toConfig(values as Values) };
}

function unknownNames(env: Environment): ConfigFault[] {
  const known = variableEntries.flatMap(([name, { secret }]) => (secret ? [name, fileName(name)] : [name]));
  const [first, ...others] = known;
  if (first === undefined) return [];
  return Object.keys(env)
    .filter((name) => ownPrefix.test(name) && !testPrefix.test(name) && !known.includes(name))
    .sort()
    .map((name) => {
      const nearest = nearestName(name.toUpperCase(), [first, ...others]);
      return {
        variable: name,
        problem: `is not a variable of Madobe; did you mean ${nearest}?`,
        example: exampleLine(nearest.replace(/_FILE$/, ''), nearest),
      };
    });
}

type Given =
  | { readonly text: string | null; readonly from: string }
  | { readonly faults: readonly ConfigFault[] };

/** The text of a variable, wherever it was given; null when it was given nowhere. */
function readVariable(name: VariableName, variable: Variable, env: Environment): Given {
  const direct = env[name]?.trim();
  const file = variable.secret ? env[fileName(name)]?.trim() : undefined;
  if (!file) return { text: direct || null, from: name };
  const from = fileName(name);
  const fault = (problem: string): Given => ({
    faults: [{ variable: from, problem, example: exampleLine(name, from) }],
  });
  if (direct) return fault(`is given together with ${name}; keep one of the two`);
  try {
    const text = readFileSync(file, 'utf8').trim();
    return text === '' ? fault('names a file that is empty') : { text, from };
  } catch (failure) {
    // The name of the file stays out: somebody may have put the secret itself there.
    const code = (failure as NodeJS.ErrnoException).code ?? 'unknown fault';
    return fault(`names a file that cannot be read (${code})`);
  }
}

/** One half alone would leave LINE silently off, so it is refused. */
function halfOfLine(env: Environment): ConfigFault[] {
  const names = ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'] as const;
  const missing = names.filter((name) => !env[name]?.trim() && !env[fileName(name)]?.trim());
  const [name] = missing;
  if (name === undefined || missing.length === names.length) return [];
  const other = names.find((each) => each !== name);
  return [
    {
      variable: name,
      problem: `is missing, though ${other} is set; LINE needs both, or neither to be off`,
      example: exampleLine(name, name),
    },
  ];
}

/** One half alone would leave mail silently off. */
function halfOfMail(env: Environment): ConfigFault[] {
  const names = ['MADOBE_ALARM_SMTP_URL', 'MADOBE_ALARM_MAIL_TO'] as const;
  const missing = names.filter((name) => !env[name]?.trim() && !env[fileName(name)]?.trim());
  const [name] = missing;
  if (name === undefined || missing.length === names.length) return [];
  const other = names.find((each) => each !== name);
  return [
    {
      variable: name,
      problem: `is missing, though ${other} is set; mail about alarms needs both, or neither`,
      example: exampleLine(name, name),
    },
  ];
}

/** The key of before says nothing without the one of now, which would silently be another. */
function previousAlone(env: Environment): ConfigFault[] {
  const isGiven = (name: VariableName) => Boolean(env[name]?.trim() || env[fileName(name)]?.trim());
  if (!isGiven('MADOBE_MASTER_KEY_PREVIOUS') || isGiven('MADOBE_MASTER_KEY')) return [];
  return [
    {
      variable: 'MADOBE_MASTER_KEY',
      problem: 'is missing, though MADOBE_MASTER_KEY_PREVIOUS is set; set the new key too, or neither',
      example: exampleLine('MADOBE_MASTER_KEY', 'MADOBE_MASTER_KEY'),
    },
  ];
}

/** On SQLite there is one process: what it does not do, nobody does. */
function leftToNobody(env: Environment, { MADOBE_ROLES: given }: Record<string, unknown>): ConfigFault[] {
  const isGiven = Boolean(env.DATABASE_URL?.trim() || env[fileName('DATABASE_URL')]?.trim());
  if (isGiven || !Array.isArray(given) || given.length === roles.length) return [];
  return [
    {
      variable: 'MADOBE_ROLES',
      problem:
        'leaves something out, though on the built-in SQLite this process is the only one; leave it away, or set DATABASE_URL',
      example: exampleLine('DATABASE_URL', 'DATABASE_URL'),
    },
  ];
}

function toConfig(values: Values): Config {
  return Object.freeze<Config>({
    port: values.PORT,
    host: values.MADOBE_HOST,
    dataDirectory: path.resolve(values.MADOBE_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    roles: Object.freeze(values.MADOBE_ROLES),
    masterKey: values.MADOBE_MASTER_KEY && createSecretKey(values.MADOBE_MASTER_KEY),
    previousMasterKey:
      values.MADOBE_MASTER_KEY_PREVIOUS && createSecretKey(values.MADOBE_MASTER_KEY_PREVIOUS),
    baseUrl: values.MADOBE_BASE_URL,
    embedOrigins: Object.freeze(values.MADOBE_EMBED_ORIGINS ?? []),
    trustedProxies: Object.freeze(values.MADOBE_TRUSTED_PROXIES ?? []),
    line: toLineConfig(values),
    alarm: toAlarmConfig(values),
    timeZone: values.MADOBE_TIME_ZONE,
    logLevel: values.MADOBE_LOG_LEVEL,
    metricsToken: values.MADOBE_METRICS_TOKEN,
    flowsDirectory: path.resolve(values.MADOBE_FLOWS_DIR ?? shippedDirectory('flows')),
    localesDirectory: path.resolve(values.MADOBE_LOCALES_DIR ?? shippedDirectory('locales')),
    webDirectory,
    deskDirectory,
  });
}

function toLineConfig(values: Values): LineConfig | null {
  const { LINE_CHANNEL_SECRET: channelSecret, LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken } = values;
  if (channelSecret === null || channelAccessToken === null) return null;
  return Object.freeze<LineConfig>({
    channelSecret,
    channelAccessToken,
    apiOrigin: values.LINE_API_ORIGIN,
    dataApiOrigin: values.LINE_DATA_API_ORIGIN,
  });
}

function toAlarmConfig(values: Values): AlarmConfig {
  const {
    MADOBE_ALARM_SMTP_URL: smtpUrl,
    MADOBE_ALARM_MAIL_TO: to,
    MADOBE_ALARM_WEBHOOK_URL: webhookUrl,
  } = values;
  const mail = smtpUrl === null || to === null ? null : Object.freeze({ smtpUrl, to });
  return Object.freeze<AlarmConfig>({ mail, webhookUrl });
}

function fileName(name: string): string {
  return `${name}_FILE`;
}

/** A line that would be right in `.env`, for the variable itself or for the file that holds it. */
function exampleLine(name: string, from: string): string {
  if (from !== name) return `${from}=/run/secrets/${name.toLowerCase()}`;
  const example = variableEntries.find(([each]) => each === name)?.[1].example ?? '';
  return typeof example === 'string' ? `${name}=${example}` : `${name}=<what "${example.command}" prints>`;
}
