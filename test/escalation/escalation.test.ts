import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { Escalations, mailWay, type Way, webhookWay } from '../../src/escalation';
import { Alarms } from '../../src/handoff';
import { erasePerson, PersonDirectory } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { RecordedLog } from '../support/recorded-log';
import { StoreRig } from '../support/store-rig';
import { waitFor } from '../support/wait-for';

const MINUTE = 60_000;
const RULE = { acknowledgeWithinMs: 5 * MINUTE };

/** A webhook on this machine that answers as a test says, and keeps what came. */
class Hook {
  readonly got: { readonly key: string | undefined; readonly body: unknown }[] = [];
  status = 204;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const key = request.headers['idempotency-key'];
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
        this.got.push({ key: typeof key === 'string' ? key : undefined, body });
        response.statusCode = this.status;
        response.end();
      });
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/alarm`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** A mail server on this machine, which refuses the first so many. */
class Mailbox {
  readonly got: string[] = [];
  refuse = 0;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (this.refuse > 0) {
          this.refuse -= 1;
          done(new Error('Busy.'));
          return;
        }
        this.got.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(() => resolve(null)));
  }
}

onBothDatabases((dialect) => {
  const rig = new StoreRig('2026-11-20T22:00:00+09:00');
  rig.openFor(dialect, ['person', 'person_key', 'alarm', 'alarm_notice']);
  const alarms = new Alarms(RULE);
  const log = new RecordedLog();
  let hook: Hook;
  let box: Mailbox;
  let ways: Way[];
  let personId: string;

  beforeEach(async () => {
    hook = new Hook();
    box = new Mailbox();
    ways = [
      mailWay({
        smtpUrl: await box.open(),
        from: 'desk@example.org',
        to: ['toban@example.org'],
        words: () => ({ subject: 'Please look', text: 'An alarm rings.' }),
      }),
      webhookWay(await hook.open()),
    ];
    personId = await rig.store.write(async (tx) => {
      const { id } = await new PersonDirectory(rig.vault).createUnknown(tx, 'web', rig.clock.now());
      return id;
    });
  });
  afterEach(async () => {
    for (const way of ways) await way.close();
    await hook.close();
    await box.close();
  });

  const ring = (urgent = false) =>
    rig.store.write((tx) => alarms.raise(tx, personId, { label: 'suicide', urgent }, rig.clock.now()));
  const process = (with_: readonly Way[] = ways) =>
    new Escalations({ store: rig.store, alarms, ways: with_, log });
  const pass = async (ms: number, ...processes: readonly Escalations[]) => {
    rig.clock.advance(ms);
    const running = processes.length > 0 ? processes : [process()];
    await Promise.all(running.map((each) => each.runDue(rig.clock.now())));
  };
  const left = () => rig.store.read((tx) => tx.all('SELECT 1 FROM alarm_notice'));

  test('what nobody has seen in time is told in each way, once, without a word of what was written', async () => {
    const alarm = await ring(true);
    await pass(4 * MINUTE);
    expect([hook.got, box.got]).toEqual([[], []]);
    await pass(MINUTE);
    await pass(MINUTE);
    await pass(60 * MINUTE);
    expect(hook.got).toEqual([
      {
        key: `${alarm?.id}/${alarm?.at}`,
        body: { event: 'alarm', id: alarm?.id, urgent: true, at: '2026-11-20T13:00:00.000Z' },
      },
    ]);
    expect(box.got).toHaveLength(1);
    expect(box.got[0]).toContain('toban@example.org');
    expect(await left()).toEqual([]);
    for (const told of [JSON.stringify(hook.got), ...box.got]) {
      for (const secret of ['suicide', personId]) expect(told).not.toContain(secret);
    }
  });

  test('what was seen in time is told to nobody', async () => {
    const alarm = await ring();
    await rig.store.write((tx) => alarms.acknowledge(tx, alarm?.id ?? '', 'staff', rig.clock.now()));
    await pass(60 * MINUTE);
    expect([hook.got, box.got]).toEqual([[], []]);
  });

  test('a way that fails is tried again, ever more slowly, and keeps the other from nothing', async () => {
    hook.status = 500;
    box.refuse = 1;
    await ring();
    await pass(5 * MINUTE);
    expect([hook.got.length, box.got.length]).toEqual([1, 0]);
    await pass(MINUTE);
    expect([hook.got.length, box.got.length]).toEqual([2, 1]);
    await pass(MINUTE);
    expect(hook.got).toHaveLength(2);
    hook.status = 200;
    await pass(MINUTE);
    expect(hook.got).toHaveLength(3);
    await pass(60 * MINUTE);
    expect([hook.got.length, box.got.length]).toEqual([3, 1]);
    expect(new Set(hook.got.map(({ key }) => key)).size).toBe(1);
  });

  test('once somebody at the desk has seen it, a way that failed tries no more', async () => {
    hook.status = 503;
    const alarm = await ring();
    await pass(5 * MINUTE);
    await rig.store.write((tx) => alarms.acknowledge(tx, alarm?.id ?? '', 'staff', rig.clock.now()));
    await pass(60 * MINUTE);
    expect(hook.got).toHaveLength(1);
    expect(await left()).toEqual([]);
  });

  test('of somebody who was erased nothing is told any more', async () => {
    await ring();
    await rig.store.write((tx) => erasePerson(tx, new PersonDirectory(rig.vault), personId));
    await pass(60 * MINUTE);
    expect([hook.got, box.got]).toEqual([[], []]);
  });

  test('several processes tell once among them', async () => {
    await ring();
    await pass(5 * MINUTE, process(), process(), process());
    expect([hook.got.length, box.got.length]).toEqual([1, 1]);
  });

  test('a process that dies while it tells is made good by another', async () => {
    const dying: Way = {
      name: 'webhook',
      tell: () => new Promise(() => undefined),
      close: async () => undefined,
    };
    await ring();
    rig.clock.advance(5 * MINUTE);
    void process([dying]).runDue(rig.clock.now());
    await waitFor('it to have begun', async () => {
      const rows = await rig.store.read((tx) => tx.all('SELECT 1 FROM alarm_notice WHERE attempts = 1'));
      return rows.length === 1;
    });
    await pass(MINUTE);
    expect(hook.got).toEqual([]);
    await pass(2 * MINUTE);
    expect(hook.got).toHaveLength(1);
  });

  test('an alarm that has become urgent is told again', async () => {
    await ring();
    await pass(5 * MINUTE);
    await ring(true);
    await pass(5 * MINUTE);
    expect(hook.got.map(({ body }) => (body as { urgent: boolean }).urgent)).toEqual([false, true]);
    expect(box.got).toHaveLength(2);
  });

  test('where no way is configured, alarms ring at the desk alone', async () => {
    const alarm = await ring();
    await pass(60 * MINUTE, process([]));
    const found = await rig.store.read((tx) => alarms.find(tx, alarm?.id ?? ''));
    expect(found?.escalatedAt).toBeNull();
  });
});
