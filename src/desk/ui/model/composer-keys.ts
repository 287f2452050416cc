/** What matters of a key press in a field that is written in. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  /** An input method is putting a word together. */
  readonly isComposing: boolean;
  /** 229 is how some browsers say the same, at the Enter that ends the composition. */
  readonly keyCode: number;
}

/** Whether a key press sends. Enter alone makes a new line, and confirming a word of the input method never sends. */
export function isSending(press: KeyPress): boolean {
  if (press.isComposing || press.keyCode === 229) return false;
  return press.key === 'Enter' && (press.ctrlKey || press.metaKey);
}
