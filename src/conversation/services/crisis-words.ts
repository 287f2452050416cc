import { z } from 'zod';

const sentence = z.string().min(1);

/** How a line of `crisis.yaml` is described: `crisis` of `locales/<language>/services.yaml`. */
export const crisisWordsSchema = z.strictObject({
  /** It answers at every hour. */
  always: sentence,
  /** It answers until `{time}`. */
  until: holding('{time}'),
  free: sentence,
  charged: sentence,
  /** `{hours}` with `{cost}`. */
  about: holding('{hours}', '{cost}'),
  /** A line of text for one of several: `{name}`, `{number}`, `{about}`. */
  line: holding('{name}', '{number}', '{about}'),
});

export type CrisisWords = z.infer<typeof crisisWordsSchema>;

/** A text in which each of these stands once. */
function holding(...places: readonly string[]) {
  return sentence.refine(
    (text) => places.every((place) => text.split(place).length === 2),
    `text with ${places.join(' and ')}, each once`,
  );
}
