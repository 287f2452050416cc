import { z } from 'zod';
import { isRecurrenceRule, ruledDays } from '../../../calendar';
import { httpsUrl, provenance } from '../catalogue-parts';
import { count, date, spans, withoutDoubles } from './fields';

/** Whose standpoint the peers of a day share. */
const peers = z.enum(['family', 'person']);

const ROOM = '{room}';

/** How the times of a day are booked. */
const booking = z.strictObject({
  seatsPerTime: count.max(30),
  opensDaysBefore: count.max(366),
  closesHoursBefore: z
    .int()
    .nonnegative()
    .max(31 * 24),
  holdMinutes: count.max(60),
  offerHours: count.max(7 * 24),
  confirmation: z.enum(['at-once', 'by-staff']),
  meeting: httpsUrl
    .refine(
      (address) => address.split(ROOM).length === 2 && !address.replace(ROOM, '').includes('{'),
      'an https address with {room} in it once; or null, and staff give the addresses',
    )
    .nullable(),
  meetingMinutesBefore: count.max(7 * 24 * 60),
  keepDays: count.max(3650),
});

/** `flows/catalogue/peer.yaml`: on which days peers are there. */
export const peerSchema = z
  .strictObject({
    /** The first day that the rules count from. */
    starts: date,
    rules: z.array(
      z.strictObject({
        peers,
        rule: z
          .string()
          .refine(isRecurrenceRule, 'a rule of RFC 5545 that names days, such as FREQ=MONTHLY;BYDAY=2TH'),
      }),
    ),
    /** What happens when a rule meets a public holiday; see the head of the file. */
    holidays: z.union(
      [
        z.enum(['ask_staff', 'skip', 'keep']),
        z.strictObject({
          move: z
            .int()
            .min(-31)
            .max(31)
            .refine((days) => days !== 0),
        }),
      ],
      'one of ask_staff, skip, keep, or { move: 7 } with days from -31 to 31',
    ),
    decided: z
      .array(z.strictObject({ date, to: z.union([z.enum(['keep', 'skip']), date], 'keep, skip or a date') }))
      .superRefine(withoutDoubles((decision) => decision.date)),
    added: z.array(z.strictObject({ date, peers })),
    minutes: count,
    groupsADay: count,
    times: spans.superRefine(withoutDoubles(({ from }) => from)).nullable(),
    booking,
    ...provenance,
  })
  .superRefine(({ rules, starts, decided, times, booking, groupsADay }, problems) => {
    if (times && times.length * booking.seatsPerTime > groupsADay) {
      problems.addIssue({
        code: 'custom',
        path: ['booking', 'seatsPerTime'],
        message: `with ${times.length} times of day this is more than groupsADay (${groupsADay})`,
      });
    }
    for (const [index, decision] of decided.entries()) {
      const day = { from: decision.date, to: decision.date };
      if (rules.some(({ rule }) => isRecurrenceRule(rule) && ruledDays({ rule, starts }, day).length > 0)) {
        continue;
      }
      problems.addIssue({
        code: 'custom',
        path: ['decided', index, 'date'],
        message: 'is no day of the rules: nothing is decided by it; further days belong under `added`',
      });
    }
  });

export type Peers = z.infer<typeof peers>;
