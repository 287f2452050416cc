import { z } from 'zod';
import { openingHoursSchema } from '../../../calendar';
import { perLanguage, phoneNumber, provenance } from '../catalogue-parts';

/** `flows/catalogue/phone.yaml`: the phone consultation. */
export const phoneSchema = z.strictObject({
  name: perLanguage,
  number: phoneNumber,
  hours: openingHoursSchema,
  ...provenance,
});
