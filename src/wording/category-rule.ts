import type { TextlintRuleModule } from '@textlint/kernel';
import type { Engine } from 'prh';
import { isExcused } from './is-excused';
import type { PhraseRule } from './phrase-rules';

/**
 * The textlint rule of one category: its part of the prh dictionary, and its own rules where a dictionary cannot reach.
 * The message is the phrase that may stand instead, or empty.
 *
 * Rules are made anew for every text by textlint, so what is costly, compiling the dictionary, is handed in. That is
 * why `textlint-rule-prh` is not used: it reads its dictionary each time, and cannot tell negation.
 */
export function categoryRule(dictionary: Engine | null, phrases: readonly PhraseRule[]): TextlintRuleModule {
  return ({ Syntax, RuleError, getSource, report, locator }) => ({
    [Syntax.Str](node) {
      const text = getSource(node);
      const say = (start: number, end: number, instead: string) => {
        if (isExcused(text, start, end)) return;
        report(node, new RuleError(instead, { padding: locator.range([start, end]) }));
      };
      for (const diff of dictionary?.makeChangeSet('', text).diffs ?? []) {
        const found = diff.matches[0];
        if (found !== undefined) say(diff.index, diff.index + found.length, diff.expected ?? '');
      }
      for (const { says, unless } of phrases) {
        for (const { 0: found, index } of text.matchAll(says)) {
          const end = index + found.length;
          if (unless?.test(restOfSentence(text, index, end))) continue;
          say(index, end, '');
        }
      }
    },
  });
}

/** From the beginning of the clause the match stands in to the end of its sentence. */
function restOfSentence(text: string, start: number, end: number): string {
  const before = text.slice(0, start);
  const from = Math.max(...['。', '！', '？', '\n', '. '].map((mark) => before.lastIndexOf(mark))) + 1;
  const closing = text.slice(end).search(/[。！？!?\n]/u);
  return text.slice(from, closing < 0 ? text.length : end + closing + 1);
}
