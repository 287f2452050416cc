import type { Phone } from '../support/line-double';
import { openScene, pushesOf, type Scene } from './scene';
import { carriedBy, expectGoodManners, follow, offersOf, questionOn, saidIn, tap, write } from './screens';
import { firstLanguage } from './walk';
import { variantsAt } from './written-words';

let scene: Scene;
let phone: Phone;
beforeAll(async () => {
  scene = await openScene('sqlite');
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.pass(60_000);
  phone = scene.line.phone();
  await follow(phone);
});
afterEach(() => {
  expectGoodManners(scene.line);
  expect(pushesOf(scene.line)).toEqual([]);
});

test.each([
  ['電話のことがきけますか', 'phone/'],
  ['訪問のことを知りたいです', 'visit/'],
  ['母のことが心配でたまりません', 'family-worry/'],
  ['眠れない夜が続いています', 'self-worry/'],
  ['記録とか消してもらえたりしますか', 'erase/sure'],
])('what is asked for in one’s own words is done when it is sure: %s', async (text, flow) => {
  await write(phone, text);
  expect(questionOn(phone)).toMatch(new RegExp(`^${flow}`));
});

test('an erasure asked for in one’s own words erases nothing before it is confirmed', async () => {
  await write(phone, '私のデータを全部消してほしいです');
  expect(questionOn(phone)).toBe('erase/sure');
  expect(await scene.personOf(phone.userId)).not.toBeNull();
  await tap(phone, 'erase/sure/keep');
  expect(await scene.personOf(phone.userId)).not.toBeNull();
});

test('a cancellation asked for in one’s own words is asked about first', async () => {
  await write(phone, '予約をキャンセルしたいんですけど');
  expect(questionOn(phone)).toMatch(/^peer-cancel\//);
});

test('what is not sure is offered as two or three buttons, and what was asked stays open', async () => {
  const before = carriedBy(offersOf(phone));
  const answer = await write(phone, 'なんかその予約のやつ');
  expect(variantsAt(firstLanguage, 'moves', 'messages', 'unsure')).toContain(saidIn(answer));
  const offered = carriedBy(offersOf(phone));
  expect(offered.slice(0, 2)).toEqual(['move/peer-book', 'move/peer-cancel']);
  expect(questionOn(phone)).toBe('first-contact/hello');
  expect(offered).toEqual(expect.arrayContaining([...before]));
});

test('suffering that nothing else was understood of is acknowledged, without advice', async () => {
  const answer = await write(phone, 'この先が見えません');
  expect(variantsAt(firstLanguage, 'safety-distress', 'here')).toContain(saidIn(answer));
  expect(questionOn(phone)).toBe('first-contact/hello');
});

test('what is typed at an open question is its answer', async () => {
  await tap(phone, 'first-contact/hello/self');
  await write(phone, '訪問');
  // A phrase of ours is understood everywhere; other words are a name that is asked about.
  expect(questionOn(phone)).toMatch(/^visit\//);
  await tap(phone, 'move/back');
  await write(phone, '訪問のことです');
  expect(questionOn(phone)).toBe('nickname/confirm');
});
