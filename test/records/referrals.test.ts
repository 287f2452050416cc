import fc from 'fast-check';
import { erasePerson } from '../../src/people';
import { type Asked, openReferralsAtMost, type Referral, Referrals } from '../../src/records';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';

const asked: Asked = {
  subject: 'writer',
  to: 'みなと相談室',
  what: 'お話の要点',
  why: '近くで会えるように',
  words: '「みなと相談室」に、お話の要点を伝えてもよいでしょうか。',
  language: 'ja',
};

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const referrals = new Referrals();
  const someone = async () => {
    const id = await rig.person();
    const person = await rig.store.write((tx) => rig.people.open(tx, id));
    if (!person) throw new Error('Nobody is there.');
    return person;
  };
  type Person = Awaited<ReturnType<typeof someone>>;
  const tryToAsk = (person: Person) =>
    rig.store.write(async (tx) => {
      await rig.people.lock(tx, person.id);
      return referrals.ask(tx, person, asked, { staff: 'one', now: rig.now });
    });
  const ask = async (person: Person): Promise<Referral> => {
    const kept = await tryToAsk(person);
    if (typeof kept === 'string') throw new Error(`Nothing was asked: ${kept}.`);
    return kept;
  };
  const agree = (person: Person, id: string) =>
    rig.store.write((tx) => referrals.agree(tx, person, id, rig.now));
  const refuse = (person: Person, id: string) =>
    rig.store.write((tx) => referrals.refuse(tx, person, id, rig.now));
  const markDone = (person: Person, id: string) =>
    rig.store.write((tx) => referrals.markDone(tx, person.id, id, { staff: 'two', now: rig.now }));
  const takeBack = (person: Person, id: string) =>
    rig.store.write((tx) => referrals.takeBack(tx, person.id, id, rig.now));
  const list = (person: Person) => rig.store.read((tx) => referrals.list(tx, person));

  test('a question is kept with its very words, their version and the time, and lets nothing be passed on', async () => {
    const person = await someone();
    const kept = await ask(person);
    expect(await list(person)).toEqual([
      {
        ...asked,
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        state: 'asked',
        version: expect.stringMatching(/^[0-9a-f]{12}$/),
        by: 'one',
        askedAt: rig.now,
        answeredAt: null,
        withdrawnAt: null,
        doneAt: null,
        doneBy: null,
      },
    ]);
    expect(await markDone(person, kept.id)).toBe(false);
    for (const words of [asked.words, asked.to]) {
      expect(await rig.contents('referral')).not.toContain(Buffer.from(words).toString('latin1'));
    }
  });

  test('agreed to, it may be passed on until it is taken back; that it was, stays', async () => {
    const person = await someone();
    const { id } = await ask(person);
    rig.clock.advance(60_000);
    expect(await agree(person, id)).toMatchObject({ state: 'given', answeredAt: rig.now });
    expect(await markDone(person, id)).toBe(true);
    const doneAt = rig.now;
    rig.clock.advance(60_000);
    expect(await refuse(person, id)).toMatchObject({ state: 'withdrawn', withdrawnAt: rig.now, doneAt });
    expect(await markDone(person, id)).toBe(false);
    expect(await agree(person, id)).toBeNull();
  });

  test('declined, the person may still change their mind, until something else is asked', async () => {
    const person = await someone();
    const { id } = await ask(person);
    expect(await refuse(person, id)).toMatchObject({ state: 'declined' });
    expect(await markDone(person, id)).toBe(false);
    expect(await agree(person, id)).toMatchObject({ state: 'given' });
    const other = await someone();
    const first = await ask(other);
    await refuse(other, first.id);
    rig.clock.advance(1_000);
    await ask(other);
    expect(await agree(other, first.id)).toBeNull();
  });

  test('what staff do not ask any more cannot be agreed to, and what was answered is not theirs to take back', async () => {
    const person = await someone();
    const first = await ask(person);
    expect(await takeBack(person, first.id)).toBe(true);
    expect(await agree(person, first.id)).toBeNull();
    expect(await refuse(person, first.id)).toBeNull();
    const second = await ask(person);
    await agree(person, second.id);
    expect(await takeBack(person, second.id)).toBe(false);
  });

  test('one question waits at a time, however many ask at once, and nobody answers for another', async () => {
    const person = await someone();
    const results = await Promise.all([0, 1, 2].map(() => tryToAsk(person)));
    expect(results.filter((each) => each === 'waits')).toHaveLength(2);
    const [kept] = await list(person);
    expect(await agree(await someone(), kept?.id ?? '')).toBeNull();
    expect((await list(person))[0]?.state).toBe('asked');
  });

  test('no more consents stand than a person can look through', async () => {
    const person = await someone();
    for (let each = 0; each < openReferralsAtMost; each += 1) {
      await agree(person, (await ask(person)).id);
      rig.clock.advance(1_000);
    }
    expect(await tryToAsk(person)).toBe('many');
    const [newest] = await list(person);
    await refuse(person, newest?.id ?? '');
    expect(await tryToAsk(person)).toMatchObject({ state: 'asked' });
  });

  test('whatever happens in whatever order, nothing is passed on but while the person agrees', async () => {
    const step = fc.constantFrom('agree', 'refuse', 'done', 'take-back');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 7 }), async (steps) => {
        const person = await someone();
        const { id } = await ask(person);
        let state = 'asked';
        for (const each of steps) {
          if (each === 'agree') {
            if (state === 'asked' || state === 'declined') state = 'given';
            await agree(person, id);
          } else if (each === 'refuse') {
            if (state === 'asked') state = 'declined';
            else if (state === 'given') state = 'withdrawn';
            await refuse(person, id);
          } else if (each === 'take-back') {
            if (state === 'asked') state = 'withdrawn';
            await takeBack(person, id);
          } else expect(await markDone(person, id)).toBe(state === 'given');
        }
        expect((await list(person))[0]?.state).toBe(state);
      }),
      { numRuns: 20 },
    );
  });

  test('it goes with the person', async () => {
    const person = await someone();
    await ask(person);
    await rig.store.write((tx) => erasePerson(tx, rig.people, person.id));
    expect(await rig.store.read((tx) => tx.all('SELECT 1 FROM referral'))).toEqual([]);
  });
});
