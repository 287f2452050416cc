import { plainText } from './fit-messages';
import type { FlowSet } from './flow-set';
import type { Language, Message } from './message';
import type { UtteranceWords } from './schema';
import { parseTemplate } from './template';

/** A text of the word files. */
export interface SaidKey {
  /** The flow it belongs to, or null for what moves and events say. */
  readonly flow: string | null;
  readonly key: string;
}

/**
 * Whether a text of the word files is among some messages, whatever its values were. A line with a value may be left
 * out, and texts may have been joined; breaks and blanks make no difference.
 *
 * @returns null when there is no such text in that language
 */
export function wasSaid(
  { sources }: FlowSet,
  language: Language,
  { flow, key }: SaidKey,
  messages: readonly Message[],
): boolean | null {
  const { flows, moves } = sources.words[language];
  const words = flow === null ? moves.content.messages : (flows.get(flow)?.content ?? {});
  const reserved = flow !== null && (key === 'options' || key === 'also');
  if (reserved || !Object.hasOwn(words, key)) return null;
  const said = bare(messages.map((message) => plainText(message)).join('\n'));
  return formsOf(words[key] as UtteranceWords).some((form) => form.test(said));
}

function formsOf(words: UtteranceWords): readonly RegExp[] {
  if (typeof words === 'string') return [new RegExp(patternOf(words), 'u')];
  if (Array.isArray(words)) return words.flatMap((variant) => formsOf(variant));
  return [new RegExp([words.title, words.body].map(patternOf).join('.*?'), 'u')];
}

/** A line that holds a value may be missing; where all do, one of them must be there. */
function patternOf(text: string): string {
  const lines = (parseTemplate(text)?.lines ?? [[text]]).map((parts) => ({
    pattern: parts.map((part, index) => (index % 2 === 0 ? escaped(bare(part)) : '.*?')).join(''),
    isCertain: parts.length === 1 && bare(parts[0] ?? '') !== '',
    isPlain: parts.every((part, index) => index % 2 === 1 || bare(part) === ''),
  }));
  const whole = (needed: number | null): string =>
    lines
      .map(({ pattern, isCertain }, index) => (isCertain || index === needed ? pattern : `(?:${pattern})?`))
      .join('');
  const telling = lines.flatMap(({ isPlain }, index) => (isPlain ? [] : [index]));
  if (lines.some(({ isCertain }) => isCertain) || telling.length === 0) return whole(null);
  return `(?:${telling.map(whole).join('|')})`;
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
