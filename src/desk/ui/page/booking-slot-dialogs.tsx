import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BookedSlot, BookingCalendar, CalendarDate } from '../../api';
import { limits } from '../../limits';
import { toldOf } from '../model/calendar-day';
import { BookingForm } from './booking-dialog';
import { BookingTimeFields } from './booking-time-fields';
import { useDesk } from './desk-context';
import { useAct } from './use-act';
import { today, useBookingChange } from './use-calendar';

interface SlotForm {
  readonly day: CalendarDate;
  readonly slot: BookedSlot;
  readonly calendar: BookingCalendar;
  readonly close: () => void;
}

/** Moves a slot, with whoever booked it. */
export function MoveSlotForm({ day, slot, close }: SlotForm) {
  const { api, words, place } = useDesk();
  const [to, setTo] = useState(day);
  const [span, setSpan] = useState({ from: slot.from, to: slot.to });
  const isSame = to === day && span.from === slot.from && span.to === slot.to;
  const move = useBookingChange({
    run: () => api.moveSlot(slot.id, { day: to, ...span }),
    said: words.bookings.moved,
    isQuiet: true,
    after: () => {
      close();
      if (to !== day) place.go({ page: 'booking-day', day: to });
    },
  });
  return (
    <BookingForm
      thrown={move.error}
      go={words.bookings.moveGo}
      isWhole={to !== '' && span.from !== '' && span.from < span.to && !isSame}
      isPending={move.isPending}
      close={close}
      act={() => move.mutate()}
    >
      <TextInput
        type="date"
        label={words.bookings.moveDayTo}
        required
        withAsterisk={false}
        data-autofocus
        min={today()}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <div className="time-fields">
        <BookingTimeFields span={span} set={setSpan} />
      </div>
      <p className="tells">{words.bookings.willTellMoved(toldOf([slot], 'moved'))}</p>
    </BookingForm>
  );
}

/** Says which peers are there. */
export function SlotPeersForm({ slot, calendar, close }: SlotForm) {
  const { api, words } = useDesk();
  const [who, setWho] = useState(() => slot.who.map(({ id }) => id));
  const set = useAct({
    run: () => api.setSlotPeers(slot.id, who),
    changes: [['bookings']],
    said: words.bookings.whoSet,
    isQuiet: true,
    after: close,
  });
  if (calendar.peers.length === 0) return <p className="dialog-text">{words.bookings.setWhoNone}</p>;
  return (
    <BookingForm
      thrown={set.error}
      go={words.common.save}
      isWhole={who.length <= limits.peersOfSlot}
      isPending={set.isPending}
      close={close}
      act={() => set.mutate()}
    >
      <Checkbox.Group label={words.bookings.whoLabel} value={who} onChange={setWho}>
        <Stack gap="xs" mt="xs">
          {calendar.peers.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
    </BookingForm>
  );
}

/** Gives the address of the online meetings. */
export function SlotMeetingForm({ slot, calendar, close }: SlotForm) {
  const { api, words } = useDesk();
  const [link, setLink] = useState(slot.meeting ?? '');
  const set = useAct({
    run: () => api.setSlotMeeting(slot.id, link.trim() === '' ? null : link.trim()),
    changes: [['bookings']],
    said: words.bookings.meetingSet,
    isQuiet: true,
    after: close,
  });
  return (
    <BookingForm
      thrown={set.error}
      go={words.common.save}
      isWhole={link.trim() === '' || /^https:\/\/\S+$/.test(link.trim())}
      isPending={set.isPending}
      close={close}
      act={() => set.mutate()}
    >
      <TextInput
        type="url"
        label={words.bookings.meetingField}
        description={
          calendar.hasMeetingTemplate
            ? `${words.bookings.meetingHint}${words.bookings.meetingHintTemplate}`
            : words.bookings.meetingHint
        }
        data-autofocus
        autoComplete="off"
        maxLength={limits.meetingLink}
        placeholder="https://"
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
    </BookingForm>
  );
}
