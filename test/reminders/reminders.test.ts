import { onBothDatabases } from '../support/databases';
import { RemindersRig, textOf } from './reminders-rig';

/** A quiet afternoon; 14 January and 11 March 2027 are second Thursdays, 28 January is a fourth one. */
const START = '2026-12-20T14:00:00+09:00';

onBothDatabases((dialect) => {
  const rig = RemindersRig.use(dialect, START);

  describe('who wants to be reminded of a talk', () => {
    it('is told the day before and an hour before, each once', async () => {
      const process = rig.process();
      const person = await rig.person('peer');
      await rig.book(person, '2027-01-14', '13:00');
      await rig.runUntil('2027-01-13T12:59:00+09:00', await nearly(process, '2027-01-13T12:50:00+09:00'));
      expect(process.said).toEqual([]);
      await rig.runUntil('2027-01-14T14:30:00+09:00', process, 30);
      expect(process.said.map(textOf)).toEqual([
        expect.stringContaining('あす（木）午後1時に、約束の時間があります'),
        expect.stringContaining('きょう 午後1時の約束の時間'),
      ]);
      expect(process.said.map(({ person: { id }, rank, unprompted }) => ({ id, rank, unprompted }))).toEqual([
        { id: person, rank: 'reminder', unprompted: true },
        { id: person, rank: 'reminder', unprompted: true },
      ]);
    });

    it('is given the way in an hour before, and told that neither camera nor voice is needed', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-14T12:00:00+09:00');
      await process.reminders.runDue(rig.now);
      const told = process.said.map(textOf).join('\n');
      expect(told).toContain('https://meet.example.org/');
      expect(told).toContain('カメラも声も、なくてだいじょうぶです');
    });

    it('is given the number instead where they talk by phone', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '13:00', 'phone');
      rig.clock.jumpTo('2027-01-14T12:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said.map(textOf).join('\n')).toContain('0120-529-528');
    });

    it('reads nothing in the first line that tells others what it is about', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      const [first] = process.said.map(textOf).join('\n').split('\n');
      expect(first).toBe('お知らせです。');
      expect(process.said.map(textOf).join('\n')).not.toMatch(/ピア|相談|ひきこもり|窓辺/);
    });

    it('is not told the day before when they booked after that, and is an hour before', async () => {
      const process = rig.process();
      rig.clock.jumpTo('2027-01-13T12:30:00+09:00');
      const person = await rig.person('peer');
      await rig.book(person, '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      rig.clock.jumpTo('2027-01-14T12:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(2);
      rig.clock.jumpTo('2027-01-26T14:00:00+09:00');
      await rig.store.write((tx) => rig.wishes.withdraw(tx, person, 'peer'));
      await rig.book(person, '2027-01-28', '13:00');
      rig.clock.jumpTo('2027-01-27T15:00:00+09:00');
      await rig.store.write((tx) => rig.wishes.wish(tx, person, 'peer', rig.now));
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(2);
      rig.clock.jumpTo('2027-01-28T12:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(3);
    });
  });

  describe('nothing is said', () => {
    it('to whoever did not ask for it', async () => {
      const process = rig.process();
      await rig.book(await rig.person(), '2027-01-14', '13:00');
      for (const time of ['2027-01-13T13:00', '2027-01-14T12:00', '2027-01-22T12:00', '2027-03-01T12:00']) {
        rig.clock.jumpTo(`${time}:00+09:00`);
        await process.reminders.runDue(rig.now);
      }
      expect(process.said).toEqual([]);
    });

    it('from the moment on in which "お知らせをとめる" was said, also when it was due already', async () => {
      const process = rig.process();
      const person = await rig.person('peer');
      await rig.book(person, '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-12T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      await rig.store.write((tx) => rig.people.setNotices(tx, person, false));
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      // Being reachable again for an answer brings no reminder back.
      await rig.store.write((tx) => rig.people.setNotices(tx, person, true));
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
    });

    it('of a talk that was cancelled, or at its old time when it was changed', async () => {
      const process = rig.process();
      const person = await rig.person('peer');
      const { slot } = await rig.book(person, '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-12T15:00:00+09:00');
      await process.reminders.runDue(rig.now);
      const other = await rig.store.write(async (tx) => {
        const free = await rig.booking.free(tx, { peers: slot.peers }, rig.now);
        return free.find(({ from }) => from === '09:30')?.id ?? '';
      });
      await rig.store.write((tx) => rig.booking.change(tx, person, { from: slot.id, to: other }, rig.now));
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said.map(textOf)).toEqual([expect.stringContaining('午前9時30分')]);
      await rig.store.write((tx) => rig.booking.cancel(tx, person, other, rig.now));
      rig.clock.jumpTo('2027-01-14T09:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(1);
    });

    it('under a consent that was taken back', async () => {
      const process = rig.process();
      const person = await rig.person('peer');
      await rig.book(person, '2027-01-14', '13:00');
      await rig.store.write((tx) => rig.consents.withdraw(tx, person, 'notices', rig.now));
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
    });

    it('to somebody who was erased', async () => {
      const process = rig.process();
      const person = await rig.person('peer');
      await rig.book(person, '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-12T15:00:00+09:00');
      await process.reminders.runDue(rig.now);
      await rig.store.write((tx) => tx.run('DELETE FROM person WHERE id = $1', person));
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
      expect(await rowsOf('due_message')).toBe(0);
      expect(await rowsOf('reminder_wish')).toBe(0);
    });
  });

  describe('quiet hours', () => {
    it('put an hour before half past nine off until nine', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '09:30');
      await rig.runUntil('2027-01-14T08:59:00+09:00', await nearly(process, '2027-01-14T08:52:00+09:00'));
      expect(process.said.map(textOf)).toEqual([]);
      await rig.runUntil('2027-01-14T09:01:00+09:00', process);
      expect(process.said.map(textOf)).toEqual([expect.stringContaining('きょう 午前9時30分')]);
    });

    it('hold back what a process that comes up at night finds due', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-12T14:00:00+09:00');
      await process.reminders.runDue(rig.now);
      rig.clock.jumpTo('2027-01-13T22:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
      rig.clock.jumpTo('2027-01-14T09:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said.map(textOf)).toEqual([expect.stringContaining('きょう 午後1時に')]);
    });
  });

  describe('clocks and processes', () => {
    it('down over the due time: what is not past yet is said late, what is past is not said at all', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-13T17:40:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(1);
      rig.clock.jumpTo('2027-01-14T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(1);
    });

    it('a clock that jumps ahead and back again makes nothing come twice, and nothing be forgotten', async () => {
      const process = rig.process();
      await rig.book(await rig.person('peer'), '2027-01-14', '13:00');
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(1);
      rig.clock.jumpTo('2027-01-16T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      rig.clock.jumpTo('2027-01-13T12:59:00+09:00');
      await rig.runUntil('2027-01-13T13:03:00+09:00', process);
      expect(process.said).toHaveLength(1);
      rig.clock.jumpTo('2027-01-14T12:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(2);
    });

    it('several processes that beat at the same time say each thing once between them', async () => {
      const processes = [await rig.elsewhere(), await rig.elsewhere(), await rig.elsewhere()];
      const people = await Promise.all([rig.person('peer'), rig.person('peer')]);
      for (const [index, person] of people.entries()) {
        await rig.book(person, '2027-01-14', index === 0 ? '09:30' : '13:00');
      }
      for (const time of ['2027-01-13T09:30', '2027-01-13T13:00', '2027-01-14T09:00', '2027-01-14T12:00']) {
        rig.clock.jumpTo(`${time}:00+09:00`);
        for (let round = 0; round < 3; round += 1) {
          await Promise.all(processes.map(({ reminders }) => reminders.runDue(rig.now)));
        }
      }
      expect(processes.flatMap(({ said }) => said)).toHaveLength(4);
    });

    it('over a month’s end and a public holiday all goes as on other days', async () => {
      const process = rig.process();
      rig.clock.jumpTo('2027-03-05T14:00:00+09:00');
      const person = await rig.person('peer', 'still-here');
      // 25 March is a fourth Thursday; 1 April, a week later, is in another month. 22 March is a public holiday.
      await rig.book(person, '2027-03-25', '13:00');
      rig.clock.jumpTo('2027-03-22T13:00:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toHaveLength(0);
      for (const time of ['2027-03-24T13:00', '2027-03-25T12:00', '2027-04-01T13:01']) {
        rig.clock.jumpTo(`${time}:00+09:00`);
        await process.reminders.runDue(rig.now);
      }
      expect(process.said.map(textOf)).toEqual([
        expect.stringContaining('あす（木）'),
        expect.stringContaining('きょう'),
        expect.stringContaining('ここは、いつでも開いています'),
      ]);
    });
  });

  describe('after a talk', () => {
    it('"we are still here" is said at most once a month, however many talks there were', async () => {
      const process = rig.process();
      const person = await rig.person('still-here');
      await rig.book(person, '2027-01-14', '13:00');
      await rig.book(person, '2027-01-28', '13:00');
      for (const time of ['2027-01-21T13:30', '2027-01-22T13:30', '2027-02-04T13:30', '2027-02-05T13:30']) {
        rig.clock.jumpTo(`${time}:00+09:00`);
        await process.reminders.runDue(rig.now);
      }
      expect(process.said.map(({ rank }) => rank)).toEqual(['news']);
    });

    it('with a counsellor it is said too, a week later, to who wished for it and to nobody else', async () => {
      const process = rig.process();
      const [wishing, silent] = [await rig.person('still-here'), await rig.person('peer', 'events')];
      rig.clock.jumpTo('2027-01-07T14:00:00+09:00');
      for (const person of [wishing, silent]) await rig.talked(person);
      await process.reminders.runDue(rig.now);
      rig.clock.jumpTo('2027-01-14T13:59:00+09:00');
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
      rig.clock.jumpTo('2027-01-14T14:01:00+09:00');
      await process.reminders.runDue(rig.now);
      await process.reminders.runDue(rig.now);
      expect(process.said.map(({ person: { id }, rank }) => ({ id, rank }))).toEqual([
        { id: wishing, rank: 'news' },
      ]);
      expect(process.said.map(textOf).join()).toContain('お返事はいりません');
    });

    it('with counsellors and peers alike it is said at most once in 31 days, and not days too late', async () => {
      const process = rig.process();
      const person = await rig.person('still-here');
      await rig.book(person, '2027-01-14', '13:00');
      const talkAt = async (iso: string) => {
        rig.clock.jumpTo(iso);
        await rig.talked(person);
      };
      const beatAt = async (iso: string) => {
        rig.clock.jumpTo(iso);
        await process.reminders.runDue(rig.now);
        return process.said.length;
      };
      await talkAt('2027-01-11T10:00:00+09:00');
      expect(await beatAt('2027-01-18T10:01:00+09:00')).toBe(1);
      expect(await beatAt('2027-01-21T13:01:00+09:00')).toBe(1);
      await talkAt('2027-02-11T09:59:00+09:00');
      expect(await beatAt('2027-02-18T09:59:59+09:00')).toBe(1);
      expect(await beatAt('2027-02-18T10:01:00+09:00')).toBe(2);
      await talkAt('2027-03-25T10:00:00+09:00');
      // Nothing ran when it was due.
      expect(await beatAt('2027-04-04T10:01:00+09:00')).toBe(2);
    });
  });

  describe('news of events', () => {
    it('goes to whoever wished for it before, once for a day’s new dates, and never about what stood there before', async () => {
      const process = rig.process();
      const person = await rig.person('events');
      await rig.person('peer');
      rig.events = ['seminar-1'];
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
      rig.clock.advance(60_000);
      rig.events = ['seminar-1', 'seminar-2', 'joint-1'];
      await process.reminders.runDue(rig.now);
      rig.clock.advance(60_000);
      rig.events = ['seminar-1', 'seminar-2', 'joint-1', 'joint-2'];
      await process.reminders.runDue(rig.now);
      expect(process.said.map(({ person: { id } }) => id)).toEqual([person]);
    });
  });

  describe('what staff and others did', () => {
    it('a seat that became free is offered to who waits, and word of it comes as an answer', async () => {
      const process = rig.process();
      const [first, second] = [await rig.person(), await rig.person()];
      const { slot } = await rig.book(first, '2027-01-14', '13:00');
      await rig.store.write((tx) => rig.booking.waitlist.wait(tx, second, slot.id, rig.now));
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
      await rig.store.write((tx) => rig.booking.cancel(tx, first, slot.id, rig.now));
      await process.reminders.runDue(rig.now);
      await process.reminders.runDue(rig.now);
      expect(process.said.map(({ person: { id }, rank }) => ({ id, rank }))).toEqual([
        { id: second, rank: 'answer' },
      ]);
      expect(process.said.map(textOf).join()).toContain('順番はそのままです');
    });

    it('a seat that becomes free at night is offered in the morning, with all its hours to come', async () => {
      const process = rig.process();
      const [first, second] = [await rig.person(), await rig.person()];
      const { slot } = await rig.book(first, '2027-01-14', '13:00');
      await rig.store.write((tx) => rig.booking.waitlist.wait(tx, second, slot.id, rig.now));
      rig.clock.jumpTo('2027-01-08T22:00:00+09:00');
      await rig.store.write((tx) => rig.booking.cancel(tx, first, slot.id, rig.now));
      const waits = () => rig.store.read((tx) => rig.booking.waitlist.ofPerson(tx, second, rig.now));
      for (const time of ['2027-01-08T22:01', '2027-01-09T03:00', '2027-01-09T08:59']) {
        rig.clock.jumpTo(`${time}:00+09:00`);
        await process.reminders.runDue(rig.now);
        expect(await waits()).toEqual([expect.objectContaining({ offeredUntil: null })]);
        // Nobody else gets it meanwhile.
        const seen = await rig.store.read((tx) => rig.booking.find(tx, slot.id, rig.now));
        expect(seen?.seatsLeft).toBe(0);
      }
      rig.clock.jumpTo('2027-01-09T09:00:00+09:00');
      await process.reminders.runDue(rig.now);
      const until = Date.parse('2027-01-09T21:00:00+09:00');
      expect(await waits()).toEqual([expect.objectContaining({ offeredUntil: until })]);
      expect(process.said.map(({ person: { id } }) => id)).toEqual([second]);
    });

    it('who waited for a time that is closed hears it too; who waits for one that is moved goes on waiting', async () => {
      const process = rig.process();
      const [first, second] = [await rig.person(), await rig.person()];
      const { slot } = await rig.book(first, '2027-01-14', '13:00');
      await rig.store.write((tx) => rig.booking.waitlist.wait(tx, second, slot.id, rig.now));
      const to = { day: '2027-01-15', from: '13:00', to: '14:00' };
      const told = await rig.store.write(async (tx) => {
        const moved = await rig.booking.staff.moveSlot(tx, 'staff-1', slot.id, to, rig.now);
        return process.reminders.tellAffected(tx, moved ?? [], rig.now);
      });
      expect(told).toBe(1);
      rig.clock.advance(60_000);
      await process.reminders.runDue(rig.now);
      expect(process.said.map(({ person: { id } }) => id)).toEqual([first]);
      const toldOfClosing = await rig.store.write(async (tx) => {
        const closed = await rig.booking.staff.closeSlot(tx, 'staff-1', slot.id, rig.now);
        return process.reminders.tellAffected(tx, closed ?? [], rig.now);
      });
      expect(toldOfClosing).toBe(2);
      await process.reminders.runDue(rig.now);
      const last = process.said.slice(1);
      expect(last.map(({ person: { id } }) => id).sort()).toEqual([first, second].sort());
      expect(last.map(textOf).sort()).toEqual([
        expect.stringContaining('1月15日（金）午後1時の約束は'),
        expect.stringContaining('お待ちだった1月15日（金）午後1時の時間は'),
      ]);
      for (const { said } of last) {
        expect(said.choices.map(({ data }) => data)).toContain('move/peer-book');
      }
    });

    it('a time that was closed or moved is told gently, to each who had booked it', async () => {
      const process = rig.process();
      const [first, second] = [await rig.person(), await rig.person()];
      const closed = await rig.book(first, '2027-01-14', '13:00');
      const moved = await rig.book(second, '2027-01-28', '13:00');
      await rig.store.write(async (tx) => {
        const one = await rig.booking.staff.closeSlot(tx, 'staff-1', closed.slot.id, rig.now);
        const two = await rig.booking.staff.moveDay(tx, 'staff-1', moved.slot.day, '2027-02-04', rig.now);
        await process.reminders.tellAffected(tx, [...(one ?? []), ...two.affected], rig.now);
      });
      await process.reminders.runDue(rig.now);
      expect(process.said.map(textOf).sort()).toEqual([
        expect.stringContaining('1月14日（木）午後1時の約束は、こちらの都合で'),
        expect.stringContaining('2月4日（木）午後1時に変わりました'),
      ]);
    });
  });

  describe('the month’s messages', () => {
    it('are kept for answers first, then for reminders', async () => {
      const process = rig.process();
      const person = await rig.person('peer', 'events');
      await rig.book(person, '2027-01-14', '13:00');
      await process.reminders.runDue(rig.now);
      rig.clock.jumpTo('2027-01-13T13:00:00+09:00');
      rig.events = ['seminar-1'];
      rig.pushesLeft = 10;
      await process.reminders.runDue(rig.now);
      expect(process.said).toEqual([]);
      rig.pushesLeft = 12;
      await process.reminders.runDue(rig.now);
      expect(process.said.map(({ rank }) => rank)).toEqual(['reminder']);
      rig.pushesLeft = 21;
      await process.reminders.runDue(rig.now);
      expect(process.said.map(({ rank }) => rank)).toEqual(['reminder', 'news']);
    });
  });

  /** Brings the clock near to a time, with one beat on the way. */
  async function nearly(process: ReturnType<RemindersRig['process']>, iso: string) {
    rig.clock.jumpTo(iso);
    await process.reminders.runDue(rig.now);
    return process;
  }

  async function rowsOf(table: string): Promise<number> {
    const [row] = await rig.store.read((tx) =>
      tx.all<{ n: number }>(`SELECT CAST(COUNT(*) AS integer) AS n FROM ${table}`),
    );
    return row?.n ?? 0;
  }
});
