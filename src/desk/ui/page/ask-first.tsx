import { Button, Group, Modal } from '@mantine/core';
import { useDesk } from './desk-context';

/** Asks before something that cannot be undone, or that the person is told. */
export function AskFirst(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  /** What the button that does it says. */
  readonly go: string;
  readonly close: () => void;
  readonly act: () => void;
}) {
  const { words } = useDesk();
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.close}
      title={props.title}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <p className="dialog-text">{props.text}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={props.close} data-autofocus>
          {words.common.cancel}
        </Button>
        <Button
          onClick={() => {
            props.close();
            props.act();
          }}
        >
          {props.go}
        </Button>
      </Group>
    </Modal>
  );
}
