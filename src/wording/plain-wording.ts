const placeholder = /\{\w+\}/gu;
/** A reading in brackets after the characters it is for, as やさしい日本語 writes it. */
const furigana = /(?<=\p{Script=Han})[（(][\p{Script=Hiragana}\p{Script=Katakana}ー・、 ]+[）)]/gu;

/** A text as the model reads it: without what flows fill in, and without readings, which say everything twice. */
export function plainWording(text: string): string {
  return text.replace(placeholder, ' ').replace(furigana, '');
}
