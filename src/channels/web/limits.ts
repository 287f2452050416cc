/** How much a person may send at once. Plain numbers, so that the page may count along. */
export const limits = {
  /** UTF-16 units of one message: what LINE takes, so that nothing differs between the two doors. */
  messageText: 5_000,
  /** UTF-16 units of a letter. */
  letterBody: 20_000,
  /** UTF-16 units of the line that says what a letter is about. */
  letterAbout: 100,
  /** UTF-16 units of a registered item, such as a nickname. */
  registeredItem: 100,
  /** UTF-16 units of a resume code's number, and of its words together. */
  resumePart: 200,
} as const;
