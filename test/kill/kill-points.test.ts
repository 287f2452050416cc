import { systemClock } from '../../src/clock';
import { createMigratedDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { type Fault, LineDouble, type Phone } from '../support/line-double';
import { ServerProcess } from '../support/server-process';
import { waitFor } from '../support/wait-for';

const channelSecret = '0123456789abcdef0123456789abcdef';
const accessToken = 'test-channel-access-token';
const REPLY = '/v2/bot/message/reply';
/**
 * Longer than a lease, after which on PostgreSQL what a killed process had in hand is taken over, and than ten servers
 * that start at once on a busy machine.
 */
const RECOVERY_MS = 60_000;

interface Scene {
  readonly database: TestDatabase;
  readonly line: LineDouble;
  readonly server: ServerProcess;
}

/** Between each pair of steps of a turn, in their order. */
const points: readonly (readonly [string, string])[] = [
  ['before the event is committed', 'before commit /INSERT INTO inbox_event/'],
  ['after the event is committed, before LINE is told', 'after commit /INSERT INTO inbox_event/'],
  ['after LINE was told, before the turn', 'before statement /last_seen_at.*FROM person/'],
  ['in the turn, before the new state is written', 'before statement /INSERT INTO conversation/'],
  ['in the turn, before the answer is written', 'before statement /INSERT INTO outbox_message/'],
  ['in the turn, before it is committed', 'before commit /INSERT INTO outbox_message/'],
  ['after the turn is committed, before the answer is sent', 'after commit /INSERT INTO outbox_message/'],
  ['after LINE took the answer, before that is noted', 'before statement /DELETE FROM outbox_message/'],
  ['after LINE took the answer, before that is committed', 'before commit /DELETE FROM outbox_message/'],
  ['after everything is committed', 'after commit /DELETE FROM outbox_message/'],
];

onBothDatabases((dialect) => {
  const open: Scene[] = [];
  const openScene = async (faults: readonly Fault[] = []): Promise<Scene> => {
    const database = await createMigratedDatabase(dialect);
    const line = await LineDouble.start({
      clock: systemClock,
      channelSecret,
      accessToken,
      faults,
      redelivery: true,
      redeliveryDelaysMs: Array.from({ length: 100 }, () => 200),
    });
    const server = await ServerProcess.prepare({
      database,
      lineOrigin: line.origin,
      channelSecret,
      accessToken,
    });
    await line.setWebhookUrl(server.webhookUrl);
    const scene = { database, line, server };
    open.push(scene);
    return scene;
  };
  const closeAll = async () => {
    await Promise.all(
      open.splice(0).map(async ({ database, line, server }) => {
        await server.kill();
        await line.stop();
        await database.remove();
      }),
    );
  };
  afterEach(closeAll);

  /** Counts the calls LINE gets; under load the double keeps no record of them. */
  const countCalls = (line: LineDouble): (() => number) => {
    let calls = 0;
    const watch = () => {
      calls += 1;
      return false;
    };
    line.addFaults({ kind: 'drop-before', where: watch, times: Number.POSITIVE_INFINITY });
    return () => calls;
  };

  /** What an undisturbed server answers to the same: the measure of "once". */
  let greeting: readonly string[];
  beforeAll(async () => {
    const { line, server } = await openScene();
    await server.start();
    const phone = line.phone();
    await phone.follow();
    greeting = (await phone.waitForAnswer()).map(({ text }) => text);
    await closeAll();
  });

  const expectAnsweredOnce = async (scene: Scene, phone: Phone, expected: readonly string[]) => {
    await waitFor('the answer', () => phone.botMessages.length >= expected.length, RECOVERY_MS);
    // The next turn of the same person comes after all that is left of this one.
    await phone.text('メニュー');
    await waitFor('the next answer', () => phone.botMessages.length > expected.length, RECOVERY_MS);
    const texts = phone.botMessages.map(({ text }) => text);
    expect(texts.slice(0, expected.length)).toEqual(expected);
    expect(texts.slice(expected.length).filter((text) => expected.includes(text))).toEqual([]);
    expect(scene.line.violations).toEqual([]);
    expect(scene.line.quota.used).toBe(0);
  };

  test(`killed between any two steps, it comes back, answers, and says nothing twice`, async () => {
    await Promise.all(
      points.map(async ([step, point]) => {
        const scene = await openScene();
        await scene.server.start(point);
        const phone = scene.line.phone();
        await phone.follow();
        await scene.server.gone();
        await scene.server.start();
        await expectAnsweredOnce(scene, phone, greeting).catch((problem: unknown) => {
          throw new Error(`Killed ${step}: ${problem instanceof Error ? problem.message : String(problem)}`);
        });
      }),
    );
  }, 240_000);

  test.each([
    ['before LINE has done anything', 'before'],
    ['when LINE has shown it but not said so', 'after'],
  ] as const)(
    'killed in the middle of sending, %s, it answers once',
    async (_, when) => {
      const scene = await openScene([{ kind: 'hang', path: REPLY, when }]);
      await scene.server.start();
      const phone = scene.line.phone();
      await phone.follow();
      await waitFor('the answer to be under way', () => scene.line.faultsWaiting === 0);
      await scene.server.kill();
      scene.line.releaseHangs();
      await scene.server.start();
      await expectAnsweredOnce(scene, phone, greeting);
    },
    120_000,
  );

  test('killed again and again under load, it loses nothing and says nothing twice', async () => {
    const { line, server } = await openScene();
    const calls = countCalls(line);
    await server.start();
    let kills = 0;
    const load = line.runLoad({
      people: 24,
      // However long six kills take on this machine.
      seconds: 150,
      isEnough: () => kills >= 6,
      script: ['follow:', 'メニュー', '電話', '戻る', 'やめる'],
      redeliver: true,
      answerTimeoutMs: RECOVERY_MS,
    });
    let isOver = false;
    const over = load.finally(() => {
      isOver = true;
    });
    for (let turns = 0; !isOver; turns += 1) {
      // Some answers in between, and a moment that differs from kill to kill.
      const until = calls() + 40 + ((turns * 37) % 90);
      await waitFor('some answers', () => isOver || calls() >= until, RECOVERY_MS);
      if (isOver) break;
      await server.kill();
      kills += 1;
      await server.start();
    }
    const figures = await over;
    expect(kills).toBeGreaterThanOrEqual(6);
    expect(figures.turns).toBeGreaterThan(100);
    expect({ lost: figures.unanswered, doubled: figures.doubled }).toEqual({ lost: 0, doubled: 0 });
  }, 240_000);

  test('asked to stop under load, it finishes what it has in hand and ends with status 0 within 10 seconds', async () => {
    const { line, server } = await openScene();
    const calls = countCalls(line);
    await server.start();
    const load = line.runLoad({
      people: 24,
      seconds: 6,
      script: ['follow:', 'メニュー', '電話', '戻る', 'やめる'],
      redeliver: true,
      answerTimeoutMs: RECOVERY_MS,
    });
    await waitFor('the load to run', () => calls() > 100);
    const { status, ms } = await server.terminate();
    expect(status).toBe(0);
    expect(ms).toBeLessThan(10_000);
    await server.start();
    const figures = await load;
    expect({ lost: figures.unanswered, doubled: figures.doubled }).toEqual({ lost: 0, doubled: 0 });
    expect(figures.refusedReplies).toBe(0);
  }, 120_000);
});
