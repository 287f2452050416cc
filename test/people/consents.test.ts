import { Consents } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { PeopleRig } from './people-rig';

const words = { language: 'ja', words: 'お手紙は、のこします。' };
const newer = { language: 'ja', words: 'お手紙は、一年のこします。' };

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const consents = new Consents();
  const open = async (id: string) => {
    const person = await rig.store.write((tx) => rig.people.open(tx, id));
    if (!person) throw new Error('Nobody is there.');
    return person;
  };
  const give = async (id: string, agreed = words) => {
    const person = await open(id);
    await rig.store.write((tx) => consents.give(tx, person, 'letters', agreed, rig.now));
  };
  const listed = async (id: string) => {
    const person = await open(id);
    return rig.store.read((tx) => consents.list(tx, person));
  };
  const stands = (id: string) => rig.store.read((tx) => consents.stands(tx, id, 'letters'));

  test('a consent is recorded with its words, the version they are, and the time', async () => {
    const id = await rig.person();
    expect(await stands(id)).toBe(false);
    await give(id);
    expect(await listed(id)).toEqual([
      {
        kind: 'letters',
        ...words,
        version: expect.stringMatching(/^[0-9a-f]{12}$/),
        givenAt: rig.now,
        withdrawnAt: null,
      },
    ]);
    expect(await stands(id)).toBe(true);
  });

  test('agreeing to the same again changes nothing; other words are another version, with a time of their own', async () => {
    const id = await rig.person();
    const first = rig.now;
    await give(id);
    rig.clock.advance(60_000);
    await give(id);
    expect(await listed(id)).toHaveLength(1);
    await give(id, newer);
    const [before, after] = await listed(id);
    expect(before).toMatchObject({ ...words, givenAt: first, withdrawnAt: rig.now });
    expect(after).toMatchObject({ ...newer, givenAt: rig.now, withdrawnAt: null });
    expect(after?.version).not.toBe(before?.version);
  });

  test('taken back it does not stand, also for another process, and what was agreed to stays on record', async () => {
    const id = await rig.person();
    await give(id);
    rig.clock.advance(60_000);
    const withdraw = () => rig.store.write((tx) => consents.withdraw(tx, id, 'letters', rig.now));
    expect(await withdraw()).toBe(true);
    expect(await withdraw()).toBe(false);
    expect(await stands(id)).toBe(false);
    expect(await listed(id)).toMatchObject([{ ...words, withdrawnAt: rig.now }]);
    await give(id);
    expect(await stands(id)).toBe(true);
    expect(await listed(id)).toHaveLength(2);
  });

  test('nobody has two that stand, however many are given at once', async () => {
    const id = await rig.person();
    const person = await open(id);
    const both = [0, 1, 2].map(() =>
      rig.store.write(async (tx) => {
        await rig.people.lock(tx, id);
        await consents.give(tx, person, 'letters', words, rig.now);
      }),
    );
    await Promise.all(both);
    expect(await listed(id)).toHaveLength(1);
  });

  test('its words stand in the database only sealed', async () => {
    await give(await rig.person());
    expect(await rig.contents('consent')).not.toContain(Buffer.from(words.words).toString('latin1'));
  });
});
