import type { Entry, PostMessage, SessionView } from '../../../../src/channels/web/api';
import { Problem } from '../../../../src/channels/web/ui/model/api-client';
import { Conversation, type StreamHandlers } from '../../../../src/channels/web/ui/model/conversation';
import { waitFor } from '../../../support/wait-for';
import { pageTimers } from './page-timers';

const entry = (id: number, more: Partial<Entry> = {}): Entry => ({
  id,
  at: id,
  from: 'madobe',
  channel: 'web',
  what: { kind: 'said', messages: [{ kind: 'text', text: `${id}` }], choices: [] },
  ...more,
});

/** A server and its live stream, in memory and in the test's hands. */
class Server {
  session: SessionView | null = { language: 'ja', line: false, waiting: false };
  entries: Entry[] = [];
  posted: PostMessage[] = [];
  opened: string[] = [];
  sessionReads = 0;
  pageSize = 50;
  keepsCookies = true;
  /** What the next requests meet instead of an answer. */
  problem: Problem | null = null;
  streams: { after: number; handlers: StreamHandlers; closed: boolean }[] = [];
  readonly rescued: string[] = [];
  readonly clock;
  readonly conversation: Conversation;
  private ids = 0;

  constructor() {
    const { clock, timers } = pageTimers();
    this.clock = clock;
    this.conversation = new Conversation({
      api: {
        session: () => {
          this.sessionReads += 1;
          return this.answer(() => {
            if (this.session === null) throw new Problem('session_missing', 401, null);
            return this.session;
          });
        },
        openSession: ({ language = 'ja' }) =>
          this.answer(() => {
            this.opened.push(language);
            this.session = { language, line: false, waiting: true };
            return this.session;
          }),
        endSession: () =>
          this.answer(() => {
            this.session = null;
          }),
        conversation: (before) =>
          this.answer(() => {
            if (!this.keepsCookies) throw new Problem('session_missing', 401, null);
            const known = this.entries.filter(({ id }) => before === null || id < before);
            return { entries: known.slice(-this.pageSize), more: known.length > this.pageSize };
          }),
        post: (message) => this.answer(() => void this.posted.push(message)),
      },
      openStream: (after, handlers) => {
        const stream = { after, handlers, closed: false };
        this.streams.push(stream);
        return () => {
          stream.closed = true;
        };
      },
      timers,
      kept: { read: () => null, write: () => undefined },
      newId: () => `id-${++this.ids}`,
      now: () => 0,
      rescue: (text) => this.rescued.push(text),
    });
  }

  get state() {
    return this.conversation.state;
  }

  get stream() {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error('No stream was opened.');
    return stream;
  }

  get shown(): readonly number[] {
    return this.state.entries.map(({ id }) => id);
  }

  private async answer<Answer>(give: () => Answer): Promise<Answer> {
    if (this.problem !== null) throw this.problem;
    return give();
  }
}

async function opened(prepare: (server: Server) => void = () => undefined): Promise<Server> {
  const server = new Server();
  prepare(server);
  await server.conversation.open('ja');
  return server;
}

describe('opening the conversation', () => {
  it('shows what was said, and listens from behind it', async () => {
    const server = await opened(({ entries }) => entries.push(entry(3), entry(4)));
    expect(server.state.phase).toBe('ready');
    expect(server.shown).toEqual([3, 4]);
    expect(server.stream.after).toBe(4);
    expect(server.opened).toEqual([]);
  });

  it('begins anew where nobody is known, in the page’s language, and waits for the greeting', async () => {
    const server = new Server();
    server.session = null;
    await server.conversation.open('en');
    expect(server.opened).toEqual(['en']);
    expect(server.state).toMatchObject({ phase: 'ready', waiting: true });
    expect(server.stream.after).toBe(0);
  });

  it('says why it failed, and begins nobody anew for that', async () => {
    const server = new Server();
    server.problem = new Problem('store_unavailable', 503, null);
    await server.conversation.open('ja');
    expect(server.state).toMatchObject({ phase: 'failed', problem: 'store_unavailable' });
    expect(server.opened).toEqual([]);

    server.problem = null;
    await server.conversation.open('ja');
    expect(server.state.phase).toBe('ready');
  });

  it('notices a browser that does not keep the session it was given', async () => {
    const server = new Server();
    server.session = null;
    server.keepsCookies = false;
    await server.conversation.open('ja');
    expect(server.state).toMatchObject({ phase: 'failed', problem: 'cookies_blocked' });
  });

  it('loads older entries when asked, and keeps what it has', async () => {
    const server = await opened((each) => {
      each.entries.push(...[1, 2, 3, 4, 5].map((id) => entry(id)));
      each.pageSize = 2;
    });
    expect(server.shown).toEqual([4, 5]);
    await server.conversation.loadOlder();
    expect(server.shown).toEqual([2, 3, 4, 5]);
    await server.conversation.loadOlder();
    expect(server.shown).toEqual([1, 2, 3, 4, 5]);
    expect(server.state.more).toBe(false);
  });
});

