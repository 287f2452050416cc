import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A window over the page, as the browser makes it: it holds the focus, closes by Escape and by a tap beside it. */
export function Dialog(props: {
  readonly class: string;
  readonly labelledBy: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard it closes with Escape
    <dialog
      ref={dialog}
      class={props.class}
      aria-labelledby={props.labelledBy}
      onClose={props.onClose}
      onClick={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div class="dialog-inner">{props.children}</div>
    </dialog>
  );
}
