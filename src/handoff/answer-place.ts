/** Where a person wants to read answers: in their room on the web, or in LINE. */
export const answerPlaces = ['room', 'line'] as const;
export type AnswerPlace = (typeof answerPlaces)[number];

/** The organisation's rule: `private` keeps everything a counsellor says out of LINE, whoever asks. */
export type TalkRule = 'private' | 'line';

/**
 * Where a counsellor's words go. The stricter of the two decides: a person may always ask for more privacy than their
 * organisation gives, never for less, since it is the organisation that must not leave a consultation on LINE's service.
 */
export function placeFor(rule: TalkRule, wanted: AnswerPlace): AnswerPlace {
  return rule === 'private' ? 'room' : wanted;
}

/** What is taken when a person has not chosen. */
export function usualPlace(rule: TalkRule): AnswerPlace {
  return rule === 'private' ? 'room' : 'line';
}
