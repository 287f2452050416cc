import type { Response } from 'express';
import type { Clock, Timer } from '../clock';
import { LiveConnection } from '../http';
import { describeFault, type Log } from '../log';
import type { LiveTopic, StopListening, Store } from '../store';
import type { DeskEventName, DeskEvents } from './api';
import { talkers } from './desk-parts';
import { type Guard, staffOf, visitOf } from './guard';
import { idOf } from './letter-name';

/** Pages of one session that are kept up to date at once: browsers hold six connections to a host at most. */
const STREAMS_PER_SESSION = 4;
/** How soon a page that made room for a newer one tries again. Milliseconds. */
const RETRY_AFTER_ROOM_MADE_MS = 30_000;
/** Proxies end connections that are silent for a minute. */
const BEAT_MS = 15_000;
/** Every so many beats it is looked whether sessions still stand: well within a session's idle limit. */
const LOOK_EVERY = 20;
/** People looked up in one statement. */
const AT_ONCE = 100;

interface Stream {
  readonly connection: LiveConnection;
  readonly response: Response;
  readonly staffId: string;
  readonly token: string;
  /** Hears of talks; others hear only that their session is over. */
  readonly talks: boolean;
}

/**
 * The desk's live connections of this process. Events name ids and nothing else, and may be lost: a page asks for
 * everything anew when it connects, and when it is told `queue` with null.
 */
export class DeskStreams {
  private readonly streams = new Set<Stream>();
  private readonly stopListening: readonly StopListening[];
  private timer: Timer;
  private beats = 0;
  private closed = false;
  /** People of whom something was told and whose talk is not looked up yet, with what is then told of it. */
  private waiting: { readonly personId: string; readonly tell: (talkId: string) => void }[] = [];
  private looking = false;

  constructor(
    private readonly parts: {
      readonly store: Store;
      readonly guard: Guard;
      readonly clock: Clock;
      readonly log: Log;
    },
  ) {
    const listen = (topic: LiveTopic, heard: (payload: string) => void) =>
      parts.store.listen(topic, { heard, missed: () => this.missed() });
    this.stopListening = [
      listen('talk', (id) => this.tell('queue', { talkId: id === '' ? null : id })),
      listen('alarm', (alarmId) => this.tell('alarm', { alarmId })),
      listen('whisper', (talkId) => this.tell('whisper', { talkId })),
      listen('letter', () => this.tell('letters', {})),
      listen('said', (personId) => this.ofPerson(personId, (talkId) => this.tell('entry', { talkId }))),
      listen('gone', (payload) => {
        const [personId = '', entry] = payload.split('/');
        this.ofPerson(personId, (talkId) => this.tell('gone', { talkId, entry: Number(entry) }));
      }),
      listen('cleared', (payload) => {
        const [personId = ''] = payload.split('/');
        this.ofPerson(personId, (talkId) => this.tell('gone', { talkId, entry: null }));
      }),
      listen('settings', () => this.tellAll('settings', {})),
      listen('booking', () => this.tellAll('bookings', {})),
      listen('record', (personId) => void this.tellOfRecord(personId)),
      // Of somebody who was erased nothing is left to name: pages look for themselves.
      listen('ended', () => this.tell('queue', { talkId: null })),
      listen('staff', (id) => void this.look([...this.streams].filter(({ staffId }) => staffId === id))),
    ];
    this.timer = parts.clock.after(BEAT_MS, () => this.beat());
  }

  /** Keeps a page up to date until it goes away. Behind a guard. */
  open(response: Response): void {
    if (this.closed || response.destroyed) {
      response.destroy();
      return;
    }
    const { id: staffId, role } = staffOf(response);
    const { token } = visitOf(response);
    const connection = new LiveConnection(response);
    const stream = { connection, response, staffId, token, talks: talkers.includes(role) };
    this.streams.add(stream);
    response.once('close', () => this.streams.delete(stream));
    const ofSession = [...this.streams].filter((each) => each.token === token);
    for (const older of ofSession.slice(0, -STREAMS_PER_SESSION)) {
      older.connection.retryIn(RETRY_AFTER_ROOM_MADE_MS);
      older.connection.end();
    }
  }

