import { type OpenDoor, type OpenDoorOptions, openDoor } from '../support/open-door';
import { waitFor } from '../support/wait-for';
import { runWith, type Variables } from './command-with-server';

const channelSecret = '0123456789abcdef0123456789abcdef';
const accessToken = 'test-channel-access-token';
const ENDPOINT = '/v2/bot/channel/webhook/endpoint';
/** Nothing listens on the discard port of a machine that tests run on. */
const NOWHERE = 'http://127.0.0.1:9';

const doors: OpenDoor[] = [];
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

/** Madobe serving, and LINE's double with its webhook set to it. */
async function connected(options: OpenDoorOptions = {}): Promise<OpenDoor> {
  const door = await openDoor('sqlite', options);
  doors.push(door);
  return door;
}

function check(door: OpenDoor, set: Variables = {}, words: readonly string[] = []) {
  return runWith(
    {
      LINE_CHANNEL_SECRET: channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: accessToken,
      LINE_API_ORIGIN: door.line.origin,
      MADOBE_BASE_URL: door.origin,
      MADOBE_DATA_DIR: door.database.dataDir,
      MADOBE_MASTER_KEY: door.config.masterKey?.export().toString('base64'),
      ...set,
    },
    ['line', 'check', ...words],
  );
}

/** What has to be put right, without what is well. */
const toMend = (output: string) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('mend   '))
    .map((line) => line.slice('mend   '.length));

describe('madobe line check, when all is well', () => {
  it('says so line by line and ends with 0', async () => {
    const door = await connected();
    const { output, errors, status } = await check(door);
    expect(output).toContain('ok     The channel access token works.\n');
    expect(output).toContain(`ok     The webhook points to ${door.origin}/line/webhook.\n`);
    expect(output).toContain('ok     LINE reached the webhook and got its answer.\n');
    expect(output).toContain('ok     Messages this month: 0, without a limit.\n');
    expect(output).toContain('ok     Nothing is stuck; 0 on the way.\n');
    expect(toMend(output)).toEqual([]);
    expect(errors).toBe('');
    expect(status).toBe(0);
  });

  it('tells a machine the same', async () => {
    const { output, status } = await check(await connected(), {}, ['--json']);
    const told: { ok: boolean; findings: { ok: boolean; subject: string; message: string }[] } =
      JSON.parse(output);
    expect(Object.keys(told)).toEqual(['ok', 'findings']);
    expect(told.ok).toBe(true);
    expect(told.findings.map(({ subject }) => subject)).toEqual([
      'token',
      'webhook',
      'webhook-test',
      'chat-mode',
      'quota',
      'delivery',
    ]);
    for (const finding of told.findings) expect(Object.keys(finding)).toEqual(['ok', 'subject', 'message']);
    expect(output.trimEnd()).not.toContain('\n');
    expect(status).toBe(0);
  });

  it('writes to nobody, looks at nobody’s profile, and sends LINE nothing it refuses', async () => {
    const door = await connected();
    await check(door);
    expect(door.line.requests.filter(({ path }) => /\/message\/(reply|push|multicast)/.test(path))).toEqual(
      [],
    );
    expect(door.line.profileCalls).toEqual([]);
    expect(door.line.violations).toEqual([]);
  });

  it('needs no MADOBE_BASE_URL: it then only looks whether the path is Madobe’s', async () => {
    const { output, status } = await check(await connected(), { MADOBE_BASE_URL: undefined });
    expect(toMend(output)).toEqual([]);
    expect(status).toBe(0);
  });

  it('reminds of LINE’s own automatic replies where its chat is on', async () => {
    const { output } = await check(await connected({ line: { chatMode: 'chat' } }));
    expect(output).toMatch(
      /^ok {5}Chat in LINE Official Account Manager is on\..*automatic replies are off/m,
    );
  });

  it('says how much of a limited month is used', async () => {
    const door = await connected({ line: { quota: { type: 'limited', value: 200 } } });
    door.line.quota.count(3);
    const { output, status } = await check(door);
    expect(output).toContain('ok     Messages this month: 3 of 200. Replies are not counted.\n');
    expect(status).toBe(0);
  });
});

