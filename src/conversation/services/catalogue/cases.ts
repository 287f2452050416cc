import { z } from 'zod';
import { perLanguage, provenance } from '../catalogue-parts';
import { count, entryId, withoutDoubles } from './fields';

/** Who told it. */
export const tellers = ['person', 'mother', 'father', 'family'] as const;
/** Of whom it is told. */
export const sexes = ['man', 'woman'] as const;
/** How it was told. */
export const caseWays = ['phone', 'mail', 'visit', 'peer', 'individual'] as const;

/** `flows/catalogue/cases.yaml`: what others came with. */
export const casesSchema = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        id: entryId,
        teller: z.enum(tellers),
        about: z.strictObject({
          sex: z.enum(sexes),
          age: z.union([count, z.strictObject({ decade: count })]),
          /** Years in the state; `more`: at least so many. */
          years: z.union([count, z.strictObject({ more: count })]),
        }),
        way: z.enum(caseWays),
        story: perLanguage,
        ...provenance,
      }),
    )
    .max(10)
    .superRefine(withoutDoubles(({ id }) => id)),
});

export type Case = z.infer<typeof casesSchema>['entries'][number];
