import { Textarea } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { useState } from 'react';
import type { SlotBooking } from '../../api';
import { limits } from '../../limits';
import { BookingDialog, BookingForm } from './booking-dialog';
import { useDesk, useMe } from './desk-context';
import { useAct } from './use-act';

/** What the peer should know of somebody whom they will meet. */
export function BookingNote({ booking, name }: { readonly booking: SlotBooking; readonly name: string }) {
  const { words } = useDesk();
  const { role } = useMe();
  const [isWriting, write] = useState(false);
  const mayWrite = role === 'counsellor' || role === 'supervisor';
  const close = () => write(false);
  return (
    <div className="booking-note">
      {booking.note !== '' && (
        <div className="note-text">
          <span className="note-label">{words.bookings.note}</span>
          <p className="pre">{booking.note}</p>
        </div>
      )}
      {mayWrite && (
        <button type="button" className="plain-button" onClick={() => write(true)}>
          <IconNote size={16} stroke={1.7} aria-hidden />
          {booking.note === '' ? words.bookings.noteAdd : words.bookings.noteEdit}
          <span className="heard-only">（{name}）</span>
        </button>
      )}
      <BookingDialog isOpen={isWriting} title={words.bookings.noteOf(name)} close={close}>
        <NoteForm booking={booking} close={close} />
      </BookingDialog>
    </div>
  );
}

function NoteForm({ booking, close }: { readonly booking: SlotBooking; readonly close: () => void }) {
  const { api, words } = useDesk();
  const [note, setNote] = useState(booking.note);
  const keep = useAct({
    run: () => api.keepBookingNote(booking.id, note.trim()),
    changes: [['bookings']],
    said: words.bookings.noteKept,
    isQuiet: true,
    after: close,
  });
  return (
    <BookingForm
      thrown={keep.error}
      go={words.common.save}
      isWhole={note.trim() !== booking.note}
      isPending={keep.isPending}
      close={close}
      act={() => keep.mutate()}
    >
      <Textarea
        label={words.bookings.note}
        description={words.bookings.noteHint}
        data-autofocus
        autosize
        minRows={4}
        maxRows={12}
        maxLength={limits.bookingNote}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </BookingForm>
  );
}
