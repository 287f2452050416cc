import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { MineWordBook, MineWords } from '../../conversation';
import { MadobeError } from '../../errors';
import { type FlowSet, type Language, languages, organisationWords } from '../../flow';
import type { PageWords } from './api';

interface Rendered {
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** The page's words in every language, made once: the same bytes for everybody. */
export class PageWordBook {
  private readonly books: ReadonlyMap<string, Rendered>;

  /**
   * @param mine the words that people agree to beside what they write
   * @param voiceNumber where a voice answers when this server cannot
   */
  constructor(flows: FlowSet, mine: MineWordBook, voiceNumber: string | null) {
    this.books = new Map(
      languages.map((language) => [
        language,
        render(pageWords(flows, mine[language], language, voiceNumber)),
      ]),
    );
  }

  /** Answers with a language's words; a browser that has them already is told only that. */
  answer(language: string, request: Request, response: Response): void {
    const book = this.books.get(language);
    if (!book) throw new MadobeError('not_found');
    response.set({ 'cache-control': 'no-cache', etag: book.etag, vary: 'accept-encoding' });
    response.type('application/json');
    if (request.fresh) {
      response.status(304).end();
      return;
    }
    const encoding = request.acceptsEncodings('br', 'gzip');
    if (encoding === 'br' || encoding === 'gzip') {
      response.set('content-encoding', encoding);
      response.end(book[encoding]);
    } else response.end(book.plain);
  }
}

function pageWords(
  flows: FlowSet,
  { consents }: MineWords,
  language: Language,
  voiceNumber: string | null,
): PageWords {
  const { neutralPage } = flows.organisation.web;
  const words = flows.words[language].get('web');
  if (words === undefined) throw new Error(`locales/${language}/web.yaml is missing.`);
  return {
    language,
    words,
    values: {
      ...organisationWords(flows.organisation, language),
      letterTerms: consents.letters,
      registeredTerms: consents.registered,
      ...(voiceNumber !== null && { voiceNumber }),
      ...(neutralPage !== undefined && { neutralPage }),
    },
  };
}

function render(words: PageWords): Rendered {
  const plain = Buffer.from(JSON.stringify(words));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { etag, plain, br: brotliCompressSync(plain), gzip: gzipSync(plain) };
}
