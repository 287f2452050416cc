import { z } from 'zod';
import { weekdays } from '../../calendar';

const perLanguage = z.strictObject({
  ja: z.string().min(1),
  'ja-easy': z.string().min(1),
  en: z.string().min(1),
});

/** Where a fact comes from and how fresh it is. Every entry of the catalogue carries these. */
const provenance = {
  /** The document, page or office that states it. */
  source: z.string().min(1),
  /** When that source was made or read, as precisely as it is known: a year, a month or a day. */
  verifiedAt: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date such as "2026-11-20", "2026-11" or "2026"'),
  /** Who at the installing organisation has confirmed it, and when; null until somebody has. */
  checkedBy: z.string().min(1).nullable(),
};

const phoneNumber = z.string().regex(/^\d+(-\d+)*$/, 'a number as printed, such as 0120-529-528 or 110');
const httpsUrl = z.url({ protocol: /^https$/, error: 'an https address' });

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;
const span = z
  .strictObject({
    from: z.string().regex(clockTime, 'a time such as "10:00"'),
    to: z
      .string()
      .refine((to) => to === '24:00' || clockTime.test(to), 'a time such as "17:00", at most "24:00"'),
  })
  .refine(({ from, to }) => from < to, '"from" must be earlier than "to"; hours over midnight are two spans');
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a month and day such as "12-29"');
const date = z.iso.date('a date such as "2026-11-24"');

const openingHours = z.strictObject({
  timeZone: z.string().refine((zone) => isTimeZone(zone), 'an IANA time zone such as "Asia/Tokyo"'),
  weekly: z.partialRecord(z.enum(weekdays), z.array(span)),
  closedOnPublicHolidays: z.boolean(),
  yearEnd: z.strictObject({ from: monthDay, to: monthDay }).nullable(),
  closedDays: z.array(date),
  openDays: z.array(z.strictObject({ date, spans: z.array(span) })),
});

/** `flows/catalogue/phone.yaml`: the phone consultation. */
export const phoneSchema = z.strictObject({
  name: perLanguage,
  number: phoneNumber,
  hours: openingHours,
  ...provenance,
});

/** `flows/catalogue/mail.yaml`: the mail consultation. */
export const mailSchema = z.strictObject({
  url: httpsUrl,
  /** About how many days, holidays not counted, until an answer is there. */
  replyDays: z.int().positive(),
  /** Mail comes from this domain; a mailbox that sorts strangers out must let it in. */
  senderDomain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as example.org'),
  ...provenance,
});

/**
 * `flows/catalogue/crisis.yaml`: where a person answers at any hour. A line that is not open at every hour does
 * not belong here: `always` is the only value, so that nobody is sent to a phone that does not ring.
 */
export const crisisSchema = z.strictObject({
  lines: z.strictObject({
    yorisoi: crisisLine(),
    tokyoInochi: crisisLine(),
    dvPlus: crisisLine(),
    childAbuse: crisisLine(),
    childSos: crisisLine(),
    police: crisisLine(),
    ambulance: crisisLine(),
  }),
  pages: z.strictObject({
    /** A list of services that are written to instead of spoken to. */
    textLines: z.strictObject({ url: httpsUrl, ...provenance }),
  }),
});

/** The facts that services answer from. Texts never hold them, so that staff edit them in one place. */
export interface Catalogue {
  readonly phone: z.infer<typeof phoneSchema>;
  readonly mail: z.infer<typeof mailSchema>;
  readonly crisis: z.infer<typeof crisisSchema>;
}

function crisisLine() {
  return z.strictObject({
    number: phoneNumber,
    hours: z.literal('always'),
    /** Whether the caller pays nothing for the call. */
    free: z.boolean(),
    ...provenance,
  });
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
