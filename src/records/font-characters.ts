const BMP = 4;
const WHOLE = 12;

/**
 * Which characters a plain OpenType font has, by its `cmap` table. Understands the two formats that fonts for the Web
 * have (4 and 12); throws for a font without either.
 */
export function fontCharacters(font: Buffer): (codePoint: number) => boolean {
  const cmap = tableOf(font, 'cmap');
  const count = cmap.readUInt16BE(2);
  const tables = Array.from({ length: count }, (_, index) => cmap.subarray(cmap.readUInt32BE(8 + 8 * index)));
  const found =
    tables.find((table) => table.readUInt16BE(0) === WHOLE) ??
    tables.find((table) => table.readUInt16BE(0) === BMP);
  if (!found) throw new Error('The font says in no way that is known which characters it has.');
  const spans = found.readUInt16BE(0) === WHOLE ? wholeSpans(found) : bmpSpans(found);
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}

type Span = readonly [from: number, to: number];

function tableOf(font: Buffer, tag: string): Buffer {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + 16 * index;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.subarray(font.readUInt32BE(entry + 8));
  }
  throw new Error(`The font has no table ${tag}.`);
}

function wholeSpans(table: Buffer): readonly Span[] {
  return Array.from({ length: table.readUInt32BE(12) }, (_, index): Span => {
    const at = 16 + 12 * index;
    return [table.readUInt32BE(at), table.readUInt32BE(at + 4)];
  });
}

/** The last of them, 0xFFFF, ends the list and is no character. */
function bmpSpans(table: Buffer): readonly Span[] {
  const segments = table.readUInt16BE(6) / 2;
  return Array.from(
    { length: segments - 1 },
    (_, index): Span => [
      table.readUInt16BE(16 + 2 * segments + 2 * index),
      table.readUInt16BE(14 + 2 * index),
    ],
  );
}
