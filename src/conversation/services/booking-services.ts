import type { LiveService } from '../../flow';
import type { TurnScope } from '../answer-live-services';
import {
  bookingConfirm,
  bookingDecline,
  bookingHeld,
  bookingHold,
  bookingRelease,
  bookingTake,
} from './booking-book';
import {
  bookingCancel,
  bookingChange,
  bookingChangeTimes,
  bookingLeave,
  bookingWait,
} from './booking-change';
import { bookingLook, bookingToday } from './booking-look';
import { bookingDay, bookingFull, bookingKinds, bookingTimes } from './booking-times';
import { BookingWords } from './booking-words';
import { decidedPeerDays } from './peer-days';
import { reminderList, reminderPeer, reminderPeerOn, reminderTurn } from './reminder-choices';
import type { ServiceFacts } from './service-facts';
import { todayIn } from './today-in';

/**
 * The services of bookings with peers and of what people want to be reminded of, by the name that flows call them. They
 * look and write in the turn; where nothing can be booked here, they say so.
 */
export function bookingServices(facts: ServiceFacts): Readonly<Record<string, LiveService<TurnScope>>> {
  const words = new BookingWords(facts);
  return {
    'peer-days': decidedPeerDays(facts),
    'booking-look': bookingLook(words),
    'booking-today': bookingToday(words, (at) => todayIn(facts.timeZone, at)),
    'booking-kinds': bookingKinds(facts),
    'booking-times': bookingTimes(words),
    'booking-day': bookingDay(words),
    'booking-full': bookingFull(words),
    'booking-hold': bookingHold,
    'booking-held': bookingHeld(words),
    'booking-confirm': bookingConfirm(words),
    'booking-take': bookingTake(words),
    'booking-release': bookingRelease,
    'booking-decline': bookingDecline,
    'booking-change-times': bookingChangeTimes(words),
    'booking-change': bookingChange(words),
    'booking-cancel': bookingCancel(words),
    'booking-wait': bookingWait(words),
    'booking-leave': bookingLeave,
    'reminder-wishes': reminderList(facts),
    'reminder-turn': reminderTurn,
    'reminder-peer': reminderPeer,
    'reminder-peer-on': reminderPeerOn,
  };
}
