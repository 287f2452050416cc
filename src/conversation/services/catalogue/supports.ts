import { z } from 'zod';
import { httpsUrl, provenance } from '../catalogue-parts';
import { count } from './fields';

/** What people pay for themselves. */
export const ownCosts = ['communication'] as const;
/** Who is among the staff or in the team behind them. */
export const professions = [
  'social-worker',
  'psychiatric-social-worker',
  'clinical-psychologist',
  'certified-psychologist',
  'lawyer',
  'psychiatrist',
] as const;
/** What organisations can ask an expert about. */
export const expertFields = ['law', 'medicine', 'management'] as const;

/** `flows/catalogue/supports.yaml`: the service as a whole. */
export const supportsSchema = z.strictObject({
  costs: z.strictObject({ free: z.boolean(), ownCosts: z.array(z.enum(ownCosts)), ...provenance }),
  staff: z.strictObject({
    qualifications: z.array(z.enum(professions)).min(1),
    team: z.array(z.enum(professions)).min(1),
    ...provenance,
  }),
  officialPage: z.strictObject({ url: httpsUrl, ...provenance }),
  forMunicipalities: z.strictObject({
    caseMeetingsPerYear: count,
    networkPlacesPerYear: count,
    ...provenance,
  }),
  forOrganisations: z.strictObject({
    exchangeMeetingsPerYear: count,
    experts: z.array(z.enum(expertFields)).min(1),
    expertHours: count,
    ...provenance,
  }),
});
