// biome-ignore-all lint/suspicious/noThenProperty: `then` is a word of the flow language; these objects are never awaited
import { z } from 'zod';
import { intents } from '../understanding';
import { dangerOpenings } from './danger';
import { mediaKinds } from './event';
import { specVersion } from './spec-version';

/*
 * The forms of all files that authors write. One file, since it is one language: types, checks, editor schemas and the
 * reference in docs/flows.md are made from it, in its order.
 */

/** Names of flows, steps, options, keys, moves: what files, buttons and stored states call things. */
const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Names that code shares with flows (facts, services, outcomes, placeholder values) may be written in camelCase. */
const sharedName = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

const name = z.string().regex(kebabCase, 'is not a name: write small letters, digits and single hyphens');
const shared = z.string().regex(sharedName, 'is not a name: write letters, digits and single hyphens');
const yes = z.literal(true, 'can only be `true`; leave it out otherwise');
const effect = z.enum(['erase', 'erase-conversation', 'notices-off', 'notices-on']);
const say = z.array(name).min(1, 'says nothing: name at least one key, or leave it out');

/** Where the words have the label of what is offered for each item of a list. */
export const eachLabel = 'each';

const longForm = z.strictObject({
  then: name.describe('The step the flow goes on at.'),
  value: shared.optional().describe('What is remembered instead of the option’s name: this value.'),
  remember: z.literal(false).optional().describe('This answer is not remembered.'),
});
const option = z.union([name, longForm]);

const afterInput = name.describe('The step the flow goes on at, once something was read.');
const hold = shared
  .optional()
  .describe(
    'What was typed or chosen becomes a value of this name, and is not remembered before an option with that `value` is taken. Words are held for the next question, anything else until the flow is left.',
  );
const notUnderstood = name
  .optional()
  .describe(
    'The key that is said when nothing can be read; the question stays open. `not-understood` if left out.',
  );

const textInput = z
  .strictObject({
    kind: z.literal('text').describe('Free words.'),
    max: z.int().min(1).max(5000).describe('The most characters, as a person counts them.'),
    then: afterInput,
    hold,
    whole: yes
      .optional()
      .describe(
        'What is typed is taken as it was written, for a letter: lines stay lines, a greeting is a part of it, and so are words in which danger is found, beside the help that they bring.',
      ),
    tooLong: name
      .optional()
      .describe('The key that is said to a longer text; the question stays open. `too-long` if left out.'),
    longer: name
      .optional()
      .describe('The step a longer text goes on at. The text is neither held nor remembered.'),
  })
  .refine((written) => written.tooLong === undefined || written.longer === undefined, {
    message: 'has both `tooLong` and `longer`: keep one',
  });

const numberInput = z
  .strictObject({
    kind: z
      .literal('number')
      .describe(
        'A whole number: `3`, `３`, `三十`, `3つ`, `twenty-one`. What is out of bounds is not understood.',
      ),
    min: z.int().describe('The smallest number that is taken.'),
    max: z.int().describe('The largest.'),
    then: afterInput,
    hold,
    notUnderstood,
  })
  .refine(({ min, max }) => min <= max, { message: 'has a `min` that is more than its `max`: swap them' });

const dateInput = z.strictObject({
  kind: z
    .literal('date')
    .describe(
      'A day: `12月3日`, `12/3`, `来週の木曜`, `あした`, `Dec 3`. Without a year, the next such day. A service gets it as `2026-12-03`; people see it as they write it.',
    ),
  then: afterInput,
  hold,
  notUnderstood,
});

const municipalityInput = z.strictObject({
  kind: z
    .literal('municipality')
    .describe(
      'A place of `flows/catalogue/municipalities.yaml`, in kanji, kana or romaji, with or without 区, 市, 町, 村. A service gets its `id`; people see its name.',
    ),
  then: afterInput,
  hold,
  notUnderstood,
  severalFit: name
    .optional()
    .describe(
      'The key that is said with one button for each place, when a name fits several. `which-place` if left out.',
    ),
});

const input = z.discriminatedUnion('kind', [textInput, numberInput, dateInput, municipalityInput], {
  error: 'must be `text`, `number`, `date` or `municipality`',
});

const each = z.strictObject({
  list: shared.describe('The list that a service gives; its items are offered before the options.'),
  then: name.describe('The step the flow goes on at, once an item was chosen.'),
  hold: shared
    .optional()
    .describe('The id of the chosen item becomes a value of this name until the flow is left.'),
});

