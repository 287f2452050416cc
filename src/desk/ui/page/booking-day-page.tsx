import { Button, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconCalendarHeart,
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconPlus,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { BookingCalendar, BookingDay, CalendarDate } from '../../api';
import { dayIn, toldOf } from '../model/calendar-day';
import { addDays, monthOf } from '../model/calendar-month';
import { AskFirst } from './ask-first';
import { BookingAddDialog } from './booking-add-dialog';
import { BookingDecide } from './booking-decide';
import { BookingMoveDayDialog } from './booking-move-day-dialog';
import { BookingSlotCard } from './booking-slot-card';
import { useDesk } from './desk-context';
import { LinkTo } from './link-to';
import { Loaded } from './loaded';
import { Still } from './still';
import { today, useBookingChange, useCalendar, useMayChange } from './use-calendar';
import { useTitle } from './use-title';

/** A day of talks with peers: its times, who booked them, and what staff can do about it. */
export function BookingDayPage({ day }: { readonly day: CalendarDate }) {
  const { words, when } = useDesk();
  useTitle(words.bookings.title);
  const calendar = useCalendar(day, day);
  const mayChange = useMayChange();
  const isToCome = day >= today();
  const found = calendar.data === undefined ? null : dayIn(calendar.data, day);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(day);

  useEffect(() => {
    // Whoever goes on to another day, or moves one, begins at its heading.
    if (before.current !== day) heading.current?.focus();
    before.current = day;
  }, [day]);

  return (
    <div className="page is-day">
      <div className="day-ways">
        <LinkTo to={{ page: 'bookings', month: monthOf(day) }} className="back">
          <IconArrowLeft size={18} aria-hidden />
          {words.bookings.backToMonth}
        </LinkTo>
        <span className="grow" />
        <LinkTo to={{ page: 'booking-day', day: addDays(day, -1) }} className="back">
          <IconChevronLeft size={18} aria-hidden />
          {words.bookings.dayBefore}
        </LinkTo>
        <LinkTo to={{ page: 'booking-day', day: addDays(day, 1) }} className="back">
          {words.bookings.dayAfter}
          <IconChevronRight size={18} aria-hidden />
        </LinkTo>
      </div>
      <div className="part-head">
        <h1 ref={heading} tabIndex={-1}>
          {when.date(day)}
          {typeof found?.holiday === 'string' && <span className="badge is-holiday">{found.holiday}</span>}
        </h1>
        {mayChange && isToCome && found !== null && calendar.data !== undefined && (
          <DayWays day={found} hasTimes={calendar.data.hasTimes} />
        )}
      </div>
      <Loaded query={calendar}>
        {(known) => <Slots day={dayIn(known, day)} calendar={known} isToCome={isToCome} />}
      </Loaded>
    </div>
  );
}

function Slots(props: {
  readonly day: BookingDay;
  readonly calendar: BookingCalendar;
  readonly isToCome: boolean;
}) {
  const { words } = useDesk();
  const mayChange = useMayChange();
  const { day, calendar } = props;
  return (
    <>
      {day.undecided && mayChange && props.isToCome && (
        <BookingDecide day={day} hasTimes={calendar.hasTimes} />
      )}
      {day.slots.length === 0 && !day.undecided && (
        <Still
          level={2}
          icon={<IconCalendarHeart size={40} stroke={1.2} aria-hidden />}
          title={mayChange ? words.bookings.dayNone : words.bookings.dayNoneOfPeer}
        />
      )}
      <ul className="slots">
        {day.slots.map((slot) => (
          <li key={slot.id}>
            <BookingSlotCard day={day.day} slot={slot} calendar={calendar} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What can be done with a whole day that is not over. */
function DayWays({ day, hasTimes }: { readonly day: BookingDay; readonly hasTimes: boolean }) {
  const { api, words } = useDesk();
  const [asking, ask] = useState<'add' | 'close' | 'move' | null>(null);
  const toChange = day.slots.filter(({ begun }) => !begun);
  const isOpen = toChange.some(({ state }) => state === 'open');
  const isClosed = toChange.length > 0 && !isOpen;
  const close = useBookingChange({ run: () => api.closeDay(day.day), said: words.bookings.closedDay });
  const keep = useBookingChange({ run: () => api.keepDay(day.day), said: words.bookings.kept });
  const done = () => ask(null);
  return (
    <div className="day-acts">
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => ask('add')}>
        {words.bookings.addSlot}
      </Button>
      {toChange.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              px="sm"
              aria-label={words.bookings.dayMenu}
              loading={close.isPending || keep.isPending}
            >
              <IconDots size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => ask('move')}>{words.bookings.moveDay}</Menu.Item>
            {isOpen && <Menu.Item onClick={() => ask('close')}>{words.bookings.closeDay}</Menu.Item>}
            {isClosed && <Menu.Item onClick={() => keep.mutate()}>{words.bookings.keep}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      <BookingAddDialog
        isOpen={asking === 'add'}
        day={day.day}
        hasTimes={hasTimes && day.slots.length === 0}
        close={done}
      />
      <BookingMoveDayDialog isOpen={asking === 'move'} day={day} close={done} />
      <AskFirst
        isOpen={asking === 'close'}
        title={words.bookings.closeDayAsk}
        text={words.bookings.willTell(toldOf(day.slots, 'closed'))}
        go={words.bookings.closeDay}
        close={done}
        act={() => close.mutate()}
      />
    </div>
  );
}
