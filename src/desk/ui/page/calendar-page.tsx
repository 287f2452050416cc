import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { addMonths, type CalendarMonth, monthOf, weeksOf } from '../model/calendar-month';
import { BookingAddDialog } from './booking-add-dialog';
import { CalendarGrid } from './calendar-grid';
import { CalendarSide } from './calendar-side';
import { useDesk } from './desk-context';
import { Trouble } from './trouble';
import { today, useCalendar, useMayChange } from './use-calendar';
import { useTitle } from './use-title';

/** A month of talks with peers. @param month null: the present one */
export function CalendarPage({ month: asked }: { readonly month: CalendarMonth | null }) {
  const { words, place } = useDesk();
  useTitle(words.bookings.title);
  const mayChange = useMayChange();
  const [isAdding, setAdding] = useState(false);
  const month = asked ?? monthOf(today());
  const days = weeksOf(month).flat();
  const calendar = useCalendar(days[0] ?? '', days.at(-1) ?? '');
  const go = (to: CalendarMonth | null) => place.go({ page: 'bookings', month: to });
  const [year = 0, number = 0] = month.split('-').map(Number);
  return (
    <div className="page calendar-page">
      <div className="part-head">
        <div>
          <h1 tabIndex={-1}>{words.bookings.title}</h1>
          <p className="soft">{mayChange ? words.bookings.lead : words.bookings.leadOfPeer}</p>
        </div>
        {mayChange && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {words.bookings.addDay}
          </Button>
        )}
      </div>
      <div className="calendar-columns">
        <section className="calendar-month" aria-labelledby="calendar-month">
          <div className="calendar-head">
            <h2 id="calendar-month" aria-live="polite">
              {words.bookings.month(year, number)}
            </h2>
            <div className="calendar-ways">
              <Button variant="default" size="sm" onClick={() => go(null)}>
                {words.bookings.thisMonth}
              </Button>
              <Button
                variant="default"
                size="sm"
                px="xs"
                aria-label={words.bookings.before}
                onClick={() => go(addMonths(month, -1))}
              >
                <IconChevronLeft size={18} aria-hidden />
              </Button>
              <Button
                variant="default"
                size="sm"
                px="xs"
                aria-label={words.bookings.after}
                onClick={() => go(addMonths(month, 1))}
              >
                <IconChevronRight size={18} aria-hidden />
              </Button>
            </div>
          </div>
          <Trouble thrown={calendar.error} />
          <CalendarGrid month={month} calendar={calendar.data} showMonth={go} />
          <p className="soft" id="calendar-keys">
            {words.bookings.keys}
          </p>
        </section>
        <CalendarSide />
      </div>
      <BookingAddDialog
        isOpen={isAdding}
        day={null}
        hasTimes={calendar.data?.hasTimes ?? false}
        close={() => setAdding(false)}
      />
    </div>
  );
}