const ask = z
  .strictObject({
    remember: shared.optional().describe('The fact under which the answer is remembered.'),
    purpose: name
      .optional()
      .describe(
        'The key that tells what it is asked for, said before the question or with it. Needed for personal facts.',
      ),
    options: z
      .record(name, option)
      .optional()
      .describe(
        'Answers to tap or type, each with the step it leads to, or with `{ then, value, remember }`. Options called `yes` and `no` understand the ordinary words for yes and no.',
      ),
    each: each.optional().describe('One more option for each item of a list: `{ list, then, hold }`.'),
    input: input.optional().describe('What may be typed instead: `{ kind, then, … }`.'),
  })
  .superRefine((question, problems) => {
    const complain = (message: string): void => problems.addIssue({ code: 'custom', message });
    const { options = {}, each: listed, input: typed, remember } = question;
    if (typed === undefined && listed === undefined && Object.keys(options).length === 0) {
      complain('asks without taking an answer: add `options`, `each` or `input`');
    }
    if (remember === undefined && typed !== undefined && typed.hold === undefined) {
      complain(
        'takes typed input and forgets it: add `remember` with the name of the fact, or `hold` with the name of a value',
      );
    }
    if (remember === undefined && listed !== undefined && listed.hold === undefined) {
      complain(
        'lets people choose from a list and forgets it: add `remember` with the name of the fact, or `hold` with the name of a value',
      );
    }
    if (Object.hasOwn(options, eachLabel)) {
      complain(
        `has an option called \`${eachLabel}\`, the name under which items of a list are labelled: rename it`,
      );
    }
  });

const when = z
  .strictObject({
    fact: shared.describe('The name of a fact, or `language`.'),
    known: z.boolean().optional().describe('Whether it is known.'),
    is: z
      .union([z.string(), z.number(), z.boolean()])
      .optional()
      .describe('What it is: the name of the option that was taken, or what was typed.'),
  })
  .refine((condition) => (condition.known === undefined) !== (condition.is === undefined), {
    message: 'needs exactly one of `known` and `is`',
  });

const waysOn = ['then', 'go', 'branch', 'call', 'ask', 'end'] as const;

const step = z
  .strictObject({
    say: say.optional().describe('Keys of the words, in the order in which they are said.'),
    effect: effect
      .optional()
      .describe(
        'Something that happens at once: everything about the person is erased, or what was said and remembered in the conversation is, or messages that nobody asked for are turned off or on.',
      ),
    forget: z
      .array(shared)
      .min(1, 'forgets nothing: name at least one fact, or leave it out')
      .optional()
      .describe('Facts that are gone from here on.'),
    then: name.optional().describe('Go on at this step. With `enter`: once the entered flow has ended.'),
    go: name.optional().describe('Go to another flow for good.'),
    enter: name.optional().describe('Go to another flow, and come back when it ends.'),
    branch: z
      .array(z.strictObject({ when, then: name }))
      .min(1)
      .optional()
      .describe('Go on at the `then` of the first `when` that holds.'),
    else: name.optional().describe('Go on here when no `when` of the `branch` holds.'),
    call: shared.optional().describe('Ask a service for live data, or have it do something.'),
    outcomes: z
      .record(shared, name)
      .optional()
      .describe('The step for each outcome of the called service. All of them are needed.'),
    ask: ask.optional().describe('Wait for an answer.'),
    end: yes.optional().describe('The flow is over. Whoever entered it goes back to where they came from.'),
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
  flow: name.describe('The name of the flow: that of its file.'),
  start: name.describe('The step it begins with.'),
  steps: z.record(name, step).describe('Its steps, by name.'),
});

const moveActions = ['enter', 'go', 'pause', 'rest', 'back', 'resume', 'stay'] as const;

const move = z
  .strictObject({
    say: say.optional().describe('Keys of `messages` in the words of the moves.'),
    effect: effect.optional().describe('As in a step.'),
    enter: name.optional().describe('Go to this flow, and ask again what was being asked when it ends.'),
    go: name.optional().describe('Go to this flow for good.'),
    pause: yes.optional().describe('Stop here; the question can be gone on with later.'),
    rest: yes.optional().describe('Stop here; the question is dropped.'),
    back: yes.optional().describe('Ask the question before this one again.'),
    resume: yes.optional().describe('Go on with the question that was left open.'),
    stay: yes.optional().describe('Say something and change nothing.'),
    offer: z
      .union([z.literal(true), z.literal('when-possible')])
      .optional()
      .describe('Whether it has a button under questions: always, or when it would do something.'),
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

/** What people want who write in their own words, each with the move that answers it. */
const intentMoves = z.record(z.string(), name).superRefine((written, problems) => {
  const complain = (path: string[], message: string): void =>
    problems.addIssue({ code: 'custom', path, message });
  for (const intent of intents) {
    if (!Object.hasOwn(written, intent)) {
      complain([], `does not say what answers \`${intent}\`: name a move`);
    }
  }
  for (const intent of Object.keys(written)) {
    if (!intents.some((known) => known === intent)) {
      complain([intent], `is no intent that Madobe knows: there are ${intents.join(', ')}`);
    }
  }
});

/** A flow that speaks without asking, and one that speaks instead where the first has just been heard. */
const dangerFlow = z.strictObject({ enter: name, again: name.optional() });

/** What is said in danger; what was being asked stays open. */
const dangerSchema = z.strictObject({
  /** Within so many minutes the same is not said again. */
  quietMinutes: z.int().min(1).max(120),
  /** Moves whose buttons come first then. */
  offer: z.array(name).min(1, 'offers nothing: name at least one move'),
  ...(Object.fromEntries(dangerOpenings.map((opening) => [opening, dangerFlow])) as Record<
    (typeof dangerOpenings)[number],
    typeof dangerFlow
  >),
});

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
    unsure: words,
    'no-previous': words,
    'old-button': words,
    fault: words,
    ...media,
  }),
  intents: intentMoves,
  danger: dangerSchema,
  withCounsellor: z
    .array(name)
    .default([])
    .describe(
      'Moves that are still answered by their words while a counsellor has the talk; Madobe keeps quiet about all else.',
    ),
});

