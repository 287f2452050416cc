import { z } from 'zod';
import { crisisSchema } from '../crisis-catalogue';
import { casesSchema } from './cases';
import { directorySchema } from './directory';
import { eventsSchema } from './events';
import { individualSchema } from './individual';
import { mailSchema } from './mail';
import { municipalitiesSchema } from './municipalities';
import { newsSchema } from './news';
import { peerSchema } from './peer';
import { phoneSchema } from './phone';
import { supportsSchema } from './supports';
import { visitSchema } from './visit';

/** Every file of `flows/catalogue/`, by its name without `.yaml`. */
export const catalogueSchema = z.strictObject({
  phone: phoneSchema,
  mail: mailSchema,
  crisis: crisisSchema,
  municipalities: municipalitiesSchema,
  visit: visitSchema,
  peer: peerSchema,
  individual: individualSchema,
  events: eventsSchema,
  directory: directorySchema,
  cases: casesSchema,
  news: newsSchema,
  supports: supportsSchema,
});

/** The facts that services answer from. Texts never hold them, so that staff edit them in one place. */
export type Catalogue = z.infer<typeof catalogueSchema>;
