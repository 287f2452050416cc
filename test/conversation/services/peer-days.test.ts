import { asking, factsWith, idsOf, listOf } from './asking';
import { shippedFacts } from './shipped';

const { peer } = shippedFacts().catalogue;
const ask = asking();

test('the next days are told from tomorrow on, with whose standpoint it is', () => {
  const days = listOf(ask('peer-days'), 'days');
  expect(days[0]).toEqual({
    id: 'peer-2026-11-26-person',
    values: {
      label: '11月26日 本人の立場',
      date: '11月26日（木）',
      peers: 'ご本人の立場の方',
      note: '',
    },
  });
  expect(days.map(({ id }) => id)).toEqual([
    'peer-2026-11-26-person',
    'peer-2027-01-14-family',
    'peer-2027-01-28-person',
    'peer-2027-03-11-family',
    'peer-2027-03-25-person',
    'peer-2027-05-13-family',
  ]);
});

test('the day itself is not offered: one applies beforehand, by the calendar of Tokyo', () => {
  const first = (now: string) => idsOf(ask('peer-days', { now }), 'days')[0];
  expect(first('2026-11-25T23:59:00+09:00')).toBe('peer-2026-11-26-person');
  expect(first('2026-11-26T00:00:00+09:00')).toBe('peer-2027-01-14-family');
  // Still the 25th in London.
  expect(first('2026-11-25T15:00:00Z')).toBe('peer-2027-01-14-family');
});

test('anyone may choose either standpoint', () => {
  const family = idsOf(ask('peer-days', { facts: { peerKind: 'family' } }), 'days');
  expect(family.every((id) => id.endsWith('family'))).toBe(true);
  expect(family.length).toBeGreaterThan(1);
});

test.each(['2027-09-23', '2028-11-23'])(
  'on %s, a holiday, people are told that it is being confirmed',
  (date) => {
    const now = `${date.slice(0, 8)}01T12:00:00+09:00`;
    const day = listOf(ask('peer-days', { now }), 'days').find(({ id }) => id.includes(date));
    expect(day?.values.note).toBe('祝日と重なるため、あるかどうかを確かめています。');
  },
);

test('what staff decided is told at once, and a moved day says from where', () => {
  const decided = asking(
    factsWith({ peer: { ...peer, decided: [{ date: '2027-09-23', to: '2027-09-30' }] } }),
  );
  const days = listOf(decided('peer-days', { now: '2027-09-10T12:00:00+09:00' }), 'days');
  expect(days[0]?.id).toBe('peer-2027-09-30-person');
  expect(days[0]?.values.note).toContain('9月23日（木）');
});

test('a further day stands among the others', () => {
  const added = asking(factsWith({ peer: { ...peer, added: [{ date: '2026-12-10', peers: 'family' }] } }));
  expect(idsOf(added('peer-days'), 'days').slice(0, 2)).toEqual([
    'peer-2026-11-26-person',
    'peer-2026-12-10-family',
  ]);
});

test('without rules there is none, and that is said', () => {
  const none = asking(factsWith({ peer: { ...peer, rules: [] } }));
  expect(none('peer-days')).toMatchObject({ outcome: 'none', lists: { days: [], more: [] } });
});

test('no times of day are told while no source states them', () => {
  expect(ask('peer-days').values.peerTimes).toBe('');
  const timed = asking(factsWith({ peer: { ...peer, times: [{ from: '13:00', to: '14:00' }] } }));
  expect(timed('peer-days').values.peerTimes).toBe('午後1時〜午後2時');
});
