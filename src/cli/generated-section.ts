/**
 * Puts `content` between `<!-- name:start -->` and `<!-- name:end -->`, and leaves the rest of the document as it is.
 * Null when the document has no such pair of markers.
 */
export function replaceSection(document: string, name: string, content: string): string | null {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const from = document.indexOf(start);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) return null;
  return `${document.slice(0, from + start.length)}\n\n${content}\n\n${document.slice(to)}`;
}
