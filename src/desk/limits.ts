/** How much may be sent to the desk at once, in UTF-16 units unless said otherwise. The page reads the same numbers. */
export const limits = {
  /** One message to a person: what LINE takes as one text. */
  messageText: 5_000,
  /** An answer to a letter: as long as a letter may be. */
  letterAnswer: 20_000,
  whisper: 2_000,
  /** What the colleague who takes over is told. */
  handOverSummary: 2_000,
  snippets: 200,
  snippetName: 60,
  snippetText: 2_000,
  login: 64,
  staffName: 60,
  password: 256,
  /** A code of the authenticator app, or a recovery code. */
  code: 64,
  token: 256,
  /** How far ahead a message may be scheduled. Days. */
  scheduledDays: 60,
} as const;
