import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express, { type Response, type Router } from 'express';
import { parse } from 'yaml';
import type {
  ApiError,
  ChangeMine,
  Entry,
  EntryContent,
  Letter,
  LetterDraft,
  Mine,
  PageWords,
  PostMessage,
  Registered,
  SendLetter,
  ServerEventName,
  ServerEvents,
  SessionView,
} from '../../../src/channels/web/api';
import { pageRoutes } from '../../../src/channels/web/page-routes';
import { errorTable } from '../../../src/errors';
import { type Language, languages } from '../../../src/flow';
import { PageFiles } from '../../../src/http';

const pageDirectory = path.resolve('dist/web');

/** What somebody says back: each is one entry. */
export type Answer = (event: PostMessage['event']) => readonly EntryContent[];

/**
 * The web chat's API as the page meets it, scripted: real HTTP on loopback with the headers of the real server, and
 * every refusal at will. It keeps one conversation, in memory.
 */
export class WebDouble {
  entries: Entry[] = [];
  session: SessionView | null = null;
  letters: Letter[] = [];
  draft: LetterDraft | null = null;
  registered: Registered = {
    nickname: null,
    municipality: null,
    ageBand: null,
    duration: null,
    answerIn: 'room',
  };
  /** What is kept about the person, as they are told. */
  mine: Mine = {
    since: Date.UTC(2026, 10, 1, 3, 0),
    until: '2027-11-20',
    remembered: [
      { name: 'よび名', value: 'こもれび', why: 'つぎに来られたとき、その名前でおむかえするため', kept: '' },
    ],
    messages: 12,
    letters: { sent: 1, isDraftThere: true },
    registered: [{ name: '年代', value: '30代' }],
    sessions: 1,
    hasResumeCode: false,
    notices: true,
    consents: [
      {
        name: 'お手紙を残すこと',
        words: 'お手紙は、暗号にして残します。',
        givenAt: Date.UTC(2026, 10, 2, 3, 0),
      },
    ],
    changes: [
      {
        change: 'letters-off',
        label: 'お手紙を残さない',
        effect: 'お手紙を、ぜんぶ消します。',
        done: '消しました。',
      },
    ],
  };
  /** Changes that were made there, in order. */
  readonly changed: ChangeMine['change'][] = [];
  /** What was posted, in order, repetitions too. */
  readonly posted: PostMessage[] = [];
  /** Values that the page's words may use. */
  values: Record<string, string> = { organisation: 'みどりの相談センター', conversationDays: '365' };
  /** What a new conversation begins with. */
  greeting: readonly EntryContent[] = [];
  answer: Answer = () => [];
  /** How many entries one page of the conversation holds. */
  pageSize = 50;

  private readonly refusals = new Map<string, ApiError['error']>();
  private readonly streams = new Set<Response>();
  private server: Server | null = null;
  private port = 0;
  private clock = Date.UTC(2026, 10, 20, 3, 0);

  /** @param embedOrigins sites that may frame the page */
  constructor(private readonly embedOrigins: readonly string[] = []) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get streamCount(): number {
    return this.streams.size;
  }

  /** Begins to listen, on the same port as before. */
  async start(): Promise<void> {
    const app = express();
    app.use('/api', express.json(), this.api());
    app.use(
      pageRoutes(new PageFiles(pageDirectory), {
        baseUrl: null,
        embedOrigins: this.embedOrigins,
        pageDirectory,
        voiceNumber: null,
      }),
    );
    const server = createServer(app);
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
  }

  /** Goes away in the middle of everything. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    this.streams.clear();
    await new Promise<void>((resolve) => {
      if (server === null) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** From now on this request is refused. @param request as `POST /api/messages` @param code null lets it through again */
  refuse(request: string, code: ApiError['error'] | null): void {
    if (code === null) this.refusals.delete(request);
    else this.refusals.set(request, code);
  }

  /** Puts an entry into the conversation and tells it. */
  add(
    from: Entry['from'],
    what: EntryContent,
    more: Partial<Pick<Entry, 'channel' | 'postedAs' | 'at'>> = {},
  ): Entry {
    this.clock += 20_000;
    const entry: Entry = {
      id: (this.entries.at(-1)?.id ?? 0) + 1,
      at: this.clock,
      from,
      channel: 'web',
      what,
      ...more,
    };
    this.entries.push(entry);
    for (const stream of this.streams) writeEntry(stream, entry);
    return entry;
  }

  say(...messages: readonly string[]): Entry {
    return this.add('madobe', {
      kind: 'said',
      messages: messages.map((text) => ({ kind: 'text', text })),
      choices: [],
    });
  }

