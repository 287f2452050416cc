// biome-ignore-all lint/suspicious/noThenProperty: `then` is a word of the flow language; these objects are never awaited
import { z } from 'zod';
import { mediaKinds } from './event';

/** Names of flows, steps, options, keys, moves: what files, buttons and stored states call things. */
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Names that code shares with flows (facts, services, outcomes, placeholder values) may be written in camelCase. */
const sharedName = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

const name = z.string().regex(kebabCase, 'is not a name: write small letters, digits and single hyphens');
const shared = z.string().regex(sharedName, 'is not a name: write letters, digits and single hyphens');
const specVersion = z.literal(1, 'must be 1, the version of the flow language');
const yes = z.literal(true, 'can only be `true`; leave it out otherwise');
const effect = z.enum(['erase', 'notices-off', 'notices-on']);
const say = z.array(name).min(1, 'says nothing: name at least one key, or leave it out');

const option = z.union([
  name,
  z.strictObject({ then: name, value: shared.optional(), remember: z.literal(false).optional() }),
]);

const input = z
  .strictObject({
    kind: z.literal('text'),
    /** In graphemes: what a person would count as characters. */
    max: z.int().min(1).max(500),
    then: name,
    /** What is typed becomes a value of this name, and nothing is remembered until an option with that `value` is taken. */
    hold: shared.optional(),
    /** A longer text is met with this key, and the question stays open. */
    tooLong: name.optional(),
    /** A longer text is no answer to this question: the flow goes on here, and the text is neither held nor remembered. */
    longer: name.optional(),
  })
  .refine((written) => written.tooLong === undefined || written.longer === undefined, {
    message: 'has both `tooLong` and `longer`: keep one',
  });

const ask = z
  .strictObject({
    remember: shared.optional(),
    options: z.record(name, option).optional(),
    input: input.optional(),
  })
  .superRefine((question, problems) => {
    if (question.input === undefined && Object.keys(question.options ?? {}).length === 0) {
      problems.addIssue({
        code: 'custom',
        message: 'asks without taking an answer: add `options` or `input`',
      });
    }
    if (
      question.remember === undefined &&
      question.input !== undefined &&
      question.input.hold === undefined
    ) {
      problems.addIssue({
        code: 'custom',
        message:
          'takes typed input and forgets it: add `remember` with the name of the fact, or `hold` with the name of a value',
      });
    }
  });

const when = z
  .strictObject({
    fact: shared,
    known: z.boolean().optional(),
    is: z.union([z.string(), z.number(), z.boolean()]).optional(),
  })
  .refine((condition) => (condition.known === undefined) !== (condition.is === undefined), {
    message: 'needs exactly one of `known` and `is`',
  });

const waysOn = ['then', 'go', 'branch', 'call', 'ask', 'end'] as const;

