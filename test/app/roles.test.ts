import { type ContentLocation, type RunningMadobe, readConversations, startMadobe } from '../../src/app';
import { systemClock } from '../../src/clock';
import { type OpenDoor, openDoor } from '../support/open-door';
import { RecordedLog } from '../support/recorded-log';
import { waitFor } from '../support/wait-for';

/** Two processes on one PostgreSQL: the first takes what comes, the second, when there is one, does what is to be done. */
let front: OpenDoor;
const workers: RunningMadobe[] = [];
const log = new RecordedLog();

/** Read once for both. */
let content: ReturnType<typeof readConversations> | null = null;
const read = (location: ContentLocation) => {
  content ??= readConversations(location);
  return content;
};

const startWorker = async (): Promise<RunningMadobe> => {
  const config = { ...front.config, roles: ['worker', 'clock'] as const };
  const worker = await startMadobe(config, { clock: systemClock, log, read });
  workers.push(worker);
  return worker;
};
const stopWorkers = async () => {
  for (const worker of workers.splice(0)) await worker.stop();
};

beforeAll(async () => {
  front = await openDoor('postgres', { config: { roles: ['web'] }, read });
}, 120_000);
afterEach(stopWorkers);
afterAll(() => front?.close());

test('what a web process accepts waits for a worker, and is answered by one', async () => {
  const phone = front.line.phone();
  expect(await phone.follow()).toMatchObject({ acknowledged: true });
  const { status } = await fetch(`${front.origin}/readyz`);
  expect(status).toBe(200);
  expect(phone.botMessages).toEqual([]);
  await startWorker();
  expect(await phone.waitForAnswer()).not.toEqual([]);
  // From now on the worker hears of what arrives.
  await phone.text('電話');
  expect(await phone.waitForAnswer()).not.toEqual([]);
  expect(front.line.violations).toEqual([]);
});

test('a process without the web has its health and no other address', async () => {
  const { port } = await startWorker();
  const status = async (path: string, method = 'GET') =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method })).status;
  expect(await status('/healthz')).toBe(200);
  expect(await status('/readyz')).toBe(200);
  for (const path of ['/', '/desk', '/api/desk/queue', '/metrics']) expect(await status(path)).toBe(404);
  expect(await status('/line/webhook', 'POST')).toBe(404);
  expect(log.of('madobe.listening').at(-1)?.fields).toMatchObject({ port, roles: 'worker clock' });
});

test('the dots move for who waits for a worker, and not for who has their answer', async () => {
  await startWorker();
  const answered = front.line.phone();
  await answered.follow();
  await answered.waitForAnswer();
  await stopWorkers();
  const waiting = front.line.phone();
  await waiting.follow();
  // Whoever came first would be shown the dots first.
  await waitFor('the dots', () => waiting.loading);
  expect(answered.loading).toBe(false);
});
