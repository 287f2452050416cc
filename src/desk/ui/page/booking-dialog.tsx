import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDesk } from './desk-context';
import { Trouble } from './trouble';

/** A dialog about a slot or a day. What stands in it begins anew each time it is opened. */
export function BookingDialog(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { words } = useDesk();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.close}
      title={props.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {props.children}
    </Modal>
  );
}

/** What is filled in there, what went wrong with it, and the way on and back. */
export function BookingForm(props: {
  readonly children: ReactNode;
  readonly thrown: unknown;
  /** What the button that does it says. */
  readonly go: string;
  readonly isWhole: boolean;
  readonly isPending: boolean;
  readonly close: () => void;
  readonly act: () => void;
}) {
  const { words } = useDesk();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.act();
      }}
    >
      <Stack>
        {props.children}
        <Trouble thrown={props.thrown} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.close}>
            {words.common.cancel}
          </Button>
          <Button type="submit" disabled={!props.isWhole} loading={props.isPending}>
            {props.go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