describe('madobe line check, when something is not', () => {
  it('says that the token is refused, where to get another, and looks no further', async () => {
    const { output, status } = await check(await connected(), { LINE_CHANNEL_ACCESS_TOKEN: 'an-old-token' });
    expect(toMend(output)).toEqual([
      expect.stringMatching(/^LINE refuses the channel access token\. Issue a new one/),
    ]);
    expect(output).not.toContain('webhook');
    expect(status).toBe(1);
  });

  it('says that the webhook points elsewhere, and where it should point', async () => {
    const { output, status } = await check(await connected(), {
      MADOBE_BASE_URL: 'https://madobe.example.org',
    });
    expect(toMend(output)).toEqual([
      expect.stringMatching(
        /^The webhook points to .* makes it https:\/\/madobe\.example\.org\/line\/webhook\.$/,
      ),
    ]);
    expect(status).toBe(1);
  });

  it('sees a wrong path without MADOBE_BASE_URL too, and that nothing answers there', async () => {
    const door = await connected();
    await door.line.setWebhookUrl(`${door.origin}/webhook`);
    const { output } = await check(door, { MADOBE_BASE_URL: undefined });
    expect(toMend(output)).toEqual([
      expect.stringContaining('Madobe listens at /line/webhook'),
      expect.stringContaining('test of the webhook did not succeed (ERROR_STATUS_CODE)'),
    ]);
  });

  it('says that no webhook is set, and what to set', async () => {
    const door = await connected();
    await door.line.setWebhookUrl(undefined);
    const { output, status } = await check(door);
    expect(toMend(output)).toEqual([
      'No webhook address is set. Set it in the LINE Developers console (Messaging API tab) to https://<your server>/line/webhook.',
    ]);
    expect(status).toBe(1);
  });

  it('says that "Use webhook" is off', async () => {
    const door = await connected();
    const endpoint = `${door.origin}/line/webhook`;
    door.line.addFaults({
      kind: 'status',
      status: 200,
      path: ENDPOINT,
      body: JSON.stringify({ endpoint, active: false }),
    });
    const { output, status } = await check(door);
    expect(toMend(output)).toEqual([expect.stringContaining('"Use webhook" is off')]);
    expect(status).toBe(1);
  });

  it('says that LINE’s test of the webhook failed, and asks after the channel secret', async () => {
    const door = await connected({ line: { channelSecret: 'f'.repeat(32) } });
    const { output, status } = await check(door);
    expect(toMend(output)).toEqual([
      expect.stringMatching(/did not succeed \(ERROR_STATUS_CODE\).*LINE_CHANNEL_SECRET/),
    ]);
    expect(status).toBe(1);
  });

  it('says that the month is used up, and what still goes out', async () => {
    const door = await connected({ line: { quota: { type: 'limited', value: 2 } } });
    door.line.quota.count(2);
    const { output, status } = await check(door);
    expect(toMend(output)).toEqual([
      'The month’s 2 messages are used up. Replies still go out; messages sent unasked wait for the next month.',
    ]);
    expect(status).toBe(1);
  });

  it('says that LINE cannot be reached', async () => {
    const { output, status } = await check(await connected(), { LINE_API_ORIGIN: NOWHERE });
    expect(toMend(output)).toEqual([
      'LINE could not be reached. Check the network, and LINE_API_ORIGIN if it is set.',
    ]);
    expect(status).toBe(1);
  });

  it('says that LINE itself is in trouble, and to come back', async () => {
    const door = await connected({ line: { faults: [{ kind: 'status', status: 500 }] } });
    expect(toMend((await check(door)).output)).toEqual([
      'LINE answered with status 500. Try again in a while.',
    ]);
  });

  it('counts what LINE refused, says what that means, and shows nothing of it', async () => {
    const door = await connected();
    door.line.addFaults({ kind: 'status', status: 400, path: '/v2/bot/message/reply' });
    const phone = door.line.phone();
    await phone.follow();
    await waitFor('the plain text in its place', () => phone.botMessages.length > 0);
    const { output, status } = await check(door);
    expect(toMend(output)).toEqual([expect.stringMatching(/^1 not sent\. LINE refused a message \(400\)/)]);
    expect(output).not.toContain(phone.userId);
    expect(status).toBe(1);
  });

  it('says that LINE is off when neither variable is set', async () => {
    const off = { LINE_CHANNEL_SECRET: undefined, LINE_CHANNEL_ACCESS_TOKEN: undefined };
    const { output, status } = await runWith(off, ['line', 'check', '--json']);
    expect(JSON.parse(output)).toEqual({
      ok: false,
      findings: [{ ok: false, subject: 'configuration', message: expect.stringContaining('LINE is off') }],
    });
    expect(status).toBe(1);
  });

  it('lists the faults of the configuration instead, when there are any', async () => {
    const { output, errors, status } = await runWith({ LINE_CHANNEL_SECRET: 'two words' }, ['line', 'check']);
    expect(output).toBe('');
    expect(errors.split('\n').map((line) => line.split(':')[0])).toEqual([
      'LINE_CHANNEL_SECRET',
      'LINE_CHANNEL_ACCESS_TOKEN',
      '',
    ]);
    expect(status).toBe(1);
  });
});

describe('whatever it finds', () => {
  it.each([
    ['all is well', {}],
    ['the token is refused', { LINE_CHANNEL_ACCESS_TOKEN: 'an-old-invented-token' }],
    ['LINE cannot be reached', { LINE_API_ORIGIN: NOWHERE }],
    ['the configuration is faulty', { MADOBE_BASE_URL: 'not-an-address' }],
  ])('it prints neither token nor secret: %s', async (_, set: Variables) => {
    const door = await connected();
    for (const words of [[], ['--json']]) {
      const { output, errors } = await check(door, set, words);
      for (const word of [channelSecret, accessToken, 'an-old-invented-token']) {
        expect(output + errors).not.toContain(word);
      }
      expect(output + errors).not.toBe('');
    }
  });
});
