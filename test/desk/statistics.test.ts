import { resolve } from 'node:path';
import { readFigures } from '../../src/desk/statistics-figures';
import { statisticsOf } from '../../src/desk/statistics-series';
import { StatisticsTally } from '../../src/desk/statistics-tally';
import { initialState, loadFlows } from '../../src/flow';
import { Letters, Talks } from '../../src/handoff';
import { DailyCounts, erasePerson, type LockedPerson, PersonDirectory } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { StoreRig } from '../support/store-rig';

const MINUTE = 60_000;
const standpoints = ['self', 'family', 'sibling', 'friend', 'unsaid'];
const loaded = loadFlows({ flows: resolve('flows'), locales: resolve('locales') });
const cleared = ['person', 'daily_count', 'counted_up_to', 'staff_duty'];

onBothDatabases((dialect) => {
  const rig = new StoreRig('2026-11-20T12:00:00+09:00');
  rig.openFor(dialect, cleared);
  if (!loaded.ok) throw new Error('The shipped flows cannot be read.');
  const { flows } = loaded;
  const people = new PersonDirectory(rig.vault);
  const counts = new DailyCounts(flows.timeZone);
  const talks = new Talks();
  const letters = new Letters({ answers: flows.organisation.letters, talk: 'private' });
  const tally = () => new StatisticsTally({ store: rig.store, people, flows, clock: rig.clock });

  const holding = (
    id: string,
    work: (person: LockedPerson) => (tx: Parameters<typeof people.lock>[0]) => Promise<unknown>,
  ) =>
    rig.store.write(async (tx) => {
      const person = await people.lock(tx, id);
      if (!person) throw new Error('They are no more.');
      await work(person)(tx);
    });
  const says = (id: string, channel = 'web') =>
    rig.store.write((tx) =>
      tx.run(
        `INSERT INTO message (person_id, channel, direction, happened_at) VALUES ($1, $2, 'in', $3)`,
        id,
        channel,
        rig.now,
      ),
    );
  const tells = (id: string, standpoint: string) =>
    holding(id, ({ key }) => (tx) => {
      const state = {
        ...initialState('ja'),
        facts: { standpoint: { value: standpoint, source: 'turn/1' } },
      };
      return tx.run(
        `INSERT INTO conversation (person_id, state, updated_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET state = excluded.state`,
        id,
        key.seal('conversation.state', JSON.stringify(state)),
        rig.now,
      );
    });
  const comes = async (channel = 'web') => {
    const { id } = await rig.store.write((tx) => people.createUnknown(tx, channel, rig.now));
    await says(id, channel);
    return id;
  };
  const erase = (id: string) =>
    rig.store.write((tx) => erasePerson(tx, people, id, { counts, by: 'asked', now: rig.now }));
  const many = async (count: number, standpoint: string, channel = 'web') => {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const id = await comes(channel);
      await tells(id, standpoint);
      ids.push(id);
    }
    return ids;
  };
  const read = async (...months: readonly string[]) => {
    await tally().count();
    const figures = await rig.store.read((tx) => readFigures(tx, months, flows.timeZone));
    const { series } = statisticsOf(figures, months, standpoints);
    return Object.fromEntries(
      series.map(({ id, rows }) => [id, Object.fromEntries(rows.map(({ part, values }) => [part, values]))]),
    );
  };

  test('people are counted once a month, where they stand, where they came first, and whether they were here before', async () => {
    const family = await many(6, 'family', 'line');
    await many(5, 'self');
    const [one = ''] = family;
    await says(one, 'web');
    expect(await read('2026-11')).toMatchObject({
      contacts: { all: [11], family: [6], self: [null], sibling: [null] },
      'contacts-by-channel': { line: [6], web: [5] },
    });
    rig.clock.jumpTo('2026-12-01T00:10:00+09:00');
    for (const id of family) await says(id);
    await many(5, 'friend', 'line');
    expect(await read('2026-11', '2026-12')).toMatchObject({
      contacts: { all: [11, 11] },
      'contacts-by-channel': { line: [6, 5], web: [5, 6] },
      newcomers: { all: [null, 5] },
    });
  });

  test('who says later where they stand is counted there, and counting again changes nothing', async () => {
    const ids = await many(10, 'unsaid');
    const figure = async (what: string) => {
      await tally().count();
      const figures = await rig.store.read((tx) => readFigures(tx, ['2026-11'], flows.timeZone));
      return figures.of(what, '2026-11');
    };
    expect(await figure('contact/as/unsaid')).toBe(10);
    for (const id of ids.slice(0, 7)) {
      await tells(id, 'sibling');
      await says(id);
    }
    await Promise.all([tally().count(), tally().count()]);
    expect(await figure('contact/as/sibling')).toBe(7);
    expect(await figure('contact/as/unsaid')).toBe(3);
    expect(await figure('contact/on/web')).toBe(10);
  });

  test('counts survive erasure: what was shown is shown, also of those who were erased before they were counted', async () => {
    const ids = await many(6, 'family');
    for (const id of ids) {
      await holding(id, (person) => async (tx) => {
        const asked = { channel: 'web', language: 'ja', summary: '', risk: 'none' as const };
        const talk = await talks.ask(tx, person, asked, rig.now);
        await talks.assign(tx, talk.id, 'staff-1', rig.now + 12 * MINUTE);
        await talks.answered(tx, talk.id, 'staff-1', rig.now + 14 * MINUTE);
        const letter = {
          id: talk.id,
          channel: 'web',
          body: 'こんにちは',
          about: null,
          answerIn: 'room' as const,
        };
        await letters.send(tx, person, letter, rig.now);
        await letters.answer(
          tx,
          person,
          talk.id,
          { body: 'はい', staff: 'staff-1' },
          rig.now + 30 * 1_440 * MINUTE,
        );
      });
    }
    const months = ['2026-11', '2026-12'] as const;
    const before = await read(...months);
    expect(before).toMatchObject({
      contacts: { all: [6, null] },
      ways: { talk: [6, null], letter: [6, null] },
      waiting: { all: [15, null] },
      'first-answer': { all: [15, null] },
      letters: { sent: [6, null], answered: [null, 6], late: [null, null] },
    });
    for (const id of ids.slice(0, 5)) await erase(id);
    expect(await read(...months)).toEqual(before);
    const uncounted = await comes();
    await erase(uncounted);
    expect(await read(...months)).toMatchObject({ contacts: { all: [7, null] } });
    for (const table of ['counted_contact', 'daily_count']) {
      expect(await rig.contents(table)).not.toContain(ids[0]);
    }
    expect(await rig.contents('counted_contact')).not.toContain('family');
  });

  test('erasing a conversation keeps that they were here, and they are counted no second time', async () => {
    const ids = await many(6, 'self');
    for (const id of ids) {
      await holding(id, (person) => async (tx) => {
        await counts.countMessages(tx, person);
        await tx.run('DELETE FROM message WHERE person_id = $1', id);
      });
      await says(id);
    }
    expect(await read('2026-11')).toMatchObject({ contacts: { all: [6] } });
  });
});
