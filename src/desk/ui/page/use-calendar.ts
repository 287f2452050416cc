import { notifications } from '@mantine/notifications';
import { type UseMutationResult, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { BookingCalendar, BookingChange, CalendarDate } from '../../api';
import { toField } from '../model/days';
import { useDesk, useMe } from './desk-context';
import { useAct } from './use-act';

/** Slots and who booked them, both days in. Everything of it is asked for anew when the desk hears of a change. */
export function useCalendar(from: CalendarDate, to: CalendarDate): UseQueryResult<BookingCalendar> {
  const { api } = useDesk();
  return useQuery({ queryKey: ['bookings', from, to], queryFn: () => api.bookings(from, to) });
}

/** Today on the device's clock. */
export function today(): CalendarDate {
  return toField(Date.now()).slice(0, 10);
}

/** Whether whoever is signed in may change slots and bookings: peers look, and no more. */
export function useMayChange(): boolean {
  return useMe().role !== 'peer';
}

/**
 * Runs a change of slots or bookings, and says how many people are told of it.
 *
 * @param change.isQuiet the place that asked shows what went wrong by itself
 */
export function useBookingChange<Input = void>(change: {
  readonly run: (input: Input) => Promise<BookingChange>;
  readonly said: string;
  readonly after?: () => void;
  readonly isQuiet?: boolean;
}): UseMutationResult<BookingChange, Error, Input> {
  const { words } = useDesk();
  return useAct<Input, BookingChange>({
    run: change.run,
    changes: [['bookings']],
    isQuiet: change.isQuiet ?? false,
    after: ({ told }) => {
      notifications.show({ message: change.said + words.bookings.told(told) });
      change.after?.();
    },
  });
}
