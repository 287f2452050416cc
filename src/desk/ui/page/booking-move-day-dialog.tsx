import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BookingDay, CalendarDate } from '../../api';
import { toldOf } from '../model/calendar-day';
import { addDays } from '../model/calendar-month';
import { BookingDialog, BookingForm } from './booking-dialog';
import { useDesk } from './desk-context';
import { today, useBookingChange } from './use-calendar';

interface MoveDay {
  readonly day: BookingDay;
  readonly close: () => void;
}

/** Moves a day, with all that is booked on it, and goes along with it. */
export function BookingMoveDayDialog(props: MoveDay & { readonly isOpen: boolean }) {
  const { words } = useDesk();
  const { isOpen, ...move } = props;
  return (
    <BookingDialog isOpen={isOpen} title={words.bookings.moveDay} close={props.close}>
      <MoveDayForm {...move} />
    </BookingDialog>
  );
}

function MoveDayForm({ day, close }: MoveDay) {
  const { api, words, place } = useDesk();
  const [to, setTo] = useState<CalendarDate>(() => addDays(day.day, 7));
  const move = useBookingChange({
    run: () => api.moveDay(day.day, to),
    said: words.bookings.moved,
    isQuiet: true,
    after: () => {
      close();
      place.go({ page: 'booking-day', day: to });
    },
  });
  return (
    <BookingForm
      thrown={move.error}
      go={words.bookings.moveGo}
      isWhole={to !== '' && to !== day.day}
      isPending={move.isPending}
      close={close}
      act={() => move.mutate()}
    >
      <p>{words.bookings.moveDayText}</p>
      <TextInput
        type="date"
        label={words.bookings.moveDayTo}
        required
        withAsterisk={false}
        data-autofocus
        min={addDays(today(), 1)}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <p className="tells">{words.bookings.willTellMoved(toldOf(day.slots, 'moved'))}</p>
    </BookingForm>
  );
}
