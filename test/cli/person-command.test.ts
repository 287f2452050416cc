import { randomBytes, randomUUID } from 'node:crypto';
import { openRoom } from '../../src/app/open-handoff';
import { systemClock } from '../../src/clock';
import type { PersonExport } from '../../src/conversation';
import { PersonDirectory, ResumeCodes } from '../../src/people';
import { openStore, type Store, type Tx, Vault } from '../../src/store';
import { createTestDatabase, onBothDatabases, type TestDatabase } from '../support/databases';
import { runWith } from './command-with-server';
import { shippedContent } from './shipped-content';

const { flows } = shippedContent('.');
/** Invented, and like nothing that would be there by chance. */
const letter = '屋根裏の手紙 Kp3 です';
const others = 'よその手紙 Jd6';
const kana = 'あいうえおかきくけこさしすせそ';
const list = [...kana].flatMap((first) => [...kana].map((second) => `${first}${second}`));

onBothDatabases((dialect) => {
  const masterKey = randomBytes(32);
  const vault = new Vault(masterKey);
  const people = new PersonDirectory(vault);
  const room = openRoom({ flows, vault, baseUrl: null });
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createTestDatabase(dialect);
    store = await openStore(database.location, vault, systemClock);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  const person = (...words: readonly string[]) =>
    runWith(
      {
        MADOBE_DATA_DIR: database.dataDir,
        DATABASE_URL: database.location.dialect === 'postgres' ? database.location.url : undefined,
        MADOBE_MASTER_KEY: masterKey.toString('hex'),
      },
      ['person', ...words],
    );
  /** Somebody on LINE who wrote a letter and asked for a number. */
  const somebody = (body: string) =>
    store.write(async (tx) => {
      const address = `U${randomBytes(16).toString('hex')}`;
      const found = await people.create(tx, 'line', address, systemClock.now());
      await room.mine.agree(tx, found, 'letters', 'ja', systemClock.now());
      await room.letters.send(
        tx,
        found,
        { id: randomUUID(), channel: 'web', body, about: null, answerIn: 'room' },
        systemClock.now(),
      );
      const number = await room.requestCodes.make(tx, found.id, systemClock.now());
      return { id: found.id, address, number };
    });
  const rows = <Row>(statement: string) => store.read((tx: Tx) => tx.all<Row>(statement));

  test('the export has everything of the person with the number, nothing of another, and not LINE’s id of them', async () => {
    const { number, address } = await somebody(letter);
    await somebody(others);
    const page = await person('export', number, '--by', 'hanako');
    expect({ status: page.status, errors: page.errors }).toEqual({ status: 0, errors: '' });
    const data = await person('export', number.replaceAll('-', ''), '--by', 'hanako', '--json');
    const exported = JSON.parse(data.output) as PersonExport;
    expect(exported).toMatchObject({
      channels: [{ channel: 'line', reachable: true }],
      letters: [{ body: letter }],
      consents: [{ kind: 'letters' }],
      done: [{ action: 'person.export' }, { action: 'person.export' }],
    });
    for (const text of [page.output, data.output]) {
      expect(text).toContain(letter);
      expect(text).not.toContain(others);
      expect(text).not.toContain(address);
      expect(text).not.toContain('hanako');
    }
  });

  test('erasing needs to be meant, erases only this person, prints the receipt, and is on record afterwards', async () => {
    const { number, id } = await somebody(letter);
    const other = await somebody(others);
    expect(await person('erase', number)).toMatchObject({ status: 2, output: '' });
    expect(await rows(`SELECT id FROM person WHERE id = '${id}'`)).toHaveLength(1);

    const { status, output } = await person('erase', number, '--by', 'taro', '--yes', '--json');
    const { erased, receipt } = JSON.parse(output) as { erased: boolean; receipt: string };
    expect({ status, erased }).toEqual({ status: 0, erased: true });
    expect(await rows(`SELECT id FROM person WHERE id = '${id}'`)).toEqual([]);
    expect(await rows(`SELECT person_id FROM letter WHERE person_id = '${id}'`)).toEqual([]);
    expect(await rows(`SELECT id FROM person WHERE id = '${other.id}'`)).toHaveLength(1);
    const audit = await rows<{ actor: string; action: string }>(
      `SELECT actor, action, subject FROM audit WHERE actor = 'taro'`,
    );
    expect(audit).toMatchObject([{ actor: 'taro', action: 'person.erase' }]);
    expect(JSON.stringify(audit)).not.toContain(id);

    expect(await person('receipt', receipt)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^Erased on \d{4}-\d\d-\d\d\.\n$/),
    });
    expect(await person('erase', number, '--yes')).toMatchObject({ status: 1, output: '' });
    expect(await person('export', number, '--json')).toMatchObject({
      status: 1,
      output: '{"found":false}\n',
    });
  });

  test('the number with which somebody goes on on another device finds them too', async () => {
    const { id } = await somebody(letter);
    const code = await new ResumeCodes({ store, vault, clock: systemClock }).make(id, list);
    const { status, output } = await person('export', code?.number ?? '', '--json');
    expect(status).toBe(0);
    expect(output).toContain(letter);
  });

  test.each([
    [['export', '0000-0000-0000']],
    [['erase', '0000-0000-0000', '--yes']],
    [['receipt', '0000-0000-0000']],
  ])('a number that is nobody’s is said to be: %j', async (words) => {
    const before = await rows('SELECT id FROM audit');
    expect((await person(...words)).status).toBe(1);
    expect(await rows('SELECT id FROM audit')).toHaveLength(before.length);
  });

  test.each([
    [['export']],
    [['export', 'hanako']],
    [['export', '0000-0000-0000', '--by', ' ']],
    [['erase', '0000-0000-0000']],
    [['forget', '1']],
  ])('used wrongly, it says how it is used, and does nothing: %j', async (words) => {
    const { status, errors } = await person(...words);
    expect(status).toBe(2);
    expect(errors).not.toBe('');
  });

  test.each(['export', 'erase', 'receipt'])('%s tells how it is used, with an example', async (command) => {
    const { output, status } = await person(command, '--help');
    expect(status).toBe(0);
    expect(output).toContain(`$ npx madobe person ${command}`);
  });
});
