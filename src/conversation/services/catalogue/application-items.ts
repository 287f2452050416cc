import { z } from 'zod';

/** What one is asked when applying for something. Their words are in `locales/<language>/services.yaml`, `items`. */
export const applicationItems = [
  'name',
  'area',
  'phone',
  'relation',
  'subject',
  'wish',
  'attendance',
  'days',
] as const;

/** Items in the order in which they are asked. */
export const askedItems = z.array(z.enum(applicationItems)).min(1);