const step = z
  .strictObject({
    say: say.optional(),
    effect: effect.optional(),
    then: name.optional(),
    go: name.optional(),
    enter: name.optional(),
    branch: z
      .array(z.strictObject({ when, then: name }))
      .min(1)
      .optional(),
    else: name.optional(),
    call: shared.optional(),
    outcomes: z.record(shared, name).optional(),
    ask: ask.optional(),
    end: yes.optional(),
  })
  .superRefine((written, problems) => {
    const ways = waysOn.filter((way) => written[way] !== undefined);
    const complain = (message: string): void => problems.addIssue({ code: 'custom', message });
    if (ways.length === 0 && written.enter === undefined) {
      complain(`leads nowhere: add one of ${waysOn.map((way) => `\`${way}\``).join(', ')}, \`enter\``);
    }
    if (ways.length > 1) {
      complain(`has ${ways.length} ways on (${ways.map((way) => `\`${way}\``).join(', ')}): keep one`);
    }
    if (written.enter !== undefined && written.then === undefined) {
      complain('enters a flow and does not say where to go on afterwards: add `then`, or use `go`');
    }
    if ((written.branch !== undefined) !== (written.else !== undefined)) {
      complain('needs `branch` and `else` together, so that there is always a way on');
    }
    if ((written.call !== undefined) !== (written.outcomes !== undefined)) {
      complain('needs `call` and `outcomes` together');
    }
  });

/** `flows/<name>.yaml`. */
export const flowSchema = z.strictObject({
  specVersion,
  flow: name,
  start: name,
  steps: z.record(name, step),
});

const moveActions = ['enter', 'go', 'pause', 'rest', 'back', 'resume', 'stay'] as const;

const move = z
  .strictObject({
    say: say.optional(),
    effect: effect.optional(),
    enter: name.optional(),
    go: name.optional(),
    pause: yes.optional(),
    rest: yes.optional(),
    back: yes.optional(),
    resume: yes.optional(),
    stay: yes.optional(),
    offer: z.union([z.literal(true), z.literal('when-possible')]).optional(),
  })
  .refine((written) => moveActions.filter((action) => written[action] !== undefined).length === 1, {
    message: `needs exactly one of ${moveActions.map((action) => `\`${action}\``).join(', ')}`,
  })
  .refine((written) => written.stay === undefined || written.say !== undefined, {
    message: 'stays where it is and says nothing: add `say`',
  });

const words = z.strictObject({ say });
const opening = z
  .strictObject({ say: say.optional(), go: name.optional(), enter: name.optional() })
  .refine((written) => written.go === undefined || written.enter === undefined, {
    message: 'has both `go` and `enter`: keep one',
  })
  .refine((written) => Object.keys(written).length > 0, {
    message: 'does nothing: add `say`, `go` or `enter`',
  });

/** The moves that are promised to people at every point; DESIGN calls them by these names. */
export const promisedMoves = [
  'person',
  'later',
  'stop',
  'back',
  'menu',
  'language',
  'erase',
  'crisis',
  'resume',
] as const;

const media = Object.fromEntries(mediaKinds.map((kind) => [kind, words])) as Record<
  (typeof mediaKinds)[number],
  typeof words
>;

/** `flows/moves.yaml`. */
export const movesSchema = z.strictObject({
  specVersion,
  moves: z.record(name, move).superRefine((written, problems) => {
    for (const promised of promisedMoves) {
      if (!Object.hasOwn(written, promised)) {
        problems.addIssue({
          code: 'custom',
          message: `lacks the move \`${promised}\`, which people are promised at every point: add it`,
        });
      }
    }
  }),
  events: z.strictObject({
    followed: opening,
    returned: opening,
    'first-words': opening,
    'at-rest': opening,
    unknown: words,
    'no-previous': words,
    'old-button': words,
    fault: words,
    ...media,
  }),
});

const sentence = z.string().min(1, 'is empty: write the words');
const card = z.strictObject({
  title: sentence,
  body: sentence,
  buttons: z.array(
    z
      .strictObject({ label: sentence, phone: sentence.optional(), link: sentence.optional() })
      .refine((button) => (button.phone === undefined) !== (button.link === undefined), {
        message: 'needs exactly one of `phone` and `link`',
      }),
  ),
});
const utterance = z.union([sentence, z.array(sentence).min(1), card]);

/** `locales/<language>/<flow>.yaml`: reserved `options` and `also`; every other key is something said. */
export const flowWordsSchema = z
  .object({
    options: z.record(name, z.record(name, sentence)).optional(),
    also: z.record(name, z.record(name, z.array(sentence))).optional(),
  })
  .catchall(utterance);

/** `locales/<language>/moves.yaml`. */
export const moveWordsSchema = z.strictObject({
  labels: z.record(name, sentence),
  phrases: z.record(name, z.array(sentence).min(1)),
  contains: z.strictObject({ crisis: z.array(sentence) }),
  messages: z.record(name, utterance),
});

/** Words that code says: any tree of strings. */
export type WordTree = string | readonly WordTree[] | { readonly [key: string]: WordTree };
/** `locales/<language>/errors.yaml` and its like. */
export const wordTreeSchema: z.ZodType<WordTree> = z.lazy(() =>
  z.union([z.string(), z.array(wordTreeSchema), z.record(z.string(), wordTreeSchema)]),
);

export type FlowDefinition = z.infer<typeof flowSchema>;
export type StepDefinition = FlowDefinition['steps'][string];
export type MovesDefinition = z.infer<typeof movesSchema>;
export type MoveDefinition = MovesDefinition['moves'][string];
export type FlowWords = z.infer<typeof flowWordsSchema>;
export type MoveWords = z.infer<typeof moveWordsSchema>;
export type UtteranceWords = z.infer<typeof utterance>;
export type EffectName = z.infer<typeof effect>;
export type OptionDefinition = Exclude<z.infer<typeof option>, string>;
export type EventName = keyof MovesDefinition['events'];

/** An option in its long form. */
export function longOption(written: string | OptionDefinition): OptionDefinition {
  return typeof written === 'string' ? { then: written } : written;
}
