import { Button } from '@mantine/core';
import { IconPhone, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import type { BookedSlot, SlotBooking } from '../../api';
import { AskFirst } from './ask-first';
import { BookingMeeting } from './booking-meeting';
import { BookingNote } from './booking-note';
import { useDesk } from './desk-context';
import { useBookingChange, useMayChange } from './use-calendar';

/** A seat that is taken, and by whom. */
export function BookingRow({ booking, slot }: { readonly booking: SlotBooking; readonly slot: BookedSlot }) {
  const { words } = useDesk();
  const { state } = booking;
  if (state === 'held' || state === 'offered')
    return <li className="booking is-passing">{words.bookings[state]}</li>;
  return <NamedBooking booking={booking} slot={slot} />;
}

function NamedBooking({ booking, slot }: { readonly booking: SlotBooking; readonly slot: BookedSlot }) {
  const { words } = useDesk();
  const mayChange = useMayChange();
  const { nickname, language, channel, way } = booking;
  const name = words.common.sheHe(nickname);
  const about = [
    channel === null ? '' : words.channels[channel],
    language === null || language === 'ja' ? '' : words.languages[language],
  ].filter((each) => each !== '');
  const WayIcon = way === 'phone' ? IconPhone : IconVideo;
  return (
    <li className="booking">
      <div className="booking-head">
        <span className="person-name">{nickname === null ? words.common.nameless : name}</span>
        {way !== null && (
          <span className="badge">
            <WayIcon size={15} stroke={1.8} aria-hidden />
            {words.bookings.ways[way]}
          </span>
        )}
        {about.length > 0 && <span className="soft">{about.join('・')}</span>}
        {booking.stranded && <span className="badge is-high">{words.bookings.stranded}</span>}
        <span className="grow" />
        {booking.meeting !== null && booking.meeting !== slot.meeting && (
          <BookingMeeting address={booking.meeting} />
        )}
        {booking.state === 'asked' && (
          <>
            <span className="badge is-high">{words.bookings.asked}</span>
            {mayChange && !slot.begun && <Answer booking={booking} name={name} />}
          </>
        )}
      </div>
      <BookingNote booking={booking} name={name} />
    </li>
  );
}

/** Where staff confirm bookings: yes, or kindly no. */
function Answer({ booking, name }: { readonly booking: SlotBooking; readonly name: string }) {
  const { api, words } = useDesk();
  const [isAsking, ask] = useState(false);
  const accept = useBookingChange({
    run: () => api.acceptBooking(booking.id),
    said: words.bookings.accepted,
  });
  const refuse = useBookingChange({
    run: () => api.refuseBooking(booking.id),
    said: words.bookings.refused,
  });
  return (
    <span className="booking-ways">
      <Button
        size="compact-md"
        aria-label={words.bookings.acceptOf(name)}
        onClick={() => accept.mutate()}
        loading={accept.isPending}
      >
        {words.bookings.accept}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        aria-label={words.bookings.refuseOf(name)}
        onClick={() => ask(true)}
        loading={refuse.isPending}
      >
        {words.bookings.refuse}
      </Button>
      <AskFirst
        isOpen={isAsking}
        title={words.bookings.refuseAsk}
        text={words.bookings.refuseText}
        go={words.bookings.refuse}
        close={() => ask(false)}
        act={() => refuse.mutate()}
      />
    </span>
  );
}
