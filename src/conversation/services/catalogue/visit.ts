import { z } from 'zod';
import { httpsUrl, perLanguage, phoneNumber, provenance } from '../catalogue-parts';
import { count, entryId, withoutDoubles } from './fields';

const visitWindow = z.strictObject({
  /** An id of `municipalities.yaml`. */
  municipality: entryId,
  name: perLanguage,
  phone: phoneNumber.nullable(),
  link: httpsUrl.nullable(),
  ...provenance,
});

/** `flows/catalogue/visit.yaml`: the visit consultation, and where it is applied for. */
export const visitSchema = z.strictObject({
  /** All of them together. */
  conditions: z.strictObject({
    fromAge: count,
    afterCompulsoryEducation: z.boolean(),
    area: z.literal('tokyo'),
    months: count,
    ...provenance,
  }),
  /** Visits for each person, in principle. */
  times: z.strictObject({ most: count, ...provenance }),
  staff: z.strictObject({ count, ...provenance }),
  windowList: z.strictObject({ url: httpsUrl, ...provenance }),
  windows: z.array(visitWindow).superRefine(withoutDoubles(({ municipality }) => municipality)),
});