describe('the live stream', () => {
  it('shows each entry once, though it be told twice', async () => {
    const server = await opened();
    server.stream.handlers.entry(entry(1));
    server.stream.handlers.entry(entry(1));
    server.stream.handlers.entry(entry(2));
    expect(server.shown).toEqual([1, 2]);
  });

  it('says that something is prepared until the next entry', async () => {
    const server = await opened();
    server.stream.handlers.waiting();
    expect(server.state.waiting).toBe(true);
    server.stream.handlers.entry(entry(1));
    expect(server.state.waiting).toBe(false);
  });

  it('leaves the browser to connect again by itself as long as it does', async () => {
    const server = await opened();
    server.stream.handlers.opened();
    expect(server.state.isLive).toBe(true);
    server.stream.handlers.lost(false);
    expect(server.state.isLive).toBe(false);
    server.clock.advance(60_000);
    expect(server.streams).toHaveLength(1);
  });

  it('is opened anew from behind the last entry when the browser gave up', async () => {
    const server = await opened();
    server.stream.handlers.entry(entry(7));
    server.stream.handlers.lost(true);
    server.clock.advance(1000);
    await waitFor('a new stream', () => server.streams.length === 2);
    expect(server.stream.after).toBe(7);
  });

  it('comes again, ever more slowly, until it stays', async () => {
    const server = await opened();
    const waits: number[] = [];
    for (let round = 1; round <= 3; round += 1) {
      server.stream.handlers.lost(true);
      for (let second = 1; server.streams.length === round; second += 1) {
        server.clock.advance(1000);
        waits[round] = second;
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    expect(waits.slice(1)).toEqual([1, 2, 4]);
  });

  it('is opened anew when the device wakes up, and the old one is closed', async () => {
    const server = await opened();
    server.conversation.wake();
    expect(server.streams.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('takes an erased entry from the page', async () => {
    const server = await opened(({ entries }) => entries.push(entry(1)));
    server.stream.handlers.gone({ id: 1 });
    expect(server.state.entries[0]?.what).toEqual({ kind: 'gone' });
  });
});

describe('saying something', () => {
  it('shows it at once and gives way to the entry it becomes', async () => {
    const server = await opened();
    server.conversation.say('こんにちは');
    expect(server.state.outgoing.map(({ shown }) => shown)).toEqual(['こんにちは']);
    await waitFor('it was posted', () => server.posted.length === 1);
    server.stream.handlers.entry(
      entry(1, { from: 'person', what: { kind: 'text', text: 'こんにちは' }, postedAs: 'id-1' }),
    );
    expect(server.state.outgoing).toEqual([]);
    expect(server.shown).toEqual([1]);
  });

  it('is not doubled when the entry was there before the server’s answer', async () => {
    const server = await opened();
    server.conversation.say('こんにちは');
    server.stream.handlers.entry(
      entry(1, { from: 'person', what: { kind: 'text', text: 'こんにちは' }, postedAs: 'id-1' }),
    );
    await waitFor('it was posted', () => server.posted.length === 1);
    expect(server.state.outgoing).toEqual([]);
  });

  it('sends what waited for the line the moment it is back', async () => {
    const server = await opened();
    server.problem = new Problem('unreachable', 0, null);
    server.conversation.say('届くかな');
    await waitFor('the first try', () => server.state.outgoing[0]?.state.kind === 'waiting');
    server.problem = null;
    server.stream.handlers.opened();
    await waitFor('it to be sent', () => server.posted.length === 1);
    // Though the clock, by which it would have been tried again, stands still.
    expect(server.posted[0]?.event).toEqual({ kind: 'text', text: '届くかな' });
  });

  it('keeps the label of a button that only the page has', async () => {
    const server = await opened();
    server.conversation.choose('move/crisis', '声で話せるところ');
    server.stream.handlers.entry(
      entry(1, { from: 'person', what: { kind: 'chosen', label: '' }, postedAs: 'id-1' }),
    );
    expect(server.state.entries[0]?.what).toEqual({ kind: 'chosen', label: '声で話せるところ' });
  });

  it('looks afterwards whether the language was changed by it, and only then', async () => {
    const server = await opened();
    server.stream.handlers.entry(entry(1));
    expect(server.sessionReads).toBe(1);
    server.conversation.say('English');
    server.session = { language: 'en', line: false, waiting: false };
    server.stream.handlers.entry(entry(2));
    await waitFor('the language is known', () => server.state.session?.language === 'en');
    expect(server.sessionReads).toBe(2);
  });
});

describe('the end of a session', () => {
  it('leaves nothing of the conversation in the page', async () => {
    const server = await opened(({ entries }) => entries.push(entry(1)));
    await server.conversation.forget();
    expect(server.state).toMatchObject({ phase: 'over', entries: [], session: null });
    expect(server.stream.closed).toBe(true);
  });

  it('does not pretend to have forgotten when the server could not be told', async () => {
    const server = await opened(({ entries }) => entries.push(entry(1)));
    server.problem = new Problem('unreachable', 0, null);
    await expect(server.conversation.forget()).rejects.toThrow(Problem);
    expect(server.shown).toEqual([1]);
  });

  it('is told by the stream', async () => {
    const server = await opened();
    server.stream.handlers.ended({ why: 'erased' });
    expect(server.state.phase).toBe('over');
  });

  it('is found out when the stream is refused', async () => {
    const server = await opened();
    server.session = null;
    server.stream.handlers.lost(true);
    server.clock.advance(1000);
    await waitFor('it is over', () => server.state.phase === 'over');
    expect(server.streams).toHaveLength(1);
  });

  it('rescues what was just being said', async () => {
    const server = await opened();
    server.problem = new Problem('session_missing', 401, null);
    server.conversation.say('まだ届いていない');
    await waitFor('it is over', () => server.state.phase === 'over');
    expect(server.rescued).toEqual(['まだ届いていない']);
  });

  it('gives way to another conversation after a code or a link', async () => {
    const server = await opened(({ entries }) => entries.push(entry(1)));
    const before = server.stream;
    server.entries = [entry(8)];
    await server.conversation.goOnAs({ language: 'en', line: true, waiting: false });
    expect(before.closed).toBe(true);
    expect(server.shown).toEqual([8]);
    expect(server.state.session?.line).toBe(true);
  });
});
