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
  /** A number that somebody tells by phone, with what may stand between its figures. */
  requestNumber: 64,
  /** A code of the authenticator app, or a recovery code. */
  code: 64,
  token: 256,
  recordField: 4_000,
  recordFieldName: 64,
  /** Fields, or facts, that one request may change. */
  recordFields: 60,
  recordFact: 200,
  recordNote: 4_000,
  recordTag: 30,
  recordTags: 30,
  /** What a person is asked with stands in one message. */
  referralTo: 80,
  referralWhat: 200,
  referralWhy: 200,
  /** Spans of one day's hours: as many as people can be told in a sentence. */
  spansOfDay: 2,
  /** Days that are closed, or have hours of their own. */
  closures: 200,
  closureReason: 100,
  /** Days of the booking calendar that are asked for at once. */
  calendarDays: 62,
  seatsOfSlot: 30,
  peersOfSlot: 20,
  meetingLink: 200,
  /** What a peer should know of somebody they will meet. */
  bookingNote: 2_000,
  /** How far ahead a message may be scheduled. Days. */
  scheduledDays: 60,
} as const;
