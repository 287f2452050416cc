import { splitSentences } from './split-sentences';

const quotation = /「[^」\n]*」|『[^』\n]*』|“[^”\n]*”|"[^"\n]*"/gu;

/**
 * What turns a hard word into a kind one when it follows in the same sentence: permission not to (「…なくても
 * 大丈夫です」), denial (「…とは考えていません」), or that it was suffered (「…と言われてつらかったのですね」).
 */
const takenBack = new RegExp(
  [
    'なくて(?:も)? ?(?:いい|よい|良い|よく|大丈夫|だいじょうぶ|かまい|構い|結構|けっこう|平気|済)',
    '(?:は|も|が)? ?(?:不要|いりません|要りません)',
    '必要は?(?:も)? ?(?:あり|ござい|ない)',
    'こと(?:は|も|で) ?(?:ありません|ございません|しません|いたしません|ない)',
    '(?:わけ|つもり)では',
    'では(?:ありません|ないと|ない、|なく)',
    'とは(?:考え|言い|思い|思っ|限|申し)',
    'ないで(?:いい|よい|大丈夫|おき)',
    '(?:でも|ても) ?(?:大丈夫|だいじょうぶ|かまいません|構いません|いいです|いいんです|よい|平気)',
    '(?:言わ|書か|責め|迫ら|叱ら|すすめら|急かさ)れ',
    '(?:し|い|え)ません(?:。|$|ので|し、)',
    'いたしません|決して|十分です|気にし(?:ません|ない)',
    'つらか(?:った)|苦し(?:い|か)',
  ].join('|'),
  'u',
);

/** The same in English, where it stands before. */
const notMeant =
  /\b(?:no (?:need|one|reason)|nobody|nothing|never|not|needn[’']t|(?:do|does|did|wo|would|should|is|are|was)n[’']t|cannot|can[’']t|without|rather than|told|said|says)\b/iu;

/**
 * Whether the place in a text is no pressure on the reader although its words look like it: it is quoted, negated, or
 * told about as something that hurt. Judged within its sentence.
 */
export function isExcused(text: string, start: number, end: number): boolean {
  for (const { 0: quoted, index } of text.matchAll(quotation)) {
    if (index < start && end < index + quoted.length) return true;
  }
  const sentence = splitSentences(text).find((each) => each.start <= start && start < each.end);
  if (sentence === undefined) return false;
  const before = text.slice(sentence.start, start);
  const after = text.slice(end, Math.max(end, sentence.end));
  return takenBack.test(after) || notMeant.test(before);
}
