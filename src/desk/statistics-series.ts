import type { Statistics, StatisticsId, StatisticsRow, StatisticsSeries } from './api';
import type { Figures } from './statistics-figures';
import { SHOWN_FROM, shown, shownDivision, shownDivisions } from './statistics-hiding';

const channels = ['line', 'web'];

/**
 * The tables of some months, with what is too small hidden. Pure.
 *
 * @param standpoints the parts of `contacts`, in their order
 */
export function statisticsOf(
  figures: Figures,
  months: readonly string[],
  standpoints: readonly string[],
): Statistics {
  const as = [...new Set([...standpoints, ...figures.partsOf('contact/as/')])];
  const on = [...new Set([...channels, ...figures.partsOf('contact/on/')])];
  const columns = months.map((month) => columnOf(figures, month, as, on));
  const row = (part: string, shownIn: (column: Column) => number | null | undefined): StatisticsRow => ({
    part,
    values: columns.map((column) => shownIn(column) ?? null),
  });
  const count = (id: StatisticsId, ...rows: readonly StatisticsRow[]): StatisticsSeries => ({
    id,
    unit: 'count',
    rows,
  });
  const minutes = (id: StatisticsId, rows: readonly StatisticsRow[]): StatisticsSeries => ({
    id,
    unit: 'minutes',
    rows,
  });
  return {
    months,
    series: [
      count(
        'contacts',
        row('all', ({ contacts }) => contacts),
        ...as.map((part, index) => row(part, (column) => column.as[index])),
      ),
      count('contacts-by-channel', ...on.map((part, index) => row(part, (column) => column.on[index]))),
      count(
        'newcomers',
        row('all', ({ newcomers }) => newcomers),
      ),
      count(
        'ways',
        row('talk', ({ talks }) => talks),
        row('letter', ({ letters }) => letters),
        row('online', ({ online }) => online),
        row('phone', ({ phone }) => phone),
      ),
      minutes('waiting', [row('all', ({ waiting }) => waiting)]),
      minutes('first-answer', [row('all', ({ firstAnswer }) => firstAnswer)]),
      count(
        'bookings',
        row('booked', ({ booked }) => booked),
        row('cancelled', ({ cancelled }) => cancelled),
      ),
      count(
        'letters',
        row('sent', ({ letters }) => letters),
        row('answered', ({ answered }) => answered),
        row('late', ({ late }) => late),
      ),
    ],
  };
}

type Shown = number | null | undefined;

/** All that is shown of one month. */
interface Column {
  readonly contacts: Shown;
  readonly as: readonly Shown[];
  readonly on: readonly Shown[];
  readonly newcomers: Shown;
  readonly talks: Shown;
  readonly letters: Shown;
  readonly online: Shown;
  readonly phone: Shown;
  readonly waiting: Shown;
  readonly firstAnswer: Shown;
  readonly booked: Shown;
  readonly cancelled: Shown;
  readonly answered: Shown;
  readonly late: Shown;
}

function columnOf(figures: Figures, month: string, as: readonly string[], on: readonly string[]): Column {
  const of = (what: string) => figures.of(what, month);
  const middle = (prefix: string) => {
    const { measured, minutes } = figures.middle(prefix, month);
    return measured < SHOWN_FROM ? null : minutes;
  };
  // Three ways of dividing the same people: each would tell the sum of the others.
  const [bySaid, byChannel, byTime] = shownDivisions([
    as.map((part) => of(`contact/as/${part}`)),
    on.map((part) => of(`contact/on/${part}`)),
    [of('contact/is/new'), of('contact/is/back')],
  ]);
  const byWay = shownDivision([of('booking/online'), of('booking/phone')]);
  // Those in time are not shown, and could be told from the two that are.
  const inTime = of('letter/answered') - of('letter/late');
  const answers = shownDivision([of('letter/late'), Math.max(0, inTime)]);
  return {
    contacts: bySaid?.total,
    as: bySaid?.parts ?? [],
    on: byChannel?.parts ?? [],
    newcomers: byTime?.parts[0],
    talks: shown(of('talk')),
    letters: shown(of('letter')),
    online: byWay.parts[0],
    phone: byWay.parts[1],
    waiting: middle('wait/'),
    firstAnswer: middle('answer/'),
    booked: byWay.total,
    cancelled: shown(of('booking/cancelled')),
    answered: answers.total,
    late: answers.parts[0],
  };
}
