import { z } from 'zod';
import { provenance } from '../catalogue-parts';
import { askedItems } from './application-items';
import { count, spans } from './fields';

const format = z.strictObject({
  perYear: count,
  /** Groups met in each of the spans. */
  groupsEach: count,
  spans,
  ...provenance,
});

/** `flows/catalogue/individual.yaml`: the individual consultation. Its dates are in `events.yaml`. */
export const individualSchema = z.strictObject({
  weekday: format,
  weekend: format,
  items: z.strictObject({ asked: askedItems, ...provenance }),
});
