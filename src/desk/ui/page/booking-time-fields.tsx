import { TextInput } from '@mantine/core';
import { useDesk } from './desk-context';

/** `HH:MM` each; empty while it is not filled in. */
export interface SpanFields {
  readonly from: string;
  readonly to: string;
}

/** From when until when. */
export function BookingTimeFields(props: {
  readonly span: SpanFields;
  readonly set: (span: SpanFields) => void;
}) {
  const { words } = useDesk();
  const { span, set } = props;
  return (
    <>
      <TextInput
        type="time"
        label={words.bookings.from}
        required
        withAsterisk={false}
        value={span.from}
        onChange={(event) => set({ ...span, from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={words.bookings.to}
        required
        withAsterisk={false}
        value={span.to}
        onChange={(event) => set({ ...span, to: event.currentTarget.value })}
      />
    </>
  );
}
