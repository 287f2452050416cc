import { AuditLog, DailyCounts, ErasureReceipts, erasePerson, subjectOf } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { PeopleRig } from './people-rig';

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const receipts = new ErasureReceipts('Asia/Tokyo');
  const counts = new DailyCounts('Asia/Tokyo');
  const audit = new AuditLog();
  afterEach(() =>
    rig.store.write(async (tx) => {
      for (const table of ['erasure_receipt', 'audit', 'daily_count']) await tx.run(`DELETE FROM ${table}`);
    }),
  );
  const counted = async () => {
    const rows = await rig.store.read((tx) =>
      tx.all<{ day: string; what: string; n: number }>(
        'SELECT day, what, n FROM daily_count ORDER BY day, what',
      ),
    );
    return rows.map(({ day, what, n }) => `${day} ${what} ${n}`);
  };

  test('a receipt is a number and a day of the calendar, and is found by its number alone', async () => {
    rig.clock.jumpTo('2028-02-28T23:59:59+09:00');
    const before = await rig.store.write((tx) => receipts.make(tx, rig.now));
    rig.clock.jumpTo('2028-02-29T00:00:00+09:00');
    const receipt = await rig.store.write((tx) => receipts.make(tx, rig.now));
    expect([before.on, receipt.on]).toEqual(['2028-02-28', '2028-02-29']);
    const find = (typed: string) => rig.store.read((tx) => receipts.find(tx, typed));
    expect(await find(receipt.number)).toBe('2028-02-29');
    expect(await find(receipt.number.replaceAll('-', ''))).toBe('2028-02-29');
    expect(await find('0000-0000-0000')).toBeNull();
    const [columns] = await rig.store.read((tx) => tx.all<object>('SELECT * FROM erasure_receipt'));
    expect(Object.keys(columns ?? {}).sort()).toEqual(['erased_on', 'number']);
  });

  test('what staff did is noted about a person without their id, outlives them, and cannot be changed', async () => {
    const id = await rig.person();
    await rig.store.write((tx) => audit.note(tx, 'hanako', 'person.export', id, rig.now));
    expect(await rig.store.read((tx) => audit.about(tx, id))).toEqual([
      { at: rig.now, actor: 'hanako', action: 'person.export', subject: subjectOf(id) },
    ]);
    expect(await rig.contents('audit')).not.toContain(id);
    await rig.store.write((tx) => erasePerson(tx, rig.people, id));
    expect(await rig.count('audit')).toBe(1);
    await expect(rig.store.write((tx) => tx.run(`UPDATE audit SET actor = 'taro'`))).rejects.toMatchObject({
      message: 'rows of audit are never changed',
    });
    expect(await rig.contents('audit')).toContain('hanako');
  });

  test('of somebody who is erased, statistics keep how often what happened on a day', async () => {
    rig.clock.jumpTo('2028-02-28T12:00:00+09:00');
    const id = await rig.person();
    const said = (channel: string, direction: string, staff: string | null, at: string) =>
      rig.store.write((tx) =>
        tx.run(
          'INSERT INTO message (person_id, channel, direction, staff, happened_at) VALUES ($1, $2, $3, $4, $5)',
          id,
          channel,
          direction,
          staff,
          Date.parse(at),
        ),
      );
    await said('web', 'in', null, '2028-02-28T23:59:59+09:00');
    await said('web', 'out', null, '2028-02-29T00:00:00+09:00');
    await said('web', 'in', null, '2028-02-29T23:59:59+09:00');
    await said('line', 'out', 'staff-1', '2028-03-01T00:00:00+09:00');
    rig.clock.jumpTo('2028-03-01T09:00:00+09:00');
    await rig.store.write((tx) => erasePerson(tx, rig.people, id, { counts, by: 'asked', now: rig.now }));
    expect(await counted()).toEqual([
      '2028-02-01 contact/as/unsaid 1',
      '2028-02-01 contact/is/new 1',
      '2028-02-01 contact/on/web 1',
      '2028-02-28 message/web/in 1',
      '2028-02-28 person 1',
      '2028-02-29 message/web/in 1',
      '2028-02-29 message/web/out 1',
      '2028-03-01 erased/asked 1',
      '2028-03-01 message/line/staff 1',
    ]);
    expect(await rig.contents('daily_count')).not.toContain(id);
  });

  test('counts of several people add up, also when they are erased at once', async () => {
    const ids = await Promise.all([0, 1, 2, 3].map(() => rig.person()));
    await Promise.all(
      ids.map((id) =>
        rig.store.write((tx) => erasePerson(tx, rig.people, id, { counts, by: 'staff', now: rig.now })),
      ),
    );
    expect(await counted()).toEqual(['2026-11-21 erased/staff 4', '2026-11-21 person 4']);
  });
});
