import { erasePerson } from '../../src/people';
import { type Entry, Records, type Subject } from '../../src/records';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';

const MARK = 'はるかぜのしるし';
const text = (value: string): Entry => ({ label: 'いまの様子', value, shown: value });

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const records = new Records();
  const someone = async () => {
    const id = await rig.person();
    const person = await rig.store.write((tx) => rig.people.open(tx, id));
    if (!person) throw new Error('Nobody is there.');
    return person;
  };
  type Person = Awaited<ReturnType<typeof someone>>;
  const by = (staff: string) => ({ staff, now: rig.now });
  const of = (person: Person, subject: Subject) => rig.store.read((tx) => records.of(tx, person, subject));
  const write = (person: Person, subject: Subject, fields: Record<string, Entry | null>, staff = 'one') =>
    rig.store.write((tx) =>
      records.setFields(tx, person, subject, new Map(Object.entries(fields)), by(staff)),
    );
  const note = (person: Person, subject: Subject, words: string, corrects: number | null = null) =>
    rig.store.write((tx) => records.addNote(tx, person, subject, { text: words, corrects }, by('one')));

  test('only the fields that are named change, each with who wrote it and when', async () => {
    const person = await someone();
    await write(person, 'writer', { situation: text('部屋で過ごす'), wish: text('いまは何もしない') });
    const first = rig.now;
    rig.clock.advance(60_000);
    await write(person, 'writer', { wish: text('本を読みたい') }, 'two');
    const { fields } = await of(person, 'writer');
    expect(fields.get('situation')).toEqual({ ...text('部屋で過ごす'), by: 'one', at: first });
    expect(fields.get('wish')).toEqual({ ...text('本を読みたい'), by: 'two', at: rig.now });
    await write(person, 'writer', { situation: null });
    expect([...(await of(person, 'writer')).fields.keys()]).toEqual(['wish']);
  });

  test('notes are added and never changed; one that puts another right names it', async () => {
    const person = await someone();
    const first = await note(person, 'writer', '夜に眠れないとのこと');
    const second = await note(person, 'writer', '昼に眠れないとのこと', first?.id ?? 0);
    expect((await of(person, 'writer')).notes).toEqual([first, second]);
    expect(second?.corrects).toBe(first?.id);
    expect(await note(person, 'other', 'ちがう方のメモ', first?.id ?? 0)).toBeNull();
    expect(await note(await someone(), 'writer', '別の人', first?.id ?? 0)).toBeNull();
  });

  test('tags are a set, in order', async () => {
    const person = await someone();
    const set = (tags: readonly string[]) =>
      rig.store.write((tx) => records.setTags(tx, person, 'writer', tags, by('one')));
    await set(['夜型', 'あさ', '夜型']);
    expect((await of(person, 'writer')).tags).toEqual(['あさ', '夜型']);
    await set([]);
    expect((await of(person, 'writer')).tags).toEqual([]);
  });

  test('what is written about one subject is neither shown with the other nor opened as theirs', async () => {
    const person = await someone();
    await write(person, 'other', { situation: text(MARK) });
    await note(person, 'other', MARK);
    expect(await of(person, 'writer')).toEqual({ fields: new Map(), facts: new Map(), tags: [], notes: [] });
    // Somebody who moves rows from one to the other by hand gets nothing that opens.
    for (const table of ['record_entry', 'record_note']) {
      await rig.store.write((tx) => tx.run(`UPDATE ${table} SET subject = 'writer'`));
    }
    await expect(of(person, 'writer')).rejects.toThrow();
  });

  test('nothing of it stands in the database in the clear, and all of it goes with the person', async () => {
    const person = await someone();
    await write(person, 'writer', { situation: text(MARK) });
    await note(person, 'writer', MARK);
    await rig.store.write((tx) => records.setTags(tx, person, 'writer', [MARK], by('one')));
    for (const table of ['record_entry', 'record_note']) {
      expect(await rig.contents(table)).not.toContain(Buffer.from(MARK).toString('latin1'));
    }
    expect(await rig.store.read((tx) => records.isThere(tx, person.id, 'writer'))).toBe(true);
    await rig.store.write((tx) => erasePerson(tx, rig.people, person.id));
    for (const table of ['record_entry', 'record_note']) {
      expect(await rig.store.read((tx) => tx.all(`SELECT 1 FROM ${table}`))).toEqual([]);
    }
  });
});
