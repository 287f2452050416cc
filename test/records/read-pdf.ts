import { inflateSync } from 'node:zlib';

/** The pages of a PDF that our own sheets are made of, as text: what somebody could read or search in it. */
export function readPdf(bytes: Buffer): {
  readonly pages: number;
  readonly fonts: number;
  readonly text: string;
} {
  const raw = bytes.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body);
  const stream = (body: string): string => {
    const [, packed] = /stream\n([\s\S]*?)\nendstream/.exec(body) ?? [];
    return packed === undefined ? '' : inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
  };
  const font = new Map<string, Map<string, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, unicode = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '') ?? [];
      font.set(name, charactersOf(stream(objects.get(unicode) ?? '')));
    }
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const text = pages.map((body) => {
    const [, id = ''] = /\/Contents (\d+) 0 R/.exec(body) ?? [];
    let current = new Map<string, string>();
    let said = '';
    for (const [part] of stream(objects.get(id) ?? '').matchAll(/\/F\d+ [\d.]+ Tf|<[0-9a-f]+>|ET/g)) {
      if (part.startsWith('/')) current = font.get(part.slice(1).split(' ')[0] ?? '') ?? new Map();
      else if (part === 'ET') said += '\n';
      else said += (part.slice(1, -1).match(/.{4}/g) ?? []).map((code) => current.get(code) ?? '?').join('');
    }
    return said;
  });
  return {
    pages: pages.length,
    fonts: [...objects.values()].filter((body) => body.includes('/FontFile2')).length,
    text: text.join('\n'),
  };
}

/** What each glyph stands for, by the font's own table. */
function charactersOf(table: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, from = '', , list = ''] of table.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    const first = Number.parseInt(from, 16);
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], index) => {
      const character = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
      characters.set((first + index).toString(16).padStart(4, '0'), character);
    });
  }
  return characters;
}