  /** Ends all connections; browsers come back when the server does, or to another one. */
  close(): void {
    this.closed = true;
    this.timer.cancel();
    for (const stop of this.stopListening) stop();
    for (const { connection } of this.streams) connection.end();
  }

  private tell<Name extends DeskEventName>(name: Name, data: DeskEvents[Name]): void {
    for (const { connection, talks } of this.streams) {
      // A page that takes nothing is let go by the beat, and asks for everything when it comes back.
      if (talks && !connection.isBehind) connection.send(name, data);
    }
  }

  /** Tells everybody at the desk, those too who hear nothing of talks. */
  private tellAll<Name extends DeskEventName>(name: Name, data: DeskEvents[Name]): void {
    for (const { connection } of this.streams) if (!connection.isBehind) connection.send(name, data);
  }

  /** Tells something of a person's talk. Many are looked up together: most of what is said, is said to the bot. */
  private ofPerson(personId: string, tell: (talkId: string) => void): void {
    if (this.streams.size === 0) return;
    this.waiting.push({ personId, tell });
    if (this.looking) return;
    this.looking = true;
    void this.findTalks();
  }

  private async findTalks(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, AT_ONCE);
      const ids = [...new Set(batch.map(({ personId }) => personId))];
      try {
        const rows = await this.parts.store.read((tx) =>
          tx.all<{ id: string; personId: string }>(
            `SELECT id, person_id AS "personId" FROM talk
              WHERE person_id IN (${ids.map((_, index) => `$${index + 1}`).join(', ')})`,
            ...ids,
          ),
        );
        for (const { personId, tell } of batch) {
          for (const row of rows) if (row.personId === personId) tell(row.id);
        }
      } catch (fault) {
        this.parts.log.warn('desk.stream-failed', describeFault(fault));
      }
    }
    this.looking = false;
  }

  /** Tells of a record by everything under which the desk opens it: the person's talks and letters. */
  private async tellOfRecord(personId: string): Promise<void> {
    if (this.streams.size === 0) return;
    try {
      const rows = await this.parts.store.read((tx) =>
        tx.all<{ place: 'talk' | 'letter'; id: string }>(
          `SELECT 'talk' AS place, id FROM talk WHERE person_id = $1
           UNION ALL SELECT 'letter', id FROM letter WHERE person_id = $1`,
          personId,
        ),
      );
      for (const { place, id } of rows) {
        this.tell(
          'record',
          place === 'talk'
            ? { talkId: id, letterId: null }
            : { talkId: null, letterId: idOf({ personId, id }) },
        );
      }
    } catch (fault) {
      this.parts.log.warn('desk.stream-failed', describeFault(fault));
    }
  }

  private missed(): void {
    this.tell('queue', { talkId: null });
    this.tell('letters', {});
    this.tell('record', { talkId: null, letterId: null });
    this.tellAll('settings', {});
    this.tellAll('bookings', {});
    void this.look([...this.streams]);
  }

  private beat(): void {
    for (const { connection } of this.streams) connection.beat();
    this.beats += 1;
    if (this.beats % LOOK_EVERY === 0) void this.look([...this.streams]);
    this.timer = this.parts.clock.after(BEAT_MS, () => this.beat());
  }

  /** Ends those whose session is over, or whose role has changed. */
  private async look(streams: readonly Stream[]): Promise<void> {
    try {
      for (const { connection, response } of streams) {
        if (await this.parts.guard.stillAllows(response)) continue;
        connection.send('ended', {} satisfies DeskEvents['ended']);
        connection.end();
      }
    } catch (fault) {
      this.parts.log.warn('desk.stream-failed', describeFault(fault));
    }
  }
}
