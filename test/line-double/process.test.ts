import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { accessToken, call, channelSecret, quick, StandInServer } from './stand-in-server';

const root = join(__dirname, '../..');
const built = join(root, 'node_modules/.cache/line-double/test/support/line-double/main.js');

describe('the double as a process of its own', () => {
  let server: StandInServer;
  let child: ChildProcess;
  let origin: string;

  beforeAll(() => {
    const project = join(root, 'test/support/line-double/tsconfig.json');
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project]);
  });
  beforeEach(async () => {
    server = new StandInServer();
    await server.start();
    const keys = ['--channel-secret', channelSecret, '--access-token', accessToken];
    child = spawn(process.execPath, [built, ...keys, '--webhook-url', server.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout ?? child, 'data');
    ({ origin } = JSON.parse(String(line)));
  });
  afterEach(async () => {
    await server.stop();
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });

  const control = (method: string, path: string, body?: unknown) =>
    call(origin, method, `/_double/${path}`, body);
  const answerAll = () => {
    server.onEvent = async ({ replyToken }) => {
      const body = { replyToken, messages: [quick('どちらですか', '本人')] };
      await call(origin, 'POST', '/v2/bot/message/reply', body);
    };
  };

  it('is driven and inspected over HTTP', async () => {
    answerAll();
    const { userId } = (await control('POST', 'phones')).json;
    expect((await control('POST', `phones/${userId}/follow`)).json).toMatchObject({ acknowledged: true });
    const answer = (await control('POST', `phones/${userId}/wait`, {})).json;
    expect(answer).toMatchObject({ messages: [{ text: 'どちらですか' }], quickReplies: ['本人'] });
    await control('POST', `phones/${userId}/tap`, { label: '本人' });
    await control('POST', `phones/${userId}/wait`, { messages: 2 });
    const { json } = await control('GET', `phones/${userId}`);
    expect(json.screen).toMatchObject([{ text: 'どちらですか' }, { text: '本人' }, { text: 'どちらですか' }]);
    expect((await control('GET', 'stats')).json).toMatchObject({
      requests: 2,
      events: 2,
      shown: 2,
      violations: [],
      profileCalls: [],
      lateAcks: 0,
    });
  });

  it('refuses dishonest taps with the reason', async () => {
    const { userId } = (await control('POST', 'phones')).json;
    expect(await control('POST', `phones/${userId}/tap`, { label: '本人' })).toMatchObject({
      status: 409,
      json: { message: expect.stringContaining('there are: none') },
    });
    expect((await control('POST', `phones/${userId}/dance`)).status).toBe(404);
  });

  it('plays faults, and delivers again when asked', async () => {
    const { userId } = (await control('POST', 'phones')).json;
    const { eventId } = (await control('POST', `phones/${userId}/text`, { text: 'はい' })).json;
    expect(
      (await control('POST', 'faults', [{ kind: 'status', status: 500, path: '/v2/bot/info' }])).json,
    ).toEqual({
      waiting: 1,
    });
    expect((await call(origin, 'GET', '/v2/bot/info')).status).toBe(500);
    expect((await call(origin, 'GET', '/v2/bot/info')).status).toBe(200);
    expect((await control('POST', 'faults', { kind: 'explode' })).status).toBe(409);
    await control('POST', 'redeliver', { eventId });
    await control('POST', 'redeliver', {});
    expect(server.events.map((event) => event.deliveryContext.isRedelivery)).toEqual([false, true, true]);
  });

  it('runs a load and gives the figures', async () => {
    answerAll();
    const load = { people: 3, seconds: 0.3, script: ['はい'] };
    const { json } = await control('POST', 'load', load);
    expect(json).toMatchObject({ people: 3, unanswered: 0, doubled: 0 });
    expect(json.turns).toBe(server.events.length);
  });

  it('stops on SIGTERM', async () => {
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
