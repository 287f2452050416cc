import { onBothDatabases } from '../support/databases';
import { FakeClock } from '../support/fake-clock';
import { type OpenDoor, openDoor } from '../support/open-door';

onBothDatabases((dialect) => {
  let door: OpenDoor;
  afterEach(() => door.close());

  test('a person adds the friend, is greeted, and every request is valid by LINE’s rules', async () => {
    door = await openDoor(dialect, { clock: FakeClock.at('2026-11-20T21:00:00+09:00') });
    const phone = door.line.phone();
    await phone.follow();
    const greeting = await phone.waitForAnswer();
    expect(greeting.length).toBeGreaterThan(0);
    expect(phone.quickReplies.length).toBeGreaterThan(0);
    await phone.text('電話');
    await phone.waitForAnswer();
    expect(door.line.violations).toEqual([]);
    expect(door.line.profileCalls).toEqual([]);
  });
});
