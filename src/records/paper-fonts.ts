import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { fontCharacters } from './font-characters';
import { unpackWoff } from './unpack-woff';

const font = '@fontsource/noto-sans-jp';
/** Found in the package, wherever this file is run from. */
const { resolve } = createRequire(__filename);
/** Kana, the kanji of daily life, Latin letters. Names and signs beyond stand in files of their own. */
const usual = 'japanese';
const rangesSchema = z.record(z.string(), z.string());

/** A font that is to be embedded. */
export interface PaperFont {
  /** Its file's own name. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Text that one font can set; the name is the font's. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** A sign that no font has, such as an emoji: the geta mark, by which Japanese printers have always said "missing". */
const MISSING = '〓';
/** What only changes the look of the sign before it, or joins it with the next. */
const joiners = /[\u{FE00}-\u{FE0F}]|\u{200D}|[\u{1F3FB}-\u{1F3FF}]/gu;

/** Noto Sans JP, out of the package it comes in: the font for most, and for what is rare the small one that has it. */
export class PaperFonts {
  private constructor(
    /** The font for most. */
    readonly usual: PaperFont,
    private readonly isUsual: (codePoint: number) => boolean,
    private readonly ranges: readonly (readonly [name: string, from: number, to: number])[],
  ) {}

  static async open(): Promise<PaperFonts> {
    const read = rangesSchema.parse(JSON.parse(await readFile(resolve(`${font}/unicode.json`), 'utf8')));
    const ranges = Object.entries(read).flatMap(([name, text]) =>
      text.split(',').map((range): [string, number, number] => {
        const [from = '', to = from] = range.replace('U+', '').split('-');
        return [name.replace(/[[\]]/g, ''), Number.parseInt(from, 16), Number.parseInt(to, 16)];
      }),
    );
    const main = await load(usual);
    return new PaperFonts(main, fontCharacters(main.bytes), ranges);
  }

  /** A text by the fonts that set it. What none has is replaced by a mark. */
  runsOf(text: string): readonly Run[] {
    const runs: { font: string; text: string }[] = [];
    for (const sign of text.normalize('NFC').replaceAll(joiners, '')) {
      const found = sign === '\n' ? usual : this.fontOf(sign.codePointAt(0) ?? 0);
      const set = found ?? usual;
      const shown = found === null ? MISSING : sign;
      const last = runs.at(-1);
      if (last?.font === set) last.text += shown;
      else runs.push({ font: set, text: shown });
    }
    return runs;
  }

  /** The fonts that some texts need beside the one for most. */
  async further(texts: readonly string[]): Promise<readonly PaperFont[]> {
    const names = new Set(texts.flatMap((text) => this.runsOf(text).map((run) => run.font)));
    names.delete(usual);
    return Promise.all([...names].map(load));
  }

  private fontOf(code: number): string | null {
    if (this.isUsual(code)) return usual;
    return this.ranges.find(([, from, to]) => code >= from && code <= to)?.[0] ?? null;
  }
}

async function load(name: string): Promise<PaperFont> {
  const file = resolve(`${font}/files/noto-sans-jp-${name}-400-normal.woff`);
  return { name, bytes: unpackWoff(await readFile(file)) };
}
