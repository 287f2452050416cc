/** A marked text found where it must not be. */
export interface MarkFinding {
  /** Which of the marks, by its name: never the mark itself, so that a failing test does not print it. */
  readonly mark: string;
  /** How it was written there: `utf8`, `utf16le as hex` … */
  readonly form: string;
  /** Byte offset. */
  readonly at: number;
}

/** Texts that were said in a test and must not be found, by a name for each. */
export type Marks = Readonly<Record<string, string>>;

/**
 * Looks for marked texts in raw bytes, in every form in which they could have been written by accident: plain UTF-8
 * and UTF-16, JSON's `\u` escapes and URL escapes, and each of these as hex (either case) or base64 (any alignment,
 * either alphabet). Finds at most one place for each form of each mark.
 */
export function findMarks(bytes: Uint8Array, marks: Marks): readonly MarkFinding[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Object.entries(marks).flatMap(([mark, text]) => {
    if (text.length < 4) throw new Error(`The mark "${mark}" is too short: it would be found by chance.`);
    return formsOf(text).flatMap(({ form, needle }) => {
      const at = haystack.indexOf(needle);
      return at < 0 ? [] : [{ mark, form, at }];
    });
  });
}

interface Form {
  readonly form: string;
  readonly needle: Buffer;
}

function formsOf(text: string): readonly Form[] {
  const plain: readonly Form[] = [
    { form: 'utf8', needle: Buffer.from(text, 'utf8') },
    { form: 'utf16le', needle: Buffer.from(text, 'utf16le') },
    { form: 'utf16be', needle: Buffer.from(text, 'utf16le').swap16() },
    { form: 'json escape', needle: Buffer.from(jsonEscaped(text), 'latin1') },
    { form: 'url escape', needle: Buffer.from(encodeURIComponent(text), 'latin1') },
  ];
  return plain.flatMap(({ form, needle }) => [
    { form, needle },
    { form: `${form} as hex`, needle: Buffer.from(needle.toString('hex'), 'latin1') },
    { form: `${form} as HEX`, needle: Buffer.from(needle.toString('hex').toUpperCase(), 'latin1') },
    ...base64Forms(needle).map((encoded) => ({
      form: `${form} as base64`,
      needle: Buffer.from(encoded, 'latin1'),
    })),
  ]);
}

function jsonEscaped(text: string): string {
  return [...text]
    .flatMap((character) => character.split(''))
    .map((unit) => (unit > '~' ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit))
    .join('');
}

/**
 * How bytes look inside a longer base64 text: three ways, by where they begin in a group of three. The characters at
 * both ends also hold bits of the neighbours and are left out.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const certain = encoded.slice(first, last);
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
