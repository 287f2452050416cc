import { Button, Code, CopyButton, Group, Modal } from '@mantine/core';
import { useDesk } from './desk-context';
import type { NewLink } from './staff-page';

/** Shows a one-time link, once. */
export function LinkDialog({ link, close }: { readonly link: NewLink | null; readonly close: () => void }) {
  const { words, when } = useDesk();
  return (
    <Modal
      opened={link !== null}
      onClose={close}
      title={words.staff.linkTitle}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {link !== null && (
        <>
          <p className="dialog-text">{words.staff.linkText(link.name, when.moment(link.expiresAt))}</p>
          <Code block className="secret">
            {link.link}
          </Code>
          <Group justify="flex-end" mt="md">
            <CopyButton value={link.link}>
              {({ copied, copy }) => (
                <Button onClick={copy}>{copied ? words.common.copied : words.common.copy}</Button>
              )}
            </CopyButton>
          </Group>
        </>
      )}
    </Modal>
  );
}
