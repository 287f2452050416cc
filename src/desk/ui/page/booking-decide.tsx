import { Button, Group } from '@mantine/core';
import { IconCalendarQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { BookingDay } from '../../api';
import { toldOf } from '../model/calendar-day';
import { AskFirst } from './ask-first';
import { BookingMoveDayDialog } from './booking-move-day-dialog';
import { useDesk } from './desk-context';
import { useBookingChange } from './use-calendar';

/** A day of the rules on a holiday, and the three things that staff can decide about it. */
export function BookingDecide(props: {
  readonly day: BookingDay;
  /** Without usual times there is nothing yet that could take place, be moved or be closed. */
  readonly hasTimes: boolean;
}) {
  const { api, words } = useDesk();
  const { day, hasTimes } = props;
  const [asking, ask] = useState<'keep' | 'move' | 'close' | null>(null);
  const keep = useBookingChange({ run: () => api.keepDay(day.day), said: words.bookings.kept });
  const close = useBookingChange({ run: () => api.closeDay(day.day), said: words.bookings.closedDay });
  const done = () => ask(null);
  return (
    <section className="decide" aria-labelledby="decide">
      <h2 id="decide">
        <IconCalendarQuestion size={22} stroke={1.7} aria-hidden />
        {words.bookings.decideTitle(day.holiday ?? '')}
      </h2>
      <p>{words.bookings.decideText}</p>
      {hasTimes ? (
        <Group gap="sm">
          <Button onClick={() => ask('keep')} loading={keep.isPending}>
            {words.bookings.keep}
          </Button>
          <Button variant="default" onClick={() => ask('move')}>
            {words.bookings.moveDay}
          </Button>
          <Button variant="default" onClick={() => ask('close')} loading={close.isPending}>
            {words.bookings.closeDay}
          </Button>
        </Group>
      ) : (
        <p>{words.bookings.decideNoTimes}</p>
      )}
      <AskFirst
        isOpen={asking === 'keep'}
        title={words.bookings.keepAsk}
        text={words.bookings.keepText}
        go={words.bookings.keep}
        close={done}
        act={() => keep.mutate()}
      />
      <AskFirst
        isOpen={asking === 'close'}
        title={words.bookings.closeDayAsk}
        text={words.bookings.willTell(toldOf(day.slots, 'closed'))}
        go={words.bookings.closeDay}
        close={done}
        act={() => close.mutate()}
      />
      <BookingMoveDayDialog isOpen={asking === 'move'} day={day} close={done} />
    </section>
  );
}
