import { Alarms } from '../../src/handoff';
import { erasePerson } from '../../src/people';
import type { Tx } from '../../src/store';
import { PeopleRig } from '../people/people-rig';
import { onBothDatabases } from '../support/databases';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const alarms = new Alarms({ acknowledgeWithinMs: 5 * MINUTE });
  let person: string;
  beforeEach(async () => {
    person = await rig.person();
  });
  const inTurn = <T>(work: (tx: Tx) => Promise<T>) => rig.store.write(work);
  const raise = (label = 'suicide', urgent = true) =>
    inTurn((tx) => alarms.raise(tx, person, { label, urgent }, rig.now));
  const open = () => rig.store.read((tx) => alarms.open(tx, 100));
  const see = (id: string, staff = 'staff-one') => inTurn((tx) => alarms.acknowledge(tx, id, staff, rig.now));
  const due = () => rig.store.read((tx) => alarms.dueForEscalation(tx, rig.now));
  const pass = (minutes: number) => rig.clock.advance(minutes * MINUTE);

  test('an alarm rings once, however often danger is named, until somebody has seen it', async () => {
    const first = await raise();
    expect(first).toMatchObject({ personId: person, label: 'suicide', urgent: true, at: rig.now });
    pass(60);
    expect(await raise()).toBeNull();
    expect(await open()).toHaveLength(1);
  });

  test('what was seen is not rung again within ten minutes, and is after them', async () => {
    const first = await raise();
    await see(first?.id ?? '');
    pass(9);
    expect(await raise()).toBeNull();
    pass(1);
    expect(await raise()).toMatchObject({ urgent: true });
    expect(await rig.count('alarm')).toBe(2);
  });

  test('what becomes urgent rings again, in the same alarm while that waits to be seen', async () => {
    const first = await raise('self_harm', false);
    pass(3);
    expect(await raise('suicide', true)).toMatchObject({ id: first?.id, label: 'suicide', at: rig.now });
    await see(first?.id ?? '');
    expect(await raise('suicide', true)).toBeNull();
    expect(await rig.count('alarm')).toBe(1);
  });

  test('what becomes urgent after it was seen is another alarm', async () => {
    const first = await raise('self_harm', false);
    await see(first?.id ?? '');
    pass(1);
    expect((await raise('suicide', true))?.id).not.toBe(first?.id);
  });

  test('the urgent stand first, then the oldest', async () => {
    const calm = await raise('violence', false);
    pass(1);
    person = await rig.person();
    const urgent = await raise();
    expect((await open()).map(({ id }) => id)).toEqual([urgent?.id, calm?.id]);
  });

  test('the first who has seen it counts', async () => {
    const alarm = await raise();
    const seen = await Promise.all(['staff-one', 'staff-two'].map((staff) => see(alarm?.id ?? '', staff)));
    expect(seen.filter(Boolean)).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  test('nobody has seen it in time: it is told outside once, also by several at once', async () => {
    const alarm = await raise();
    pass(4);
    expect(await due()).toEqual([]);
    pass(1);
    expect((await due()).map(({ id }) => id)).toEqual([alarm?.id]);
    const tell = () => inTurn((tx) => alarms.escalated(tx, alarm?.id ?? '', rig.now));
    const told = await Promise.all([tell(), tell(), tell()]);
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await due()).toEqual([]);
    expect(await open()).toMatchObject([{ escalatedAt: rig.now }]);
  });

  test('what was seen in time is told nobody outside', async () => {
    const alarm = await raise();
    await see(alarm?.id ?? '');
    pass(30);
    expect(await due()).toEqual([]);
    expect(await inTurn((tx) => alarms.escalated(tx, alarm?.id ?? '', rig.now))).toBe(false);
  });

  test('it rings and is seen live, with its id alone', async () => {
    const heard: string[] = [];
    const stop = rig.store.listen('alarm', { heard: (id) => heard.push(id), missed: () => undefined });
    const alarm = await raise();
    await see(alarm?.id ?? '');
    stop();
    expect(heard.filter((id) => id === alarm?.id)).toHaveLength(2);
  });

  test('it goes with its person', async () => {
    await raise();
    await inTurn((tx) => erasePerson(tx, rig.people, person));
    expect(await rig.count('alarm')).toBe(0);
  });
});