  tell<Name extends Exclude<ServerEventName, 'entry'>>(name: Name, data: ServerEvents[Name]): void {
    for (const stream of this.streams) stream.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Cuts every live connection. */
  cutStreams(): void {
    for (const stream of this.streams) stream.destroy();
  }

  private begin(language: Language): SessionView {
    this.session = { language, line: false, waiting: false };
    for (const what of this.greeting) this.add('madobe', what);
    return this.session;
  }

  private api(): Router {
    const api = express.Router();
    api.use((request, response, next) => {
      const code = this.refusals.get(`${request.method} ${request.originalUrl.split('?')[0]}`);
      const isOpen = /^\/(words\/|session$|room$|resume$)/.test(request.path);
      if (code !== undefined) refuse(response, code);
      else if (this.session === null && !isOpen) refuse(response, 'session_missing');
      else if (request.method !== 'GET' && request.get('x-madobe') === undefined)
        refuse(response, 'cross_site_refused');
      else next();
    });
    api.get('/words/:language', (request, response) => {
      const language = languages.find((each) => each === request.params.language) ?? 'ja';
      response.json({ language, words: readWords(language), values: this.values } satisfies PageWords);
    });
    api.get('/session', (_request, response) => {
      if (this.session === null) refuse(response, 'session_missing');
      else response.json(this.session);
    });
    api.post('/session', (request, response) => {
      response.status(201).json(this.session ?? this.begin(request.body.language ?? 'ja'));
    });
    api.delete('/session', (_request, response) => {
      this.session = null;
      response.status(204).end();
    });
    api.get('/conversation', (request, response) => {
      const before =
        request.query.before === undefined ? Number.POSITIVE_INFINITY : Number(request.query.before);
      const known = this.entries.filter(({ id }) => id < before);
      response.json({ entries: known.slice(-this.pageSize), more: known.length > this.pageSize });
    });
    api.get('/events', (request, response) => {
      const after = Number(request.get('last-event-id') ?? request.query.after ?? 0);
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 50\n\n');
      for (const entry of this.entries.filter(({ id }) => id > after)) writeEntry(response, entry);
      this.streams.add(response);
      response.on('close', () => this.streams.delete(response));
    });
    api.post('/messages', (request, response) => {
      const message = request.body as PostMessage;
      const isNew = !this.posted.some(({ id }) => id === message.id);
      this.posted.push(message);
      response.status(202).json({});
      if (isNew) this.take(message);
    });
    api.post('/resume-code', (_request, response) => {
      response.status(201).json({ number: '4821-7350', words: 'つき あさがお ことり すなはま' });
    });
    api.post(['/resume', '/room'], (_request, response) => {
      response.json(this.session ?? this.begin('ja'));
    });
    api.get('/mine', (_request, response) => {
      response.json(this.mine);
    });
    api.post('/mine/change', (request, response) => {
      this.changed.push((request.body as ChangeMine).change);
      response.status(204).end();
    });
    this.letterRoutes(api);
    return api;
  }

  private letterRoutes(api: Router): void {
    api.get('/letters', (_request, response) => {
      response.json({ letters: this.letters.toReversed() });
    });
    api.post('/letters', (request, response) => {
      const { id, body, about, answerIn } = request.body as SendLetter;
      const letter: Letter = {
        id,
        body,
        about: about ?? null,
        answerIn,
        sentAt: Date.now(),
        dueOn: '2026-11-27',
        answeredAt: null,
        readAt: null,
        answer: null,
      };
      if (!this.letters.some((each) => each.id === id)) this.letters.push(letter);
      response.status(201).json(letter);
    });
    api.get('/letters/draft', (_request, response) => {
      response.json({ draft: this.draft });
    });
    api.put('/letters/draft', (request, response) => {
      const draft = request.body as LetterDraft;
      this.draft = draft.body === '' && draft.about === '' ? null : draft;
      response.status(204).end();
    });
    api.get('/letters/:id', (request, response) => {
      const letter = this.letters.find(({ id }) => id === request.params.id);
      if (letter === undefined) refuse(response, 'not_found');
      else response.json(letter);
    });
    api.get('/registered', (_request, response) => {
      response.json(this.registered);
    });
    api.put('/registered', (request, response) => {
      this.registered = request.body as Registered;
      response.status(204).end();
    });
  }

  private take({ id, event }: PostMessage): void {
    this.add('person', event.kind === 'text' ? event : { kind: 'chosen', label: this.labelOf(event.data) }, {
      postedAs: id,
    });
    for (const what of this.answer(event)) this.add('madobe', what);
  }

  private labelOf(data: string): string {
    const choices = this.entries.flatMap(({ what }) => (what.kind === 'said' ? what.choices : []));
    return choices.find((choice) => choice.data === data)?.label ?? '';
  }
}

function writeEntry(stream: Response, entry: Entry): void {
  stream.write(`id: ${entry.id}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`);
}

function refuse(response: Response, code: ApiError['error']): void {
  response.status(errorTable[code].status).json({ error: code } satisfies ApiError);
}

function readWords(language: Language): PageWords['words'] {
  return parse(readFileSync(path.resolve('locales', language, 'web.yaml'), 'utf8')) as PageWords['words'];
}
