import { IconCalendarHeart, IconCalendarQuestion } from '@tabler/icons-react';
import type { BookingDay } from '../../api';
import { limits } from '../../limits';
import { countOf, daysOpen, daysToDecide } from '../model/calendar-day';
import { addDays } from '../model/calendar-month';
import { CalendarFeedPart } from './calendar-feed-part';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { today, useCalendar, useMayChange } from './use-calendar';

/** How many of the days to come are named. */
const MOST_DAYS = 6;

/** What is to come and what staff have to decide, whichever month is looked at; and one's own calendar. */
export function CalendarSide() {
  const from = today();
  const soon = useCalendar(from, addDays(from, limits.calendarDays - 1));
  const { words } = useDesk();
  const mayChange = useMayChange();
  return (
    <div className="calendar-side">
      <Loaded query={soon}>
        {(calendar) => {
          const asked = daysOpen(calendar).filter(({ slots }) => countOf(slots).asked > 0);
          const open = daysOpen(calendar).slice(0, MOST_DAYS);
          return (
            <>
              <DayList
                title={words.bookings.toDecide}
                text={words.bookings.toDecideText}
                days={daysToDecide(calendar)}
                about={({ holiday }) => holiday ?? ''}
                isPressing
              />
              <DayList
                title={words.bookings.toConfirm}
                days={asked}
                about={({ slots }) => words.bookings.askedCount(countOf(slots).asked)}
                isPressing
              />
              {open.length > 0 ? (
                <DayList
                  title={words.bookings.soon}
                  days={open}
                  about={({ slots }) => words.bookings.bookedCount(countOf(slots).booked)}
                />
              ) : (
                <section className="side-part">
                  <h2>{words.bookings.soon}</h2>
                  <p className="soft">
                    {mayChange ? words.bookings.soonNone : words.bookings.soonNoneOfPeer}
                  </p>
                </section>
              )}
            </>
          );
        }}
      </Loaded>
      <CalendarFeedPart />
    </div>
  );
}

function DayList(props: {
  readonly title: string;
  readonly text?: string;
  readonly days: readonly BookingDay[];
  readonly about: (day: BookingDay) => string;
  /** Staff have to do something about it. */
  readonly isPressing?: boolean;
}) {
  const { when, words } = useDesk();
  if (props.days.length === 0) return null;
  const isPressing = props.isPressing === true;
  const Icon = isPressing ? IconCalendarQuestion : IconCalendarHeart;
  return (
    <section className={isPressing ? 'side-part is-pressing' : 'side-part'}>
      <h2>
        <Icon size={18} stroke={1.7} aria-hidden />
        {props.title}
      </h2>
      {props.text !== undefined && <p className="side-text">{props.text}</p>}
      <ul className="day-list">
        {props.days.map((day) => (
          <li key={day.day}>
            <LinkTo to={{ page: 'booking-day', day: day.day }}>
              <span className="day-list-date">{when.date(day.day)}</span>
              <span className="day-list-about">
                {[
                  ...new Set(day.slots.map(({ peers }) => words.bookings.peersShort[peers])),
                  props.about(day),
                ].join(' · ')}
              </span>
            </LinkTo>
          </li>
        ))}
      </ul>
    </section>
  );
}
