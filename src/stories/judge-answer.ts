import { type FlowSet, type Language, plainText, wasSaid } from '../flow';
import type { Expectation } from './story-file';
import { choicesOf, type ToldTurn } from './told-turn';

/**
 * Holds an answer against what was expected of it. Breaks and blanks in the words make no difference.
 *
 * @returns every part that is not so, each as the second half of "expected: …"
 */
export function judgeAnswer(
  expected: Expectation,
  told: ToldTurn,
  flows: FlowSet,
  language: Language,
): readonly string[] {
  return Object.entries(judges).flatMap(([name, judge]) =>
    Object.hasOwn(expected, name) ? judge(expected, { told, flows, language }) : [],
  );
}

interface Answer {
  readonly told: ToldTurn;
  readonly flows: FlowSet;
  readonly language: Language;
}

const judges: Readonly<
  Record<keyof Expectation, (expected: Expectation, answer: Answer) => readonly string[]>
> = {
  words: ({ words }, answer) =>
    listOf(words)
      .filter((wanted) => !holdsWords(answer, wanted))
      .map((wanted) => `the words “${wanted}”`),
  'words-not': (expected, answer) =>
    listOf(expected['words-not'])
      .filter((unwanted) => holdsWords(answer, unwanted))
      .map((unwanted) => `not the words “${unwanted}”`),
  says: ({ says }, answer) => listOf(says).flatMap((key) => judgeSaid(key, true, answer)),
  'says-not': (expected, answer) =>
    listOf(expected['says-not']).flatMap((key) => judgeSaid(key, false, answer)),
  at: ({ at }, answer) => (placeOf(answer) === at ? [] : [`to be at \`${at}\` afterwards`]),
  passes: ({ passes }, answer) =>
    listOf(passes)
      .filter((step) => !stepsOf(answer).includes(step))
      .map((step) => `to pass \`${step}\``),
  'passes-not': (expected, answer) =>
    listOf(expected['passes-not'])
      .filter((step) => stepsOf(answer).includes(step))
      .map((step) => `not to pass \`${step}\``),
  offers: ({ offers }, answer) =>
    listOf(offers)
      .filter((label) => !labelsOf(answer).includes(bare(label)))
      .map((label) => `a button “${label}”`),
  'offers-not': (expected, answer) =>
    listOf(expected['offers-not'])
      .filter((label) => labelsOf(answer).includes(bare(label)))
      .map((label) => `no button “${label}”`),
  danger: ({ danger = 'none' }, answer) => judgeDanger(danger, answer),
  knows: ({ knows = {} }, { told }) =>
    Object.entries(knows)
      .filter(([fact, value]) => told.state?.facts[fact]?.value !== value)
      .map(([fact, value]) => `\`${fact}\` to be remembered as “${String(value)}”`),
  'knows-not': (expected, { told }) =>
    listOf(expected['knows-not'])
      .filter((fact) => told.state?.facts[fact] !== undefined)
      .map((fact) => `\`${fact}\` not to be remembered`),
  language: ({ language }, { told }) =>
    told.state?.language === language ? [] : [`the language to be ${language} afterwards`],
  notices: ({ notices }, { told }) =>
    told.notices === (notices === 'on') ? [] : [`messages that nobody asked for to be ${notices}`],
  erased: (_, { told }) => (told.end.erased ? [] : ['everything about the person to be erased']),
  nothing: (_, { told }) => (told.end.said === null ? [] : ['nothing to be said']),
};

function judgeSaid(key: string, wanted: boolean, { told, flows, language }: Answer): readonly string[] {
  const messages = told.end.said?.messages ?? [];
  const spoken = told.state?.language ?? language;
  const [flow, own] = key.includes('/') ? (key.split('/', 2) as [string, string]) : [null, key];
  const passed = [...new Set(told.end.steps.map((step) => step.flow))];
  const said = (flow === null ? [...passed, null] : [flow === 'moves' ? null : flow]).map((from) =>
    // Words are in the language spoken when the turn began, or after it changed.
    [...new Set([spoken, language])].map((tongue) =>
      wasSaid(flows, tongue, { flow: from, key: own }, messages),
    ),
  );
  const known = said.flat().filter((one) => one !== null);
  if (known.length === 0) return [`\`${key}\` to be a text of the word files: correct the name`];
  return known.includes(true) === wanted ? [] : [`${wanted ? '' : 'not '}the text \`${key}\``];
}

function judgeDanger(danger: string, { told, flows }: Answer): readonly string[] {
  const passed = new Set(told.end.steps.map(({ flow }) => flow));
  const { openings } = flows.dangers;
  const isMet = ({ flow, again }: (typeof openings)[keyof typeof openings]): boolean =>
    passed.has(flow) || (again !== null && passed.has(again));
  if (danger === 'none') {
    const met = Object.values(openings).find(isMet);
    return met === undefined ? [] : [`no danger to be met, and \`${met.flow}\` met it`];
  }
  const opening = Object.entries(openings).find(([name]) => name === danger)?.[1];
  if (opening === undefined) {
    return [`danger to be \`none\` or one of ${Object.keys(openings).join(', ')}: correct \`${danger}\``];
  }
  return isMet(opening) ? [] : [`danger to be met as \`${danger}\``];
}

function holdsWords({ told }: Answer, words: string): boolean {
  const said = told.end.said?.messages.map((message) => plainText(message)) ?? [];
  return bare(said.join('\n')).includes(bare(words));
}

function placeOf({ told }: Answer): string {
  const position = told.state?.position ?? null;
  return position === null ? 'rest' : `${position.flow}/${position.step}`;
}

function stepsOf({ told }: Answer): readonly string[] {
  return told.end.steps.map(({ flow, step }) => `${flow}/${step}`);
}

function labelsOf({ told }: Answer): readonly string[] {
  return choicesOf(told).map(({ label }) => bare(label));
}

function bare(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function listOf(written: string | readonly string[] | undefined): readonly string[] {
  return typeof written === 'string' ? [written] : (written ?? []);
}
