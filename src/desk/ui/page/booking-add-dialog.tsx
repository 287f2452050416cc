import { NativeSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CalendarDate, Peers } from '../../api';
import { limits } from '../../limits';
import { BookingDialog, BookingForm } from './booking-dialog';
import { BookingTimeFields } from './booking-time-fields';
import { useDesk } from './desk-context';
import { today, useBookingChange } from './use-calendar';

interface Add {
  /** Null: it is asked for. */
  readonly day: CalendarDate | null;
  /** There are usual times at which a day can be added. */
  readonly hasTimes: boolean;
  readonly close: () => void;
}

/** Adds a day at the usual times, or one time of its own. */
export function BookingAddDialog(props: Add & { readonly isOpen: boolean }) {
  const { words } = useDesk();
  const { isOpen, ...add } = props;
  const title = props.day === null ? words.bookings.addDay : words.bookings.addSlot;
  return (
    <BookingDialog isOpen={isOpen} title={title} close={props.close}>
      <AddForm {...add} />
    </BookingDialog>
  );
}

function AddForm(props: Add) {
  const { api, words, place } = useDesk();
  const { hasTimes, close } = props;
  const [how, setHow] = useState<'usual' | 'own'>('usual');
  const [day, setDay] = useState(props.day ?? '');
  const [peers, setPeers] = useState<Peers>('family');
  const [span, setSpan] = useState({ from: '13:00', to: '14:00' });
  const [seats, setSeats] = useState<number | string>(1);
  const isUsual = hasTimes && how === 'usual';
  const add = useBookingChange({
    run: () =>
      isUsual ? api.addDay({ day, peers }) : api.addSlot({ day, ...span, peers, seats: Number(seats) }),
    said: words.bookings.added,
    isQuiet: true,
    after: () => {
      close();
      if (props.day === null) place.go({ page: 'booking-day', day });
    },
  });
  return (
    <BookingForm
      thrown={add.error}
      go={props.day === null ? words.bookings.addDay : words.bookings.addSlot}
      isWhole={
        day !== '' && (isUsual || (span.from !== '' && span.from < span.to && typeof seats === 'number'))
      }
      isPending={add.isPending}
      close={close}
      act={() => add.mutate()}
    >
      {props.day === null && (
        <TextInput
          type="date"
          label={words.bookings.day}
          required
          withAsterisk={false}
          data-autofocus
          min={today()}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={words.bookings.who}
        value={peers}
        onChange={(event) => setPeers(event.currentTarget.value === 'person' ? 'person' : 'family')}
        data={(['family', 'person'] as const).map((value) => ({
          value,
          label: words.bookings.peers[value],
        }))}
      />
      {hasTimes && (
        <Radio.Group
          label={words.bookings.addHow}
          value={how}
          onChange={(value) => setHow(value === 'own' ? 'own' : 'usual')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="usual" label={words.bookings.addUsual} />
            <Radio value="own" label={words.bookings.addOwn} />
          </Stack>
        </Radio.Group>
      )}
      {!isUsual && (
        <div className="time-fields">
          <BookingTimeFields span={span} set={setSpan} />
          <NumberInput
            label={words.bookings.seatCount}
            min={1}
            max={limits.seatsOfSlot}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={seats}
            onChange={setSeats}
          />
        </div>
      )}
    </BookingForm>
  );
}
