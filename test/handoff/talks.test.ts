import { type Asked, type TalkRisk, Talks } from '../../src/handoff';
import { erasePerson, type KnownPerson } from '../../src/people';
import { openStore, type Store, type Tx } from '../../src/store';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';

const SUMMARY = 'ごほんにん・よるが つらい Zq7';
const asked = (change: Partial<Asked> = {}): Asked => ({
  channel: 'line',
  language: 'ja',
  summary: SUMMARY,
  risk: 'none',
  ...change,
});

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const talks = new Talks();
  const inTurn = <T>(work: (tx: Tx) => Promise<T>) => rig.store.write(work);
  const somebody = () => rig.store.write((tx) => rig.people.createUnknown(tx, 'web', rig.now));
  const ask = (person: KnownPerson, change: Partial<Asked> = {}) =>
    inTurn((tx) => talks.ask(tx, person, asked(change), rig.now));
  const onDuty = (staff: string, cap = 50) =>
    inTurn((tx) => talks.duty.set(tx, staff, { on: true, cap }, rig.now));
  const take = (staff: string) => inTurn((tx) => talks.takeNext(tx, staff, rig.now));
  const leave = (person: KnownPerson) => inTurn((tx) => talks.leave(tx, person.id, rig.now));
  const find = (id: string) => rig.store.read((tx) => talks.find(tx, id));
  const waiting = () => rig.store.read((tx) => talks.waiting(tx, 100));
  const passMinutes = (minutes: number) => rig.clock.advance(minutes * 60_000);
  /** Somebody waits, as risky as that, a minute after the one before. */
  async function queueUp(...risks: readonly TalkRisk[]) {
    const people: KnownPerson[] = [];
    for (const risk of risks) {
      const person = await somebody();
      await ask(person, { risk });
      people.push(person);
      passMinutes(1);
    }
    return people;
  }
  afterEach(() => rig.store.write((tx) => tx.run('DELETE FROM staff_duty')));

  describe('asking', () => {
    test('makes one talk, however often it is asked', async () => {
      const person = await somebody();
      const first = await ask(person);
      passMinutes(3);
      expect(await ask(person)).toMatchObject({ id: first.id, askedAt: first.askedAt, state: 'waiting' });
      expect(await rig.count('talk')).toBe(1);
    });

    test('keeps the higher of two risks', async () => {
      const person = await somebody();
      await ask(person, { risk: 'high' });
      expect(await ask(person, { risk: 'none' })).toMatchObject({ risk: 'high' });
      expect(await ask(person, { risk: 'urgent' })).toMatchObject({ risk: 'urgent' });
    });

    test('again after the end is another talk', async () => {
      const person = await somebody();
      const first = await ask(person);
      await leave(person);
      expect((await ask(person)).id).not.toBe(first.id);
    });

    test('tells the desk with the id of the talk alone', async () => {
      const heard: string[] = [];
      const stop = rig.store.listen('talk', { heard: (id) => heard.push(id), missed: () => undefined });
      const talk = await ask(await somebody());
      stop();
      expect(heard).toContain(talk.id);
    });

    test('writes no word of it that can be read without the person’s key', async () => {
      const person = await somebody();
      const talk = await ask(person);
      expect(await rig.contents('talk')).not.toContain(Buffer.from(SUMMARY).toString('latin1'));
      expect(talks.summaryOf(person, talk)).toBe(SUMMARY);
    });
  });

  describe('taking the next one', () => {
    test('goes by risk, and then by how long they have waited', async () => {
      const [calm, urgent, high, later] = await queueUp('none', 'urgent', 'high', 'none');
      await onDuty('staff-one');
      const order: (string | undefined)[] = [];
      for (let each = await take('staff-one'); each; each = await take('staff-one'))
        order.push(each.personId);
      expect(order).toEqual([urgent?.id, high?.id, calm?.id, later?.id]);
    });

    test('gives nobody to those who are off duty, have a break, or have reached their cap', async () => {
      await queueUp('none', 'none');
      expect(await take('staff-one')).toBeNull();
      await inTurn((tx) => talks.duty.set(tx, 'staff-one', { on: true, onBreak: true }, rig.now));
      expect(await take('staff-one')).toBeNull();
      await inTurn((tx) => talks.duty.set(tx, 'staff-one', { on: true, onBreak: false, cap: 1 }, rig.now));
      expect(await take('staff-one')).toMatchObject({ state: 'with', staff: 'staff-one', takenAt: rig.now });
      expect(await take('staff-one')).toBeNull();
      expect(await rig.store.read((tx) => talks.duty.of(tx, 'staff-one'))).toMatchObject({ held: 1, cap: 1 });
    });

    test('one who presses twice at once does not go over their cap', async () => {
      await queueUp('none', 'none', 'none');
      await onDuty('staff-one', 1);
      const taken = await Promise.all([take('staff-one'), take('staff-one'), take('staff-one')]);
      expect(taken.filter((each) => each !== null)).toHaveLength(1);
    });

    test('fifty at once take fifty different people', async () => {
      const people = await queueUp(...Array.from({ length: 50 }, () => 'none' as const));
      const staff = Array.from({ length: 50 }, (_, index) => `staff-${index}`);
      for (const each of staff) await onDuty(each, 1);
      const others = await otherStores(3);
      const stores = [rig.store, ...others];
      const taken = await Promise.all(
        staff.map((each, index) =>
          (stores[index % stores.length] ?? rig.store).write((tx) => talks.takeNext(tx, each, rig.now)),
        ),
      );
      for (const store of others) await store.close();
      expect(new Set(taken.map((talk) => talk?.personId))).toEqual(new Set(people.map(({ id }) => id)));
      expect(new Set(taken.map((talk) => talk?.staff)).size).toBe(50);
      expect(await waiting()).toEqual([]);
    });
  });

  describe('leaving', () => {
    test('ends the wait, and nobody takes them any more', async () => {
      const [person] = await queueUp('none');
      await onDuty('staff-one');
      expect(person && (await leave(person))).toBe('waiting');
      expect(await take('staff-one')).toBeNull();
    });

    test('ends a talk too, and what was never open ends in nothing', async () => {
      const [person] = await queueUp('none');
      await onDuty('staff-one');
      const talk = await take('staff-one');
      expect(person && (await leave(person))).toBe('with');
      expect(talk && (await find(talk.id))).toMatchObject({ state: 'over', ended: 'left' });
      expect(person && (await leave(person))).toBeNull();
    });

    test('while being taken ends the talk, whichever of both comes first', async () => {
      const people = await queueUp(...Array.from({ length: 10 }, () => 'none' as const));
      for (const index of people.keys()) await onDuty(`staff-${index}`, 1);
      await Promise.all(people.flatMap((person, index) => [leave(person), take(`staff-${index}`)]));
      expect(await waiting()).toEqual([]);
      expect(await rig.store.read((tx) => talks.held(tx))).toEqual([]);
      for (const person of people) {
        expect(await rig.store.read((tx) => talks.openOf(tx, person.id))).toBeNull();
      }
    });
  });

  describe('erasing a person', () => {
    test('while they wait takes their talk out of the queue', async () => {
      const [person] = await queueUp('none');
      await rig.store.write((tx) => erasePerson(tx, rig.people, person?.id ?? ''));
      expect(await waiting()).toEqual([]);
    });

    test('while a counsellor has them leaves nothing of the talk', async () => {
      const [person] = await queueUp('none');
      if (!person) throw new Error('Nobody waits.');
      await onDuty('staff-one');
      const talk = await take('staff-one');
      if (!talk) throw new Error('Nobody was taken.');
      await inTurn((tx) => talks.watch(tx, talk.id, 'staff-two', rig.now));
      await inTurn((tx) => talks.whisper(tx, person, talk.id, { staff: 'staff-two', text: 'メモ' }, rig.now));
      await inTurn((tx) =>
        talks.handOver(tx, person, talk.id, { from: 'staff-one', to: 'staff-two', summary: '要約' }, rig.now),
      );
      await rig.store.write((tx) => erasePerson(tx, rig.people, person.id));
      for (const table of ['talk', 'talk_watcher', 'talk_whisper', 'talk_hand_over']) {
        expect(await rig.count(table)).toBe(0);
      }
      expect(await rig.store.read((tx) => talks.heldBy(tx, 'staff-two'))).toEqual([]);
      expect(await inTurn((tx) => talks.close(tx, talk.id, 'staff-two', rig.now))).toBe(false);
    });
  });

  describe('a talk that somebody has', () => {
    async function held() {
      const [person] = await queueUp('none');
      await onDuty('staff-one');
      const talk = await take('staff-one');
      if (!person || !talk) throw new Error('Nobody was taken.');
      return { person, talk };
    }

    test('is handed over by the one who has it, with what the next one needs to know', async () => {
      const { person, talk } = await held();
      const hand = (from: string, to: string) =>
        inTurn((tx) =>
          talks.handOver(tx, person, talk.id, { from, to, summary: '夜のことを話した' }, rig.now),
        );
      expect(await hand('staff-two', 'staff-three')).toBe(false);
      expect(await hand('staff-one', 'staff-two')).toBe(true);
      expect(await find(talk.id)).toMatchObject({ staff: 'staff-two', takenAt: talk.takenAt });
      expect(await rig.store.read((tx) => talks.handOvers(tx, person, talk.id))).toEqual([
        { from: 'staff-one', to: 'staff-two', summary: '夜のことを話した', at: rig.now },
      ]);
      expect(await rig.contents('talk_hand_over')).not.toContain(Buffer.from('夜のこと').toString('latin1'));
    });

    test.each(['giveBack', 'close', 'snooze'] as const)(
      '%s is done by nobody but its counsellor',
      async (act) => {
        const { talk } = await held();
        const done = (staff: string) =>
          inTurn((tx) =>
            act === 'snooze'
              ? talks.snooze(tx, talk.id, staff, rig.now + 1)
              : talks[act](tx, talk.id, staff, rig.now),
          );
        expect(await done('staff-two')).toBe(false);
        expect(await done('staff-one')).toBe(true);
      },
    );

    test('is assigned to somebody else whoever has it, and not once it is over', async () => {
      const { talk } = await held();
      const assign = () => inTurn((tx) => talks.assign(tx, talk.id, 'staff-two', rig.now));
      expect(await assign()).toBe(true);
      expect(await find(talk.id)).toMatchObject({ staff: 'staff-two' });
      await inTurn((tx) => talks.close(tx, talk.id, 'staff-two', rig.now));
      expect(await assign()).toBe(false);
    });

    test('waits for an answer from when the person wrote until its counsellor did', async () => {
      const { talk } = await held();
      await inTurn((tx) => talks.heard(tx, talk.id, rig.now));
      expect(await find(talk.id)).toMatchObject({ unanswered: true });
      passMinutes(1);
      expect(await inTurn((tx) => talks.answered(tx, talk.id, 'staff-two', rig.now))).toBe(false);
      expect(await inTurn((tx) => talks.answered(tx, talk.id, 'staff-one', rig.now))).toBe(true);
      expect(await find(talk.id)).toMatchObject({ unanswered: false });
    });

    test('is watched by colleagues, never by the one who has it', async () => {
      const { talk } = await held();
      const watch = (staff: string) => inTurn((tx) => talks.watch(tx, talk.id, staff, rig.now));
      const watchers = () => rig.store.read((tx) => talks.watchers(tx, talk.id));
      expect(await watch('staff-one')).toBe(false);
      expect(await watch('staff-two')).toBe(true);
      expect(await watch('staff-two')).toBe(true);
      expect(await watchers()).toEqual(['staff-two']);
      expect(await rig.store.read((tx) => talks.watchedBy(tx, 'staff-two'))).toHaveLength(1);
      await inTurn((tx) => talks.unwatch(tx, talk.id, 'staff-two'));
      expect(await watchers()).toEqual([]);
    });

    test('carries whispers in their order, sealed with the person’s key', async () => {
      const { person, talk } = await held();
      const other = await somebody();
      const whisper = (text: string, of = person) =>
        inTurn((tx) => talks.whisper(tx, of, talk.id, { staff: 'staff-two', text }, rig.now));
      await whisper('ゆっくりで大丈夫そうです');
      await whisper('二つめ');
      expect(await whisper('ほかの人の', other)).toBeNull();
      const read = (of: KnownPerson) => rig.store.read((tx) => talks.whispers(tx, of, talk.id));
      expect((await read(person)).map(({ text }) => text)).toEqual(['ゆっくりで大丈夫そうです', '二つめ']);
      expect(await read(other)).toEqual([]);
      expect(await rig.contents('talk_whisper')).not.toContain(Buffer.from('ゆっくり').toString('latin1'));
    });

    test('never becomes less dangerous than it was', async () => {
      const { talk } = await held();
      await inTurn((tx) => talks.raiseRisk(tx, talk.id, 'urgent'));
      await inTurn((tx) => talks.raiseRisk(tx, talk.id, 'high'));
      expect(await find(talk.id)).toMatchObject({ risk: 'urgent' });
    });
  });

  describe('duty', () => {
    test('nobody is there who never said so, and whoever goes has no break any more', async () => {
      const of = () => rig.store.read((tx) => talks.duty.of(tx, 'staff-one'));
      const staffed = () => rig.store.read((tx) => talks.duty.isStaffed(tx));
      expect(await of()).toMatchObject({ on: false, held: 0 });
      expect(await staffed()).toBe(false);
      await inTurn((tx) => talks.duty.set(tx, 'staff-one', { on: true, onBreak: true, cap: 5 }, rig.now));
      await inTurn((tx) => talks.duty.set(tx, 'staff-one', { on: false }, rig.now));
      expect(await of()).toEqual({ staff: 'staff-one', on: false, onBreak: false, cap: 5, held: 0 });
      expect(await staffed()).toBe(true);
      expect(await rig.store.read((tx) => talks.duty.onDuty(tx))).toEqual([]);
    });
  });

  /** More processes on the same database; on SQLite there is only ever one. */
  async function otherStores(count: number): Promise<readonly Store[]> {
    if (dialect === 'sqlite') return [];
    const { location } = rig;
    return Promise.all(Array.from({ length: count }, () => openStore(location, rig.vault, rig.clock)));
  }
});
