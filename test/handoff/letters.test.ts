import { randomUUID } from 'node:crypto';
import { type AnswerPlace, LETTER_MAX, Letters, Registrations } from '../../src/handoff';
import { erasePerson, type KnownPerson } from '../../src/people';
import type { Tx } from '../../src/store';
import { officeHours } from '../calendar/hours';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';

const BODY = 'あのねと いいたかったことが あります Zq7';
const STAFF = 'staff-one';

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const letters = new Letters({
    answers: { answerWithinWorkingDays: 3, hours: officeHours },
    talk: 'private',
  });
  let person: KnownPerson;
  beforeEach(async () => {
    person = await rig.store.write((tx) => rig.people.createUnknown(tx, 'web', rig.now));
  });
  const inTurn = <T>(work: (tx: Tx) => Promise<T>) =>
    rig.store.write(async (tx) => {
      await rig.people.hold(tx, person.id);
      return work(tx);
    });
  const send = (change: { id?: string; body?: string; about?: string | null; answerIn?: AnswerPlace } = {}) =>
    inTurn((tx) =>
      letters.send(
        tx,
        person,
        { id: randomUUID(), channel: 'web', body: BODY, about: null, answerIn: 'room', ...change },
        rig.now,
      ),
    );
  const add = (text: string, source: string | null) =>
    inTurn((tx) => letters.drafts.add(tx, person, { text, source }, rig.now));
  const sendDraft = () =>
    inTurn((tx) =>
      letters.sendDraft(tx, person, { id: randomUUID(), channel: 'line', answerIn: 'line' }, rig.now),
    );
  const draft = () => rig.store.read((tx) => letters.drafts.of(tx, person));
  const list = () => rig.store.read((tx) => letters.list(tx, person));
  const find = (id: string) => rig.store.read((tx) => letters.find(tx, person, id));
  const read = (id: string) => inTurn((tx) => letters.read(tx, person, id, rig.now));
  const unread = () => rig.store.read((tx) => letters.unread(tx, person.id));
  const answer = (id: string, body = 'ありがとう') =>
    inTurn((tx) => letters.answer(tx, person, id, { body, staff: STAFF }, rig.now));
  const forget = (source: string) => inTurn((tx) => letters.forgetSource(tx, person, source, rig.now));

  describe('a letter', () => {
    test('is received with the day by which it is answered', async () => {
      // A Saturday evening; Monday is a holiday, so it counts from Tuesday.
      expect(await send({ about: '夜のこと' })).toMatchObject({
        body: BODY,
        about: '夜のこと',
        sentAt: rig.now,
        dueOn: '2026-11-27',
        answer: null,
        answeredAt: null,
        readAt: null,
        answerIn: 'room',
      });
    });

    test('sent again under the same id is the same letter, as it was first, with the same day', async () => {
      const id = randomUUID();
      const first = await send({ id });
      rig.clock.advance(3 * 24 * 60 * 60_000);
      expect(await send({ id, body: 'べつのこと' })).toEqual(first);
      expect(await list()).toHaveLength(1);
    });

    test('sent many times at once is one', async () => {
      const id = randomUUID();
      await Promise.all(Array.from({ length: 8 }, () => send({ id })));
      expect(await list()).toHaveLength(1);
    });

    test('stands in the list, newest first, and only in its writer’s', async () => {
      const old = await send();
      rig.clock.advance(1000);
      const young = await send();
      expect((await list()).map(({ id }) => id)).toEqual([young.id, old.id]);
      const other = await rig.store.write((tx) => rig.people.createUnknown(tx, 'web', rig.now));
      expect(await rig.store.read((tx) => letters.list(tx, other))).toEqual([]);
      expect(await rig.store.read((tx) => letters.find(tx, other, old.id))).toBeNull();
    });

    test('may have the same id as another person’s, and neither sees the other’s', async () => {
      const id = randomUUID();
      await send({ id });
      const other = await rig.store.write((tx) => rig.people.createUnknown(tx, 'web', rig.now));
      const theirs = await rig.store.write((tx) =>
        letters.send(
          tx,
          other,
          { id, channel: 'web', body: 'となりの ひと', about: null, answerIn: 'room' },
          rig.now,
        ),
      );
      expect(theirs.body).toBe('となりの ひと');
      expect((await find(id))?.body).toBe(BODY);
    });

    test('stands in the database in no readable form, nor does its answer', async () => {
      const { id } = await send({ about: 'ひみつの件' });
      await answer(id, 'ないしょの へんじ');
      await add('かきかけの ことば', null);
      const written = `${await rig.contents('letter')}${await rig.contents('letter_draft')}`;
      for (const text of [BODY, 'ひみつの件', 'ないしょの へんじ', 'かきかけの ことば']) {
        expect(written).not.toContain(Buffer.from(text).toString('latin1'));
      }
    });

    test('goes with its writer, and so does what they had begun', async () => {
      await send();
      await add('つづき', null);
      await rig.store.write((tx) => erasePerson(tx, rig.people, person.id));
      expect([await rig.count('letter'), await rig.count('letter_draft')]).toEqual([0, 0]);
    });
  });

  describe('an answer', () => {
    test('is there, unread, until its writer opens it; a look at the list opens nothing', async () => {
      const { id } = await send();
      rig.clock.advance(1000);
      expect(await answer(id)).toBe(true);
      await list();
      await find(id);
      expect(await unread()).toBe(1);
      rig.clock.advance(1000);
      const opened = await read(id);
      expect(opened).toMatchObject({ answer: { body: 'ありがとう', at: rig.now - 1000 }, readAt: rig.now });
      expect(await unread()).toBe(0);
      rig.clock.advance(1000);
      expect((await read(id))?.readAt).toBe(rig.now - 1000);
    });

    test('opening a letter that waits marks nothing', async () => {
      const { id } = await send();
      expect((await read(id))?.readAt).toBeNull();
      await answer(id);
      expect(await unread()).toBe(1);
    });

    test('is given once: of two counsellors who answer at the same time, one is told so', async () => {
      const { id } = await send();
      const given = await Promise.all(['いち', 'に', 'さん'].map((body) => answer(id, body)));
      expect(given.filter(Boolean)).toHaveLength(1);
      expect(await answer(id, 'よん')).toBe(false);
      expect(await answer(randomUUID())).toBe(false);
    });

    test('names who gave it, for the desk alone', async () => {
      const { id } = await send();
      await answer(id);
      expect(await rig.contents('letter')).toContain(STAFF);
      expect(JSON.stringify([await read(id), await list()])).not.toContain(STAFF);
    });
  });

  test('letters that wait are found by the day they are due, without a word of them', async () => {
    const late = await send();
    rig.clock.jumpTo('2026-11-16T11:00:00+09:00');
    const pressing = await send();
    const answered = await send();
    await answer(answered.id);
    const waiting = await rig.store.read((tx) => letters.waiting(tx, 10));
    expect(waiting).toEqual([
      {
        personId: person.id,
        id: pressing.id,
        channel: 'web',
        sentAt: pressing.sentAt,
        dueOn: '2026-11-19',
      },
      { personId: person.id, id: late.id, channel: 'web', sentAt: late.sentAt, dueOn: '2026-11-27' },
    ]);
    expect(await rig.store.read((tx) => letters.waiting(tx, 1))).toHaveLength(1);
  });

  describe('a draft', () => {
    test('is kept as it was written, replaced by the next, and gone when all of it is empty', async () => {
      const save = (body: string, about = '') =>
        inTurn((tx) => letters.drafts.save(tx, person, { body, about, answerIn: 'room' }, rig.now));
      expect(await draft()).toBeNull();
      await save('いち');
      await save('いち に', '夜');
      expect(await draft()).toEqual({ body: 'いち に', about: '夜', answerIn: 'room' });
      await save('');
      expect(await draft()).toBeNull();
    });

    test('grows by messages, each on lines of its own, and is sent by nothing but its writer’s word', async () => {
      await add('ひとつめ', 'ref-1');
      await add('ふたつめ\nつづき', 'ref-2');
      rig.clock.advance(90 * 24 * 60 * 60_000);
      expect(await draft()).toMatchObject({ body: 'ひとつめ\nふたつめ\nつづき' });
      expect(await list()).toEqual([]);
      const sent = await sendDraft();
      expect(sent).toMatchObject({ body: 'ひとつめ\nふたつめ\nつづき', answerIn: 'line' });
      expect(await draft()).toBeNull();
    });

    test('that is empty or only spaces is not sent', async () => {
      expect(await sendDraft()).toBeNull();
      await add(' \n ', null);
      expect(await sendDraft()).toBeNull();
      expect(await list()).toEqual([]);
    });

    test('takes no more than a letter may be long, and keeps what it has', async () => {
      expect(await add('あ'.repeat(LETTER_MAX), null)).toBe('added');
      expect(await add('い', null)).toBe('full');
      expect((await draft())?.body).toBe('あ'.repeat(LETTER_MAX));
    });

    test('stays when a letter of before is sent once more by a slow network', async () => {
      const id = randomUUID();
      await send({ id });
      await add('つぎの お手紙', null);
      await send({ id });
      expect((await draft())?.body).toBe('つぎの お手紙');
    });

    test('says where the answer is wanted; only when it does not, the sender does', async () => {
      await inTurn((tx) =>
        letters.drafts.save(tx, person, { body: 'ことば', about: '', answerIn: 'room' }, rig.now),
      );
      expect((await sendDraft())?.answerIn).toBe('room');
    });
  });

  describe('a message that is taken back', () => {
    test('goes out of the draft, the rest stays', async () => {
      await add('のこる', 'ref-1');
      await add('けす', 'ref-2');
      await forget('ref-2');
      expect((await draft())?.body).toBe('のこる');
      await forget('ref-1');
      expect(await draft()).toBeNull();
    });

    test('goes out of a letter that was sent with it, and a letter of nothing else goes whole', async () => {
      await add('のこる', 'ref-1');
      await add('けす', 'ref-2');
      const both = await sendDraft();
      await add('これだけ', 'ref-3');
      const alone = await sendDraft();
      await forget('ref-2');
      await forget('ref-3');
      expect((await find(both?.id ?? ''))?.body).toBe('のこる');
      expect(await find(alone?.id ?? '')).toBeNull();
    });

    test('takes nothing of an answer that was given', async () => {
      await add('けす', 'ref-1');
      const sent = await sendDraft();
      await answer(sent?.id ?? '');
      await forget('ref-1');
      expect(await find(sent?.id ?? '')).toMatchObject({ body: '', answer: { body: 'ありがとう' } });
    });

    test('goes also when the room sent the letter as the draft had it', async () => {
      await add('けす', 'ref-1');
      const body = (await draft())?.body ?? '';
      await inTurn((tx) =>
        letters.drafts.save(tx, person, { body, about: 'こと', answerIn: 'room' }, rig.now),
      );
      await forget('ref-1');
      expect((await draft())?.body).toBe('');
    });

    test('goes also out of a letter that was sent from the room', async () => {
      await add('のこる', 'ref-1');
      await add('けす', 'ref-2');
      const { id } = await send({ body: (await draft())?.body ?? '' });
      await forget('ref-2');
      expect((await find(id))?.body).toBe('のこる');
    });

    test('that was in no letter changes none', async () => {
      await add('のこる', 'ref-1');
      await forget('ref-9');
      expect((await draft())?.body).toBe('のこる');
    });
  });

  describe('what somebody registers', () => {
    const registrations = new Registrations('private');
    const items = {
      nickname: 'ひなた',
      municipality: 'みなと町',
      ageBand: '30-39',
      duration: '3-10-years',
      answerIn: 'line',
    } as const;
    const of = (which = registrations) => rig.store.read((tx) => which.of(tx, person));
    const save = (what: Parameters<Registrations['save']>[2]) =>
      inTurn((tx) => registrations.save(tx, person, what, rig.now));

    test('is nothing at first, and the answer is wanted where the organisation’s rule says', async () => {
      const nothing = { nickname: null, municipality: null, ageBand: null, duration: null };
      expect(await of()).toEqual({ ...nothing, answerIn: 'room' });
      expect(await of(new Registrations('line'))).toEqual({ ...nothing, answerIn: 'line' });
    });

    test('is kept sealed, replaced whole, taken back by leaving it out, and goes with them', async () => {
      await save(items);
      expect(await of()).toEqual(items);
      expect(await rig.contents('registered_items')).not.toContain(Buffer.from('ひなた').toString('latin1'));
      await save({ ...items, nickname: null, duration: null });
      expect(await of()).toEqual({ ...items, nickname: null, duration: null });
      await rig.store.write((tx) => erasePerson(tx, rig.people, person.id));
      expect(await rig.count('registered_items')).toBe(0);
    });

    test('of a version that knew other bands is read as far as it can be', async () => {
      await save(items);
      await inTurn((tx) =>
        tx.run(
          'UPDATE registered_items SET content = $2 WHERE person_id = $1',
          person.id,
          person.key.seal('registered_items.content', JSON.stringify({ ...items, ageBand: '30s', more: 1 })),
        ),
      );
      expect(await of()).toEqual({ ...items, ageBand: null });
    });
  });
});
