import { z } from 'zod';
import { openingHoursSchema } from '../../calendar';
import { dangerLabels } from '../../safety';
import { httpsUrl, perLanguage, phoneNumber, provenance } from './catalogue-parts';

/** What a line can be asked about: a danger, or, where nothing is known of it, anything. */
export const crisisMatters = [...dangerLabels, 'anything'] as const;
export type CrisisMatter = (typeof crisisMatters)[number];

const matters = z.array(z.enum(crisisMatters));

/** A number where a person answers. Among lines that fit alike, the one written first comes first. */
const line = z.strictObject({
  number: phoneNumber,
  hours: z.union([z.literal('always'), openingHoursSchema]),
  /** Whether the caller pays nothing for the call. */
  free: z.boolean(),
  /** What it is given for when nothing has to happen at once. */
  for: matters,
  /** What it is given for when a person is needed at once. */
  urgentFor: matters,
  name: perLanguage,
  /** Two sources or an official one say so; `recheck`: an old or a secondary source, so it comes after the others. */
  standing: z.enum(['confirmed', 'recheck']),
  /** Whether it speaks English too. */
  english: z.boolean().optional(),
  ...provenance,
});

/** Lines that texts name by themselves. They answer at every hour, as the texts say. */
const namedLines = [
  'yorisoi',
  'dvPlus',
  'childAbuse',
  'childSos',
  'police',
  'ambulance',
  'ambulanceAdvice',
] as const;
/**
 * Pages that texts name: a list of services that are written to instead of spoken to, and one for violence by a partner.
 */
const namedPages = ['textLines', 'dvPlusText'] as const;

/** `flows/catalogue/crisis.yaml`: where a person answers, and where one can write. */
export const crisisSchema = z
  .strictObject({
    // Records keep the order of the file, which counts among lines that fit alike.
    lines: z.record(z.string(), line),
    pages: z.record(z.string(), z.strictObject({ url: httpsUrl, ...provenance })),
  })
  .superRefine(({ lines, pages }, problems) => {
    const complain = (path: readonly string[], message: string): void =>
      problems.addIssue({ code: 'custom', path: [...path], message });
    for (const id of namedLines) {
      if (lines[id] === undefined) complain(['lines', id], 'is missing, and texts name it');
      else if (lines[id].hours !== 'always') {
        complain(['lines', id, 'hours'], 'must be `always`: texts say that it answers at every hour');
      }
    }
    for (const id of namedPages) {
      if (pages[id] === undefined) complain(['pages', id], 'is missing, and texts name it');
    }
    for (const list of ['for', 'urgentFor'] as const) {
      for (const matter of crisisMatters) {
        const answers = Object.values(lines).some(
          (one) => one.hours === 'always' && one.standing === 'confirmed' && one[list].includes(matter),
        );
        if (answers) continue;
        complain(
          ['lines'],
          `no confirmed line that answers at every hour has \`${matter}\` in its \`${list}\`: somebody would be left without a number`,
        );
      }
    }
  });

export type CrisisCatalogue = z.infer<typeof crisisSchema>;
export type CrisisLine = z.infer<typeof line>;
