import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { languages } from '../../flow';
import { roles } from '../../staff';
import { parseYaml } from '../../yaml';

const text = z.string().min(1);
const login = z.string().min(1);

/** One thing that happens while a counsellor has a talk. */
const happening = z.union([
  z.strictObject({ them: text }),
  z.strictObject({ by: login, text }),
  z.strictObject({ by: login, note: text }),
  z.strictObject({ by: login, to: login, 'hand-over': text }),
  z.strictObject({ watch: login }),
]);

const somebody = {
  nickname: text.nullable().default(null),
  standpoint: z.enum(['self', 'family', 'sibling', 'friend', 'unsaid']),
  channel: z.enum(['web', 'line']),
  language: z.enum(languages).default('ja'),
};

const castSchema = z.strictObject({
  organisation: z.record(z.enum(languages), text),
  staff: z.record(
    login,
    z.strictObject({
      name: text,
      role: z.enum(roles),
      on: z.boolean().default(false),
      cap: z.int().positive().default(3),
    }),
  ),
  people: z.array(
    z.strictObject({
      ...somebody,
      /** Minutes since they came. */
      ago: z.int().positive(),
      says: z.array(text),
      /** Who has seen the alarm that their words raised; left out: nobody yet. */
      seenBy: login.exactOptional(),
      talk: z
        .strictObject({
          with: login.exactOptional(),
          words: z.array(happening).default([]),
          snoozeMinutes: z.int().positive().exactOptional(),
          ended: z.enum(['closed', 'given-back']).exactOptional(),
        })
        .exactOptional(),
    }),
  ),
  letters: z.array(
    z.strictObject({
      ...somebody,
      due: z.enum(['late', 'today', 'soon', 'answered']),
      about: text.nullable(),
      body: text,
      by: login.exactOptional(),
      answer: text.exactOptional(),
      isRead: z.boolean().default(false),
    }),
  ),
  bookings: z.array(
    z.strictObject({ ...somebody, peers: z.enum(['family', 'person']), way: z.enum(['online', 'phone']) }),
  ),
  past: z.strictObject({
    says: z.array(text).min(1),
    answers: z.array(text).min(1),
    letter: text,
    answer: text,
  }),
});

/** The invented people of the demo, and the staff who meet them. */
export type DemoCast = z.infer<typeof castSchema>;
/** What all of them have: who they are and where they write. */
export type DemoSomebody = Pick<DemoCast['people'][number], keyof typeof somebody>;
export type DemoHappening = z.infer<typeof happening>;

/** Reads `demo/cast.yaml` of a flows folder. Throws when it is not there or not of this shape. */
export function readCast(flowsDirectory: string): DemoCast {
  return castSchema.parse(parseYaml(readFileSync(path.join(flowsDirectory, 'demo', 'cast.yaml'), 'utf8')));
}
