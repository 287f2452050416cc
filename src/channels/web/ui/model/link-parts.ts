/** A piece of a text: plain, or something that can be tapped. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'phone'; readonly text: string; readonly href: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

const tappable =
  /(?<link>https:\/\/[\w!#$%&'*+,./:;=?@~-]+)|(?<phone>(?<![\d-])(?:0120-\d{3}-\d{3}|0120-\d-\d{5}|0\d{1,4}-\d{1,4}-\d{3,4})(?![\d-]))/g;

/** Finds Japanese phone numbers and https addresses in a text, so that they can be tapped. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(tappable)) {
    // A full stop or bracket behind an address belongs to the sentence.
    const found = match.groups?.link === undefined ? match[0] : match[0].replace(/[.,:;!?']+$/, '');
    if (match.index > end) parts.push({ kind: 'plain', text: text.slice(end, match.index) });
    parts.push(
      match.groups?.link === undefined
        ? { kind: 'phone', text: found, href: phoneHref(found) }
        : { kind: 'link', text: found, href: found },
    );
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ kind: 'plain', text: text.slice(end) });
  return parts;
}

/** The `tel:` address of a number as it is printed: `0120-529-528`, `#7119`. */
export function phoneHref(number: string): string {
  return `tel:${encodeURIComponent(number.replace(/[^\d#*+]/g, ''))}`;
}
