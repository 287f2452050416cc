import { type Config, rotateConfiguredKeys } from '../../src/app';
import { systemClock } from '../../src/clock';
import { PersonDirectory } from '../../src/people';
import { KeptMasterKeys, openPersonKey, openStore, Vault } from '../../src/store';
import { onBothDatabases } from '../support/databases';
import type { LoadFigures } from '../support/line-double/run-load';
import { type OpenDoor, openDoor } from '../support/open-door';
import { RecordedLog } from '../support/recorded-log';

const script = ['follow:', 'メニュー', '電話', '戻る', 'やめる'];

onBothDatabases((dialect) => {
  let door: OpenDoor;
  let log: RecordedLog;
  beforeEach(async () => {
    log = new RecordedLog();
    door = await openDoor(dialect, { config: { masterKey: null }, log });
  });
  afterEach(() => door.close());

  /** Everything that is kept of everybody, opened by whoever starts now. Throws for the first that does not open. */
  const readEverything = async (config: Config): Promise<{ people: number; messages: number }> => {
    const vault = new Vault(new KeptMasterKeys(config.dataDirectory));
    const store = await openStore(door.database.location, vault, systemClock);
    try {
      return await store.read(async (tx) => {
        const people = await tx.all<{ id: string }>('SELECT id FROM person');
        let messages = 0;
        for (const { id } of people) {
          const key = await openPersonKey(tx, vault, id);
          if (!key) throw new Error('Somebody has no key.');
          const rows = await tx.all<{ content: Buffer }>(
            'SELECT content FROM message WHERE person_id = $1 AND content IS NOT NULL',
            id,
          );
          for (const { content } of rows) key.open('message.content', content);
          messages += rows.length;
        }
        return { people: people.length, messages };
      });
    } finally {
      await store.close();
    }
  };

  /** People who came before: enough for several batches. */
  const populate = async (count: number) => {
    const vault = new Vault(new KeptMasterKeys(door.config.dataDirectory));
    const store = await openStore(door.database.location, vault, systemClock);
    const directory = new PersonDirectory(vault);
    await Promise.all(
      Array.from({ length: count }, () =>
        store.write((tx) => directory.createUnknown(tx, 'web', systemClock.now())),
      ),
    );
    await store.close();
  };

  test('people talk on, and new ones come, while the master key is changed again and again: nobody is lost and all is readable', async () => {
    const keys = new KeptMasterKeys(door.config.dataDirectory);
    const first = keys.read().current;
    await populate(600);
    let isOver = false;
    const figures: LoadFigures[] = [];
    /** One group of people after another, each unknown before. */
    const waiting: (() => void)[] = [];
    const talk = async () => {
      while (!isOver) {
        figures.push(
          await door.line.runLoad({
            people: 6,
            seconds: 1,
            script,
            redeliver: true,
            answerTimeoutMs: 30_000,
          }),
        );
        for (const resolve of waiting.splice(0)) resolve();
      }
    };
    const groupToEnd = () => new Promise<void>((resolve) => waiting.push(resolve));
    const rotate = async () => {
      const rotations = [];
      try {
        for (let turns = 0; turns < 3; turns += 1) {
          await groupToEnd();
          rotations.push(await rotateConfiguredKeys(door.config));
        }
      } finally {
        isOver = true;
      }
      return rotations;
    };
    const [rotations] = await Promise.all([rotate(), talk(), talk()]);
    expect(rotations.map((rotation) => [rotation?.outcome, rotation?.generation])).toEqual(
      [2, 3, 4].map((generation) => ['done', generation]),
    );
    expect(rotations.every((rotation) => (rotation?.rewrapped ?? 0) > 600)).toBe(true);
    const sum = (of: (each: LoadFigures) => number) => figures.reduce((all, each) => all + of(each), 0);
    expect(sum(({ turns }) => turns)).toBeGreaterThan(100);
    expect({ lost: sum(({ unanswered }) => unanswered), doubled: sum(({ doubled }) => doubled) }).toEqual({
      lost: 0,
      doubled: 0,
    });
    const { people, messages } = await readEverything(door.config);
    expect(people).toBe(600 + figures.length * 6);
    expect(messages).toBeGreaterThan(figures.length * 6);
    expect(keys.read().current.equals(first)).toBe(false);
    expect(keys.read().previous).toBeNull();
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  }, 120_000);
});
