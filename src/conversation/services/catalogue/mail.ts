import { z } from 'zod';
import { httpsUrl, provenance } from '../catalogue-parts';
import { count } from './fields';

/** `flows/catalogue/mail.yaml`: the mail consultation. */
export const mailSchema = z.strictObject({
  url: httpsUrl,
  /** About how many days, holidays not counted, until an answer is there. */
  replyDays: count,
  /** Mail comes from this domain; a mailbox that sorts strangers out must let it in. */
  senderDomain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as example.org'),
  ...provenance,
});
