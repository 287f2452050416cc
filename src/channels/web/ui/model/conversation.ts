import type { Entry, ErasureReceipt, PostMessage, ServerEvents, SessionView } from '../../api';
import type { ApiClient } from './api-client';
import { Problem, type ProblemCode } from './api-client';
import { type Outgoing, OutgoingQueue } from './outgoing';
import { markGone, mergeEntries } from './timeline';
import { backoffMs, type Timers } from './timers';

/** What the live stream tells. */
export interface StreamHandlers {
  opened(): void;
  /** @param isFinal the browser will not connect again by itself */
  lost(isFinal: boolean): void;
  entry(entry: ServerEvents['entry']): void;
  waiting(): void;
  typing(): void;
  gone(gone: ServerEvents['gone']): void;
  cleared(cleared: ServerEvents['cleared']): void;
  ended(ended: ServerEvents['ended']): void;
}

/** Opens `GET /api/events` from behind an entry. @returns closes it; nothing is told afterwards */
export type OpenStream = (after: number, handlers: StreamHandlers) => () => void;

export interface ConversationDoor {
  readonly api: Pick<ApiClient, 'session' | 'openSession' | 'endSession' | 'conversation' | 'post'>;
  readonly openStream: OpenStream;
  readonly timers: Timers;
  readonly kept: { read(): string | null; write(value: string | null): void };
  readonly newId: () => string;
  readonly now: () => number;
  /** The session ended while this text was on its way: it is not to be lost. */
  readonly rescue: (text: string) => void;
}

export interface ConversationState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'failed' | 'over';
  /** Why it failed, in phase `failed`. */
  readonly problem: ProblemCode | null;
  readonly session: SessionView | null;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** There are older entries that are not loaded. */
  readonly more: boolean;
  readonly loadingOlder: boolean;
  readonly outgoing: readonly Outgoing[];
  /** Something is being prepared, or a counsellor is writing. */
  readonly waiting: boolean;
  /** Whether what is said arrives by itself right now. */
  readonly isLive: boolean;
  /** All of the person's was erased, in phase `over`; with the number that shows it, where the page could be told. */
  readonly erased: { readonly receipt: ErasureReceipt | null } | null;
}

/** The desk tells again every few seconds while its counsellor writes. */
const TYPING_MS = 6_000;

const beginning: ConversationState = {
  phase: 'idle',
  problem: null,
  session: null,
  entries: [],
  more: false,
  loadingOlder: false,
  outgoing: [],
  waiting: false,
  isLive: false,
  erased: null,
};

/**
 * One conversation in one browser: what was said, what is on its way, and the line it all comes by. Entries are known by
 * their ids, so nothing is shown twice however often the stream begins anew, and a stream always begins behind the last
 * entry that is known, so nothing is missed.
 */
export class Conversation {
  private current: ConversationState = beginning;
  private readonly listeners = new Set<(state: ConversationState) => void>();
  private outgoing: OutgoingQueue;
  private closeStream: (() => void) | null = null;
  private cancelReopen: (() => void) | null = null;
  private stopTyping: (() => void) | null = null;
  private losses = 0;
  /** Something was said since the session was last read, which may have changed it. */
  private saidSomething = false;

  constructor(private readonly door: ConversationDoor) {
    this.outgoing = this.newQueue();
  }

  get state(): ConversationState {
    return this.current;
  }

  /** Tells every change, and the present state at once. @returns ends it */
  subscribe(listener: (state: ConversationState) => void): () => void {
    this.listeners.add(listener);
    listener(this.current);
    return () => this.listeners.delete(listener);
  }

  /** Finds out who this browser is, and begins anew when nobody knows it. @param language in which to be met then */
  async open(language: SessionView['language']): Promise<void> {
    this.outgoing = this.newQueue();
    this.set({ ...beginning, phase: 'loading', outgoing: this.outgoing.entries });
    try {
      const { session, isNew } = await this.findSession(language);
      await this.begin(session).catch((fault: unknown) => {
        // Whoever was just let in is unknown again: the browser did not keep the cookie.
        const isForgotten = isNew && fault instanceof Problem && fault.status === 401;
        throw isForgotten ? new Problem('cookies_blocked', 401, null) : fault;
      });
    } catch (fault) {
      this.fail(fault);
    }
  }

  /** Goes on as somebody else: after a resume code or a one-time link. */
  async goOnAs(session: SessionView): Promise<void> {
    this.leave();
    this.outgoing = this.newQueue();
    this.set({ ...beginning, phase: 'loading' });
    try {
      await this.begin(session);
    } catch (fault) {
      this.fail(fault);
    }
  }

  say(text: string): void {
    this.send({ kind: 'text', text }, text);
  }

  /** @param label what is written on the button */
  choose(data: string, label: string): void {
    this.send({ kind: 'chosen', data }, label);
  }

  /** Takes back what could not be sent. */
  drop(id: string): void {
    this.outgoing.drop(id);
  }

  async loadOlder(): Promise<void> {
    const [oldest] = this.current.entries;
    if (oldest === undefined || !this.current.more || this.current.loadingOlder) return;
    this.set({ loadingOlder: true });
    try {
      const page = await this.door.api.conversation(oldest.id);
      this.set({ entries: mergeEntries(this.current.entries, page.entries), more: page.more });
    } finally {
      this.set({ loadingOlder: false });
    }
  }

