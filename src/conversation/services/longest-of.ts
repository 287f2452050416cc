/** The longest of some texts, in UTF-16 units; the empty text when there are none. */
export function longestOf(texts: readonly string[]): string {
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}
