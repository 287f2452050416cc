import { TextlintKernel, type TextlintKernelOptions } from '@textlint/kernel';
import textPlugin from '@textlint/textlint-plugin-text';
import { fromRowConfig } from 'prh';
import { explain, judge } from '../text';
import { categoryRule } from './category-rule';
import { phraseRules } from './phrase-rules';
import { plainWording } from './plain-wording';
import { type Sentence, splitSentences } from './split-sentences';
import { type WordingModel, wordingThreshold } from './train-wording-model';
import { isWordingCategory, wordingCategories } from './wording-category';
import type { WordingFinding } from './wording-finding';
import type { DictionaryRule, WordingMaterial } from './wording-material';

/** Rules and model, ready to read texts. Made once; holds no text. */
export interface WordingLinter {
  readonly kernel: TextlintKernel;
  readonly options: TextlintKernelOptions;
  readonly material: WordingMaterial;
  readonly model: WordingModel;
}

/** Puts a linter together. Compiles the dictionary; throws when one of its patterns is no regular expression. */
export function createWordingLinter(material: WordingMaterial, model: WordingModel): WordingLinter {
  const rules = wordingCategories.map((category) => ({
    ruleId: category,
    rule: categoryRule(
      dictionaryOf(material.dictionary.filter((rule) => rule.category === category)),
      phraseRules.filter((rule) => rule.category === category),
    ),
  }));
  const plugins = [{ pluginId: 'text', plugin: textPlugin }];
  return { kernel: new TextlintKernel(), options: { ext: '.txt', plugins, rules }, material, model };
}

/**
 * What in a text could press on its reader, in the order of the text. Places that overlap are named once, rules before
 * the model, since a rule can say which words it means. Reads only; keeps nothing of the text.
 */
export async function lintWording(linter: WordingLinter, text: string): Promise<readonly WordingFinding[]> {
  const byRules = await findByRules(linter, text);
  const sentences = splitSentences(text);
  const byModel = sentences.flatMap((sentence, index) =>
    byRules.some((finding) => overlaps(finding, sentence)) ? [] : findByModel(linter, sentences, index),
  );
  return [...byRules, ...byModel].sort((a, b) => a.start - b.start);
}

async function findByRules(linter: WordingLinter, text: string): Promise<readonly WordingFinding[]> {
  const { messages } = await linter.kernel.lintText(text, linter.options);
  const findings: WordingFinding[] = [];
  for (const { ruleId, range, message } of messages) {
    const [start, end] = range;
    if (!isWordingCategory(ruleId) || findings.some((known) => overlaps(known, { start, end }))) continue;
    findings.push({
      category: ruleId,
      ...linter.material.categories[ruleId],
      start,
      end,
      instead: message === '' ? null : message,
      by: 'rule',
      because: [text.slice(start, end)],
    });
  }
  return findings;
}

function findByModel(
  linter: WordingLinter,
  sentences: readonly Sentence[],
  index: number,
): readonly WordingFinding[] {
  const sentence = sentences[index];
  if (sentence === undefined || !isLongEnough(sentence.text)) return [];
  // Alone, and among its neighbours: a push may follow politeness, and politeness may take a hard word back.
  const among = sentences.slice(Math.max(0, index - 1), index + 2).map(({ text }) => text);
  const pressure = (pressureOf(linter, sentence.text) + pressureOf(linter, among.join(' '))) / 2;
  if (pressure < wordingThreshold) return [];
  const category = judge(linter.model.category, plainWording(sentence.text))[0].label;
  return [
    {
      category,
      ...linter.material.categories[category],
      start: sentence.start,
      end: sentence.end,
      instead: null,
      by: 'model',
      because: piecesOf(linter, sentence.text),
    },
  ];
}

/** A label or a single word says too little for likeness to mean anything; for those there are the rules. */
function isLongEnough(sentence: string): boolean {
  const words = plainWording(sentence);
  const japanese = words.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const latin = words.match(/[\p{Script=Latin}’']+/gu)?.length ?? 0;
  return /[。！？!?.…]$/u.test(sentence) ? japanese >= 6 || latin >= 4 : japanese >= 12 || latin >= 6;
}

function pressureOf(linter: WordingLinter, text: string): number {
  return (
    judge(linter.model.pressure, plainWording(text)).find(({ label }) => label === 'pressing')?.probability ??
    0
  );
}

/** The pieces that weighed most, in the form they have in a text: without the marks that n-grams carry. */
function piecesOf(linter: WordingLinter, text: string): readonly string[] {
  const pieces = explain(linter.model.pressure, plainWording(text), 'pressing').map(({ piece }) =>
    piece.replace(/^w:/, '').replaceAll(EDGE, '').trim(),
  );
  return [...new Set(pieces)].filter((piece) => piece !== '');
}

/** Stands at a text's edges in the model's pieces. */
const EDGE = '\u0002';

function overlaps(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean {
  return a.start < b.end && b.start < a.end;
}

function dictionaryOf(rules: readonly DictionaryRule[]) {
  if (rules.length === 0) return null;
  return fromRowConfig('', {
    version: 1,
    rules: rules.map(({ expected, patterns }) => ({ expected, patterns: [...patterns] })),
  });
}
