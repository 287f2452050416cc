import { erasePerson, RequestCodes, ResumeCodes } from '../../src/people';
import { onBothDatabases } from '../support/databases';
import { PeopleRig } from './people-rig';

const DAY = 24 * 60 * 60_000;
const kana = 'あいうえおかきくけこさしすせそ';
const list = [...kana].flatMap((first) => [...kana].map((second) => `${first}${second}`));

onBothDatabases((dialect) => {
  const rig = PeopleRig.use(dialect);
  const codes = new RequestCodes(rig.vault);
  const make = (id: string) => rig.store.write((tx) => codes.make(tx, id, rig.now));
  const whose = (typed: string) => rig.store.read((tx) => codes.whose(tx, typed, rig.now));

  test('a number finds its person as it is read aloud, and nobody else', async () => {
    const [id, other] = [await rig.person(), await rig.person()];
    const [number, others] = [await make(id), await make(other)];
    expect(number).toMatch(/^\d{4}-\d{4}-\d{4}$/);
    for (const typed of [
      number,
      number.replaceAll('-', ''),
      number.replaceAll('-', ' '),
      ` ${number.replaceAll('-', '－')} `,
    ]) {
      expect(await whose(typed)).toBe(id);
    }
    expect(await whose(others)).toBe(other);
  });

  test('one digit written wrong finds nobody', async () => {
    const number = (await make(await rig.person())).replaceAll('-', '');
    for (let at = 0; at < number.length; at += 1) {
      const wrong = number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
      expect(await whose(wrong)).toBeNull();
    }
  });

  test('a new one takes the place of the old one, and both are over in two weeks', async () => {
    const id = await rig.person();
    const old = await make(id);
    const number = await make(id);
    expect(await whose(old)).toBeNull();
    rig.clock.advance(codes.days * DAY - 1);
    expect(await whose(number)).toBe(id);
    rig.clock.advance(1);
    expect(await whose(number)).toBeNull();
  });

  test('the number for another device finds its person too, and neither is ever taken for the other', async () => {
    const id = await rig.person();
    const resume = await new ResumeCodes({ store: rig.store, vault: rig.vault, clock: rig.clock }).make(
      id,
      list,
    );
    expect(await whose(resume?.number ?? '')).toBe(id);
    expect((await make(id)).length).toBeGreaterThan(resume?.number.length ?? 0);
  });

  test('it stands in no table in readable form, and goes with its person', async () => {
    const id = await rig.person();
    const number = await make(id);
    expect(await rig.contents('request_code')).not.toContain(number.replaceAll('-', ''));
    expect(await rig.contents('request_code')).not.toContain(number);
    await rig.store.write((tx) => erasePerson(tx, rig.people, id));
    expect(await rig.count('request_code')).toBe(0);
    expect(await whose(number)).toBeNull();
  });
});