  /** The device is awake or connected again: connects anew and sends what waits. */
  wake(): void {
    if (this.current.phase !== 'ready') return;
    this.losses = 0;
    this.openStream();
    this.outgoing.start();
  }

  /** This device forgets. Throws {@link Problem} when the server could not be told; nothing has changed then. */
  async forget(): Promise<void> {
    await this.door.api.endSession();
    this.end();
  }

  /** Reads anew who this browser is: the language may have been changed in the conversation, or the session be over. */
  private async refreshSession(): Promise<void> {
    try {
      this.set({ session: await this.door.api.session() });
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 401) this.lose();
    }
  }

  private async findSession(
    language: SessionView['language'],
  ): Promise<{ readonly session: SessionView; readonly isNew: boolean }> {
    try {
      return { session: await this.door.api.session(), isNew: false };
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.status !== 401) throw fault;
      return { session: await this.door.api.openSession({ language }), isNew: true };
    }
  }

  private async begin(session: SessionView): Promise<void> {
    const page = await this.door.api.conversation(null);
    this.set({
      phase: 'ready',
      session,
      entries: page.entries,
      more: page.more,
      waiting: session.waiting,
      isLive: false,
    });
    this.confirm(page.entries);
    this.openStream();
    this.outgoing.start();
  }

  private fail(fault: unknown): void {
    this.set({ phase: 'failed', problem: fault instanceof Problem ? fault.code : 'internal' });
  }

  private send(event: PostMessage['event'], shown: string): void {
    this.saidSomething = true;
    this.outgoing.add({ id: this.door.newId(), event, shown, at: this.door.now() });
  }

  private newQueue(): OutgoingQueue {
    return new OutgoingQueue({
      post: (message) => this.door.api.post(message),
      timers: this.door.timers,
      kept: this.door.kept,
      changed: () => this.set({ outgoing: this.outgoing.entries }),
      sessionLost: () => this.lose(),
    });
  }

  private openStream(): void {
    this.closeStream?.();
    this.cancelReopen?.();
    this.cancelReopen = null;
    this.closeStream = this.door.openStream(this.current.entries.at(-1)?.id ?? 0, {
      opened: () => {
        this.losses = 0;
        this.set({ isLive: true });
        // What waited for the line need not wait any longer.
        this.outgoing.start();
      },
      lost: (isFinal) => {
        this.set({ isLive: false });
        if (isFinal) this.reopenLater();
      },
      entry: (entry) => this.take(entry),
      waiting: () => this.set({ waiting: true }),
      typing: () => this.typing(),
      gone: ({ id }) => this.set({ entries: markGone(this.current.entries, id) }),
      cleared: ({ upTo }) => this.clear(upTo),
      ended: ({ why, receipt }) => {
        if (why === 'left') this.lose();
        else this.end({ receipt: receipt ?? null });
      },
    });
  }

  private reopenLater(): void {
    this.losses += 1;
    this.cancelReopen = this.door.timers.after(backoffMs(this.losses), () => {
      // A stream that was refused says not why; the session does.
      void this.refreshSession().then(() => {
        if (this.current.phase === 'ready') this.openStream();
      });
    });
  }

  /** A counsellor is writing; a while after they last did, they are not any more. */
  private typing(): void {
    this.set({ waiting: true });
    this.stopTyping?.();
    this.stopTyping = this.door.timers.after(TYPING_MS, () => this.set({ waiting: false }));
  }

  private take(entry: Entry): void {
    this.set({ entries: mergeEntries(this.current.entries, [this.named(entry)]), waiting: false });
    this.confirm([entry]);
    if (entry.from === 'madobe' && this.saidSomething) {
      this.saidSomething = false;
      void this.refreshSession();
    }
  }

  /** A button that the page has of itself has a label that the conversation does not know. */
  private named(entry: Entry): Entry {
    if (entry.what.kind !== 'chosen' || entry.what.label !== '') return entry;
    const own = this.outgoing.entries.find(({ id }) => id === entry.postedAs);
    return own === undefined ? entry : { ...entry, what: { kind: 'chosen', label: own.shown } };
  }

  private confirm(entries: readonly Entry[]): void {
    for (const { postedAs } of entries) if (postedAs !== undefined) this.outgoing.confirm(postedAs);
  }

  /** What was said up to an entry was erased, and with it what the server had taken and not shown yet. */
  private clear(upTo: number): void {
    for (const { id, state } of this.outgoing.entries) if (state.kind === 'taken') this.outgoing.confirm(id);
    this.set({ entries: this.current.entries.filter(({ id }) => id > upTo), more: false });
  }

  private lose(): void {
    for (const { event, state } of this.outgoing.entries) {
      if (event.kind === 'text' && state.kind !== 'taken') this.door.rescue(event.text);
    }
    this.end();
  }

  private end(erased: ConversationState['erased'] = null): void {
    this.leave();
    this.set({ ...beginning, phase: 'over', erased });
  }

  private leave(): void {
    this.closeStream?.();
    this.closeStream = null;
    this.cancelReopen?.();
    this.cancelReopen = null;
    this.outgoing.stop();
  }

  private set(change: Partial<ConversationState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener(this.current);
  }
}
