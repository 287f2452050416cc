import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { BookedSlot, BookingCalendar, BookingDay, CalendarDate } from '../../api';
import { countOf, dayIn } from '../model/calendar-day';
import {
  type CalendarMonth,
  dayByKey,
  monthOf,
  sameDayOf,
  weekdayOf,
  weeksOf,
} from '../model/calendar-month';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { today } from './use-calendar';

/** The days of a month. One of them is reached by Tab, the others from it by the arrow keys. */
export function CalendarGrid(props: {
  readonly month: CalendarMonth;
  /** Undefined: not known yet. */
  readonly calendar: BookingCalendar | undefined;
  readonly showMonth: (month: CalendarMonth) => void;
}) {
  const { words } = useDesk();
  const { month, calendar, showMonth } = props;
  const grid = useRef<HTMLTableElement>(null);
  const [chosen, choose] = useState<CalendarDate>(today);
  const [isGoing, setGoing] = useState(false);
  const reached = monthOf(chosen) === month ? chosen : sameDayOf(month, `${month}-01`);

  useEffect(() => {
    if (!isGoing) return;
    setGoing(false);
    grid.current?.querySelector<HTMLElement>(`[data-day="${chosen}"] a`)?.focus();
  }, [isGoing, chosen]);

  const goByKey = (event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-day]');
    const to = dayByKey(event.key, cell?.dataset.day ?? reached);
    if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(to);
    setGoing(true);
    if (monthOf(to) !== month) showMonth(monthOf(to));
  };

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by keys is a grid
      role="grid"
      className="calendar-grid"
      aria-labelledby="calendar-month"
      aria-describedby="calendar-keys"
      aria-busy={calendar === undefined}
      onKeyDown={goByKey}
    >
      <thead>
        <tr>
          {words.bookings.weekdays.map((weekday, index) => (
            <th key={weekday} scope="col" className={weekdayClass(index)}>
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell
                key={day}
                day={dayIn(calendar, day)}
                isReached={day === reached}
                isOutside={monthOf(day) !== month}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell(props: {
  readonly day: BookingDay;
  readonly isReached: boolean;
  readonly isOutside: boolean;
}) {
  const { words, when } = useDesk();
  const { day, isReached, isOutside } = props;
  const { asked, booked } = countOf(day.slots);
  const isToday = day.day === today();
  const standpoints = [...new Set(day.slots.map(({ peers }) => peers))];
  const isClosed = day.slots.length > 0 && day.slots.every(({ state }) => state === 'closed');
  const said = [
    when.date(day.day),
    isToday ? words.common.today : '',
    day.holiday ?? '',
    day.undecided ? words.bookings.undecided : '',
    ...standpoints.map((each) => words.bookings.peers[each]),
    isClosed ? words.bookings.closed : '',
    day.slots.length > 0 && !isClosed ? words.bookings.times(day.slots.length) : '',
    booked > 0 ? words.bookings.bookedCount(booked) : '',
    asked > 0 ? words.bookings.askedCount(asked) : '',
  ];
  const classes = [
    weekdayClass(weekdayOf(day.day)),
    day.holiday === null ? '' : 'is-holiday',
    isOutside ? 'is-outside' : '',
    isToday ? 'is-today' : '',
    day.slots.length > 0 ? 'has-slots' : '',
    day.undecided ? 'is-undecided' : '',
  ];
  const to = { page: 'booking-day', day: day.day } as const;
  return (
    <td data-day={day.day} className={classes.filter((each) => each !== '').join(' ')}>
      <LinkTo to={to} className="calendar-day" tabIndex={isReached ? 0 : -1}>
        <span className="heard-only">{said.filter((each) => each !== '').join('、')}</span>
        <span className="calendar-day-seen" aria-hidden="true">
          <span className="day-number">{Number(day.day.slice(8))}</span>
          {day.holiday !== null && <span className="day-holiday">{day.holiday}</span>}
          {day.undecided && <span className="day-mark">{words.bookings.undecided}</span>}
          {standpoints.map((standpoint) => (
            <span key={standpoint} className="day-peers">
              {words.bookings.peersShort[standpoint]}
            </span>
          ))}
          {day.slots.map((slot) => (
            <SlotLine key={slot.id} slot={slot} />
          ))}
        </span>
      </LinkTo>
    </td>
  );
}

function SlotLine({ slot }: { readonly slot: BookedSlot }) {
  const { words } = useDesk();
  const isClosed = slot.state === 'closed';
  const isAsked = slot.bookings.some(({ state }) => state === 'asked');
  const look = isClosed ? 'is-closed' : isAsked ? 'is-asked' : slot.taken >= slot.seats ? 'is-full' : '';
  return (
    <span className={`day-slot ${look}`}>
      <span>{slot.from}</span>
      <span>{isClosed ? words.bookings.closed : words.bookings.seats(slot.taken, slot.seats)}</span>
    </span>
  );
}

function weekdayClass(weekday: number): string {
  if (weekday === 0) return 'is-sunday';
  return weekday === 6 ? 'is-saturday' : '';
}
