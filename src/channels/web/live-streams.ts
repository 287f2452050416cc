import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../clock';
import { describeFault, type Log } from '../../log';
import type { PersonDirectory, WebSessions } from '../../people';
import type { LiveTopic, StopListening, Store } from '../../store';
import type { ConversationReader } from './conversation-reader';
import { EventStream } from './event-stream';
import type { Visitor } from './visitors';

/** Pages of one session that are kept up to date at once: browsers hold six connections to a host at most. */
const STREAMS_PER_SESSION = 4;
/** Entries read at once for one page. */
const READ_AT_ONCE = 20;
/** Proxies end connections that are silent for a minute. */
const BEAT_MS = 15_000;
/** Every so many beats everything is looked up again: what was told live may be lost. */
const LOOK_EVERY = 2;

export interface LiveStreamsParts {
  readonly store: Store;
  readonly people: PersonDirectory;
  readonly sessions: WebSessions;
  readonly reader: ConversationReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** All live connections of this process, and what keeps them up to date. */
export class LiveStreams {
  private readonly streams = new Map<string, Set<EventStream>>();
  private readonly stopListening: readonly StopListening[];
  private timer: Timer;
  private beats = 0;
  private looking = false;
  private closed = false;

  constructor(private readonly parts: LiveStreamsParts) {
    const listen = (topic: LiveTopic, heard: (payload: string) => void) =>
      parts.store.listen(topic, { heard, missed: () => this.lookAtAll() });
    this.stopListening = [
      listen('said', (personId) => this.eachOf(personId, (stream) => this.wake(stream))),
      listen('waiting', (personId) => this.eachOf(personId, (stream) => stream.waiting())),
      listen('typing', (personId) => this.eachOf(personId, (stream) => stream.typing())),
      listen('gone', (payload) => {
        const [personId = '', id] = payload.split('/');
        this.eachOf(personId, (stream) => stream.gone(Number(id)));
      }),
      listen('cleared', (payload) => {
        const [personId = '', upTo] = payload.split('/');
        this.eachOf(personId, (stream) => stream.cleared(Number(upTo)));
      }),
      listen('ended', (payload) => {
        const [personId = '', number, on] = payload.split('/');
        const streams = [...(this.streams.get(personId) ?? [])];
        if (number !== undefined && on !== undefined) {
          // An erasure is told more than once, and whichever look ends the page must know the receipt.
          for (const stream of streams) stream.keepReceipt({ number, on });
        }
        void this.endOver(streams);
      }),
    ];
    this.timer = parts.clock.after(BEAT_MS, () => this.beat());
  }

  /**
   * Keeps a page up to date until it goes away.
   *
   * @param after the newest entry that the page has; null when it has none and wants only what comes from now on
   */
  async open(visitor: Visitor, response: ServerResponse, after: number | null): Promise<void> {
    const { store, reader } = this.parts;
    const { person, token } = visitor;
    const { newest, gone, clearedTo } = await store.read(async (tx) => ({
      newest: await reader.newest(tx, person.id),
      gone: after === null ? [] : await reader.goneUpTo(tx, person.id, after),
      clearedTo: await reader.clearedTo(tx, person.id),
    }));
    if (this.closed || response.destroyed) {
      response.destroy();
      return;
    }
    const stream = new EventStream({
      response,
      person,
      token,
      // An id from somewhere else, such as another installation's, must not silence the page.
      readTo: Math.min(after ?? newest, Math.max(newest, clearedTo)),
      readAfter: (who, id) =>
        store.read(async (tx) =>
          (await this.parts.people.open(tx, who.id)) ? reader.after(tx, who, id, READ_AT_ONCE) : null,
        ),
    });
    const streams = this.streams.get(person.id) ?? new Set();
    this.streams.set(person.id, streams.add(stream));
    response.once('close', () => {
      streams.delete(stream);
      if (streams.size === 0 && this.streams.get(person.id) === streams) this.streams.delete(person.id);
    });
    const ofSession = [...streams].filter((each) => each.token === token);
    for (const older of ofSession.slice(0, -STREAMS_PER_SESSION)) older.letGo('newer-page');
    if (after !== null && clearedTo > 0) stream.cleared(clearedTo);
    for (const id of gone) stream.gone(id);
    // Whatever was said between the look and now.
    this.wake(stream);
  }

  /** Ends all connections; browsers come back when the server does, or to another one. */
  close(): void {
    this.closed = true;
    this.timer.cancel();
    for (const stop of this.stopListening) stop();
    for (const stream of this.all()) stream.letGo('server-stops');
  }

  private all(): readonly EventStream[] {
    return [...this.streams.values()].flatMap((streams) => [...streams]);
  }

  private eachOf(personId: string, act: (stream: EventStream) => void): void {
    for (const stream of this.streams.get(personId) ?? []) act(stream);
  }

  private wake(stream: EventStream): void {
    // Without the store nothing can be shown; the next look finds it.
    stream.wake().catch((fault) => this.parts.log.warn('web.stream-failed', describeFault(fault)));
  }

  private beat(): void {
    for (const stream of this.all()) stream.beat();
    this.beats += 1;
    if (this.beats % LOOK_EVERY === 0) this.lookAtAll();
    this.timer = this.parts.clock.after(BEAT_MS, () => this.beat());
  }

  /** One look at a time, however slow the store is. */
  private lookAtAll(): void {
    const streams = this.all();
    if (streams.length === 0 || this.looking) return;
    this.looking = true;
    void this.endOver(streams).finally(() => {
      this.looking = false;
    });
    for (const stream of streams) this.wake(stream);
  }

  /** Ends those whose session is over, or whose person was erased. */
  private async endOver(streams: readonly EventStream[]): Promise<void> {
    const { store, sessions, people, clock, log } = this.parts;
    try {
      for (const stream of streams) {
        const why = await store.write(async (tx) => {
          if (await sessions.find(tx, stream.token, clock.now())) return null;
          return (await people.open(tx, stream.personId)) ? 'left' : 'erased';
        });
        if (why) stream.end(why);
      }
    } catch (fault) {
      log.warn('web.stream-failed', describeFault(fault));
    }
  }
}
