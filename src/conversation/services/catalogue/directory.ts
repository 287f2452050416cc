import { z } from 'zod';
import { httpsUrl, perLanguage, phoneNumber, provenance } from '../catalogue-parts';
import { entryId, perLanguageUpTo, withoutDoubles } from './fields';

const directoryEntry = z.strictObject({
  id: entryId,
  /** Short enough for the title of a card in every language. */
  name: perLanguageUpTo(40),
  reading: z.string().regex(/^[ぁ-んー]+$/, 'the whole name in hiragana'),
  /** What else people call it. */
  also: z.array(z.string().min(1)),
  runBy: perLanguage.nullable(),
  about: perLanguage.nullable(),
  /** Ids of `kinds`. */
  kinds: z.array(entryId).min(1),
  /** Ids of `municipalities.yaml`; none where it is known only whom it serves. */
  municipalities: z.array(entryId),
  serves: z.enum(['place', 'tokyo', 'japan']),
  /** About these ages; null when no source limits them. */
  ages: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
  phone: z.strictObject({ number: phoneNumber, ...provenance }).nullable(),
  link: httpsUrl.nullable(),
  ...provenance,
});

/** `flows/catalogue/directory.yaml`: organisations and public bodies. */
export const directorySchema = z
  .strictObject({
    kinds: z
      .array(entryId)
      .min(1)
      .superRefine(withoutDoubles((kind) => kind)),
    /** Kinds that are found only when somebody asks for them. */
    onlyWhenAsked: z.array(entryId),
    /** Where people outside Tokyo find the windows of their own prefecture. */
    outside: z.strictObject({ url: httpsUrl, ...provenance }),
    entries: z.array(directoryEntry).superRefine(withoutDoubles(({ id }) => id)),
  })
  .superRefine(({ kinds, onlyWhenAsked, entries }, problems) => {
    const unknown = (wanted: readonly string[]) => wanted.filter((kind) => !kinds.includes(kind));
    const complain = (path: (string | number)[], kind: string): void =>
      problems.addIssue({
        code: 'custom',
        path,
        message: `${kind} is not under \`kinds\` at the head of the file`,
      });
    for (const kind of unknown(onlyWhenAsked)) complain(['onlyWhenAsked'], kind);
    for (const [index, entry] of entries.entries()) {
      for (const kind of unknown(entry.kinds)) complain(['entries', index, 'kinds'], kind);
      if (entry.serves === 'place' && entry.municipalities.length === 0) {
        problems.addIssue({
          code: 'custom',
          path: ['entries', index, 'municipalities'],
          message: 'is empty, and it serves its own place: name the place, or whom it serves',
        });
      }
    }
  });

export type Directory = z.infer<typeof directorySchema>;
export type DirectoryEntry = z.infer<typeof directoryEntry>;
