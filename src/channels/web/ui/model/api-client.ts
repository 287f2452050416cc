import type {
  ApiError,
  ChangeMine,
  ConversationPage,
  Letter,
  LetterDraft,
  LetterDraftView,
  LetterList,
  Mine,
  OpenRoom,
  OpenSession,
  PageWords,
  PostMessage,
  Registered,
  Resume,
  ResumeCode,
  SendLetter,
  SessionView,
} from '../../api';

/**
 * A code of the server's error table; or `unreachable` when it could not be asked, and `cookies_blocked` when the browser
 * does not keep the session it was given.
 */
export type ProblemCode = ApiError['error'] | 'unreachable' | 'cookies_blocked';

/** A request that was not fulfilled. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    /** How long the server asks to wait before the next try, or null. */
    readonly waitMs: number | null,
  ) {
    super(code);
  }

  /** Whether the same request may be taken later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** What of `fetch` is used. */
export interface RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly cache?: 'default' | 'no-store';
  readonly credentials?: 'same-origin';
}

type Fetch = (url: string, options: RequestOptions) => Promise<Response>;

/** Calls the web chat's API. Every method throws {@link Problem} and nothing else. */
export class ApiClient {
  /** @param mark what the page's requests carry: the server then knows which cookie to give */
  constructor(
    private readonly fetch: Fetch,
    private readonly mark: '1' | 'embed',
  ) {}

  /** The page's words in a language. */
  words(language: PageWords['language']): Promise<PageWords> {
    return this.ask(`/api/words/${language}`, { method: 'GET', cache: 'default' });
  }

  session(): Promise<SessionView> {
    return this.get('/api/session');
  }

  openSession(body: OpenSession): Promise<SessionView> {
    return this.send('POST', '/api/session', body);
  }

  /** This device forgets; the conversation stays for those who have a resume code. */
  async endSession(): Promise<void> {
    await this.send('DELETE', '/api/session');
  }

  /** @param before id of the oldest entry that is known, or null for the newest page */
  conversation(before: number | null): Promise<ConversationPage> {
    return this.get(before === null ? '/api/conversation' : `/api/conversation?before=${before}`);
  }

  async post(message: PostMessage): Promise<void> {
    await this.send('POST', '/api/messages', message);
  }

  makeResumeCode(): Promise<ResumeCode> {
    return this.send('POST', '/api/resume-code', {});
  }

  resume(code: Resume): Promise<SessionView> {
    return this.send('POST', '/api/resume', code);
  }

  openRoom(body: OpenRoom): Promise<SessionView> {
    return this.send('POST', '/api/room', body);
  }

  letters(): Promise<LetterList> {
    return this.get('/api/letters');
  }

  letter(id: string): Promise<Letter> {
    return this.get(`/api/letters/${encodeURIComponent(id)}`);
  }

  sendLetter(letter: SendLetter): Promise<Letter> {
    return this.send('POST', '/api/letters', letter);
  }

  letterDraft(): Promise<LetterDraftView> {
    return this.get('/api/letters/draft');
  }

  async keepLetterDraft(draft: LetterDraft): Promise<void> {
    await this.send('PUT', '/api/letters/draft', draft);
  }

  registered(): Promise<Registered> {
    return this.get('/api/registered');
  }

  async register(items: Registered): Promise<void> {
    await this.send('PUT', '/api/registered', items);
  }

  /** What is kept about the person. */
  mine(): Promise<Mine> {
    return this.get('/api/mine');
  }

  async changeMine(change: ChangeMine): Promise<void> {
    await this.send('POST', '/api/mine/change', change);
  }

  private get<Answer>(url: string): Promise<Answer> {
    return this.ask(url, { method: 'GET' });
  }

  private send<Answer>(method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<Answer> {
    return this.ask(url, {
      method,
      headers: { 'x-madobe': this.mark, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async ask<Answer>(url: string, options: RequestOptions): Promise<Answer> {
    let response: Response;
    let answer: unknown;
    try {
      response = await this.fetch(url, { cache: 'no-store', ...options, credentials: 'same-origin' });
      const text = await response.text();
      answer = text === '' ? null : JSON.parse(text);
    } catch {
      throw new Problem('unreachable', 0, null);
    }
    if (response.ok) return answer as Answer;
    const seconds = Number(response.headers.get('retry-after'));
    throw new Problem(codeIn(answer), response.status, seconds > 0 ? seconds * 1000 : null);
  }
}

function codeIn(answer: unknown): ProblemCode {
  const code = (answer as Partial<ApiError> | null)?.error;
  return typeof code === 'string' ? code : 'internal';
}