const sentence = z.string().min(1, 'is empty: write the words');
const card = z.strictObject({
  each: shared
    .optional()
    .describe('A list: the card is written once and said once for each of its items, as one message.'),
  title: sentence.describe('What it is about, in a few words.'),
  body: sentence.describe('The text under the title. A line whose value is not known is left out.'),
  buttons: z
    .array(
      z
        .strictObject({
          label: sentence.describe('At most 20 characters.'),
          phone: sentence.optional().describe('A number to call.'),
          link: sentence.optional().describe('A whole address, beginning with `https://`.'),
        })
        .refine((button) => (button.phone === undefined) !== (button.link === undefined), {
          message: 'needs exactly one of `phone` and `link`',
        }),
    )
    .describe('Each a `label` with a `phone` or a `link`. One whose number or address is empty is left out.'),
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
  messages: z.record(name, utterance),
});

const perLanguage = z.strictObject({ ja: sentence, 'ja-easy': sentence, en: sentence });

const fact = z
  .strictObject({
    personal: z
      .boolean()
      .describe(
        'Whether it tells something about the person. It may then be asked only after its `purpose` was said.',
      ),
    why: perLanguage.describe('What it is remembered for, in every language.'),
    kept: perLanguage
      .optional()
      .describe('How long it is kept, in every language. Needed where it is personal.'),
    name: perLanguage
      .optional()
      .describe(
        'What it is called where people look at what is kept of them. Without it, what it is for is shown.',
      ),
    values: z
      .record(shared, perLanguage)
      .optional()
      .describe(
        'What its values are called there, by the value that is remembered. Words people typed need none.',
      ),
  })
  .refine(({ personal, kept }) => !personal || kept !== undefined, {
    message: 'is personal and does not say how long it is kept: add `kept`',
  });

/** `flows/facts.yaml`: every fact that flows may remember. */
export const factsSchema = z.strictObject({
  specVersion,
  facts: z.record(shared, fact).describe('Every fact that a question remembers, by its name.'),
});

/** Words that code says: any tree of strings. */
export type WordTree = string | readonly WordTree[] | { readonly [key: string]: WordTree };
/** `locales/<language>/errors.yaml` and its like. */
export const wordTreeSchema: z.ZodType<WordTree> = z.lazy(() =>
  z.union([z.string(), z.array(wordTreeSchema), z.record(z.string(), wordTreeSchema)]),
);

/** The parts of the files that the reference in docs/flows.md describes, in its order. */
export const referenceParts = {
  flow: flowSchema,
  step,
  ask,
  option: longForm,
  each,
  text: textInput,
  number: numberInput,
  date: dateInput,
  municipality: municipalityInput,
  when,
  move,
  card,
  fact,
} as const;

export type FlowDefinition = z.infer<typeof flowSchema>;
export type StepDefinition = FlowDefinition['steps'][string];
export type MovesDefinition = z.infer<typeof movesSchema>;
export type MoveDefinition = MovesDefinition['moves'][string];
export type FlowWords = z.infer<typeof flowWordsSchema>;
export type MoveWords = z.infer<typeof moveWordsSchema>;
export type UtteranceWords = z.infer<typeof utterance>;
export type AskDefinition = NonNullable<StepDefinition['ask']>;
export type InputDefinition = NonNullable<AskDefinition['input']>;
export type FactsDefinition = z.infer<typeof factsSchema>;
export type CardWords = z.infer<typeof card>;
export type EffectName = z.infer<typeof effect>;

/** Whether an effect takes away what the conversation knows: it has to be chosen, and nothing is certain after it. */
export function isErasure(effect: EffectName | undefined): boolean {
  return effect === 'erase' || effect === 'erase-conversation';
}

export type OptionDefinition = Exclude<z.infer<typeof option>, string>;
export type DangerDefinition = MovesDefinition['danger'];
export type EventName = keyof MovesDefinition['events'];

/** An option in its long form. */
export function longOption(written: string | OptionDefinition): OptionDefinition {
  return typeof written === 'string' ? { then: written } : written;
}
