// biome-ignore-all lint/suspicious/noTemplateCurlyInString: messages show placeholders as authors write them
import { z } from 'zod';
import { languages, mediaKinds } from '../flow';

const words = z.string().min(1, 'is empty: write the words');
/** One, or a list of them. */
const some = z.union([words, z.array(words).min(1, 'is empty: name at least one')]);
const place = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'is no step: write flow and step, such as `menu/choose`');
const places = z.union([place, z.array(place).min(1, 'is empty: name at least one step')]);
const language = z.enum(languages);
const value = z.union([z.string(), z.number(), z.boolean()]);

const clock = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/,
    'is no day and time: write them such as `2026-11-20 21:30`, in quotes',
  );

/** What of Madobe's answer is looked at. Everything that is named must be so. */
const expectation = z
  .strictObject({
    /** These words stand somewhere in the answer. */
    words: some.optional(),
    /** These words stand nowhere in it. */
    'words-not': some.optional(),
    /** This text of the word files is said: its key, or flow and key. */
    says: some.optional(),
    'says-not': some.optional(),
    /** The question that is open afterwards, or `rest` when nothing is asked. */
    at: z
      .string()
      .regex(/^(rest|[a-z0-9-]+\/[a-z0-9-]+)$/, 'names no question: write flow and step, or `rest`')
      .optional(),
    /** Steps that were passed on the way. */
    passes: places.optional(),
    'passes-not': places.optional(),
    /** Buttons that are there, by what is written on them. */
    offers: some.optional(),
    'offers-not': some.optional(),
    /** What was met as danger: `none`, `urgent`, or what it is about. */
    danger: words.optional(),
    /** What is remembered afterwards. */
    knows: z.record(z.string(), value).optional(),
    'knows-not': some.optional(),
    /** The language spoken afterwards. */
    language: language.optional(),
    /** Whether messages that nobody asked for may be sent afterwards. */
    notices: z.enum(['on', 'off']).optional(),
    /** Everything about the person is gone. */
    erased: z.literal(true).optional(),
    /** Nothing is said at all. */
    nothing: z.literal(true).optional(),
  })
  .refine((written) => Object.keys(written).length > 0, {
    message: 'expects nothing: add what should be so',
  });

const tap = z.union([
  words,
  z.strictObject({ option: words }),
  z.strictObject({ move: words }),
  z.strictObject({ item: z.int().min(1) }),
]);

const tapEarlier = z.union([
  words,
  z.strictObject({ of: place, option: words }),
  z.strictObject({ of: place, item: z.int().min(1) }),
]);

const turn = z
  .strictObject({
    /** What the person writes. */
    person: z.string().optional(),
    /** The button that is tapped: what is written on it, or which it is, for all languages. */
    tap: tap.optional(),
    /** A button from further up in the conversation: what is written on it, or which of a question's it is. */
    'tap-earlier': tapEarlier.optional(),
    /** Something without words. */
    sends: z.enum(mediaKinds).optional(),
    /** The door is opened: Madobe is added as a friend, or the chat is opened. */
    opens: z.literal('madobe', 'can only be `madobe`').optional(),
    /** Who does things from here on: another person, or again one who was named before. */
    as: words.optional(),
    /**
     * What happens at the desk: who is there, what a counsellor does with the person's talk, or whether they ask to pass
     * something on to another organisation.
     */
    desk: z
      .union([
        z.enum(['takes', 'gives-back', 'closes', 'asks', 'asks-no-more', 'has-passed-on']),
        z.strictObject({
          /** So many counsellors are on duty. */
          counsellors: z.int().min(0).max(50),
          /** The most talks that each has at once. */
          cap: z.int().min(1).max(20).default(3),
          /** So many others wait already. */
          waiting: z.int().min(0).max(200).default(0),
        }),
      ])
      .optional(),
    /** Time that passes. */
    wait: z
      .string()
      .regex(/^\d+ ?(s|min|h|d)$/, 'is no time: write it such as `30s`, `10min`, `2h` or `3d`')
      .optional(),
    madobe: z
      .union([words, expectation, z.array(z.union([words, expectation])).min(1)], {
        error: 'has a form that is not allowed here: write words, or what should be so',
      })
      .optional(),
  })
  .refine((written) => Object.keys(written).length === 1, {
    message:
      'is not one thing: begin each with a hyphen and one of `person`, `tap`, `tap-earlier`, `sends`, `opens`, `desk`, `wait`, `as`, `madobe`',
  });

/** What a story may set for itself, and its file for all stories in it. */
const setting = {
  /** The language it is told in, or several: it is then told once in each. Left out: the organisation's first one. */
  language: z.union([language, z.array(language).min(1), z.literal('all')]).optional(),
  /** When it begins, in the organisation's time zone. */
  clock: clock.optional(),
  /** Facts that are others than those of the files, laid over `organisation` or `catalogue/<name>` key by key. */
  with: z
    .record(
      z
        .string()
        .regex(
          /^(organisation|catalogue\/[a-z-]+)$/,
          'is no file of facts: write `organisation` or `catalogue/<name>`',
        ),
      z.record(z.string(), z.unknown()),
    )
    .optional(),
  /** Where the person writes: what may be said differs. Left out: on LINE. */
  channel: z.enum(['line', 'web']).optional(),
};

const story = z.strictObject({
  ...setting,
  /** What is remembered of the person beforehand. With anything in it, they are no stranger. */
  knows: z.record(z.string(), value).optional(),
  /** Stands for who the person is: chooses the nickname that is offered. */
  seed: z.int().min(0).max(0xffffffff).optional(),
  turns: z.array(turn).min(1, 'tells nothing: write at least one turn'),
});

/** `flows/stories/*.yaml`: written conversations, by their titles. */
export const storyFileSchema = z.strictObject({
  ...setting,
  stories: z.record(z.string().min(1), story),
});

export type StoryFile = z.infer<typeof storyFileSchema>;
export type StoryDefinition = StoryFile['stories'][string];
export type TurnDefinition = StoryDefinition['turns'][number];
export type Expectation = z.infer<typeof expectation>;
export type DeskTurn = NonNullable<TurnDefinition['desk']>;
export type TapDefinition = z.infer<typeof tap>;
export type EarlierTapDefinition = z.infer<typeof tapEarlier>;
