import { z } from 'zod';
import { httpsUrl, perLanguage, provenance } from '../catalogue-parts';
import { entryId, withoutDoubles } from './fields';

const municipality = z.strictObject({
  id: entryId,
  name: perLanguage,
  reading: z.string().regex(/^[ぁ-んー]+$/, 'hiragana, without 区, 市, 町, 村 or 都, 府, 県'),
  /** What else people call it. */
  also: z.array(z.string().min(1)).optional(),
  /** `tokyo`: a municipality of Tokyo, or Tokyo as a whole. `japan`: another prefecture. */
  area: z.enum(['tokyo', 'japan']),
  /** Latitude and longitude of the town hall in degrees; null where nearness is of no use. */
  position: z.tuple([z.number().min(20).max(46), z.number().min(122).max(154)]).nullable(),
  /** The official website, or null. */
  link: httpsUrl.nullable(),
});

/** `flows/catalogue/municipalities.yaml`: where people may live. The flows read the names in it too. */
export const municipalitiesSchema = z.strictObject({
  ...provenance,
  municipalities: z.array(municipality).superRefine(withoutDoubles(({ id }) => id)),
});

export type Municipality = z.infer<typeof municipality>;
