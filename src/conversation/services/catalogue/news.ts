import { z } from 'zod';
import { httpsUrl, perLanguage, provenance } from '../catalogue-parts';
import { date, entryId, perLanguageUpTo, withoutDoubles } from './fields';

/** Whose news it is: our own, a municipality's, a notice (full, line down), somebody else's event. */
export const newsKinds = ['own', 'municipality', 'notice', 'event'] as const;

/** `flows/catalogue/news.yaml`: what is new, each until a day. */
export const newsSchema = z.strictObject({
  entries: z
    .array(
      z
        .strictObject({
          id: entryId,
          kind: z.enum(newsKinds),
          publishedOn: date,
          /** The last day on which it is shown. */
          expiresOn: date,
          title: perLanguageUpTo(40),
          body: perLanguage,
          link: httpsUrl.nullable(),
          ...provenance,
        })
        .refine(({ publishedOn, expiresOn }) => publishedOn <= expiresOn, {
          path: ['expiresOn'],
          message: 'is before `publishedOn`: it would never be shown',
        }),
    )
    .superRefine(withoutDoubles(({ id }) => id)),
});

export type NewsEntry = z.infer<typeof newsSchema>['entries'][number];
