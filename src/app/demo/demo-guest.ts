import { randomBytes } from 'node:crypto';
import type { Conversations } from '../../conversation';
import type { Choice, FlowEvent } from '../../flow';
import type { LockedPerson, PersonDirectory } from '../../people';
import type { Tx } from '../../store';
import type { DemoSomebody } from './demo-cast';

/** Between what one does and the next. */
const A_MOMENT_MS = 25_000;

export interface DemoGuestParts {
  readonly people: PersonDirectory;
  readonly conversations: Conversations;
  /** The number of a turn, another at each call, and none that an inbox event has. */
  readonly nextTurn: () => number;
}

/** Somebody of the demo who writes, at a time that may be long ago. Takes real turns of the conversation. */
export class DemoGuest {
  private choices: readonly Choice[] = [];

  private constructor(
    private readonly parts: DemoGuestParts,
    private readonly tx: Tx,
    readonly id: string,
    readonly channel: string,
    /** When they last did something. Milliseconds since the epoch. */
    public now: number,
  ) {}

  /** They come, are greeted, and say who they are and what to call them. */
  static async comes(
    tx: Tx,
    parts: DemoGuestParts,
    { channel, language, standpoint, nickname }: DemoSomebody,
    now: number,
  ): Promise<DemoGuest> {
    const { people } = parts;
    const { id } =
      channel === 'web'
        ? await people.createUnknown(tx, channel, now)
        : await people.create(tx, channel, `U${randomBytes(16).toString('hex')}`, now);
    const guest = new DemoGuest(parts, tx, id, channel, now);
    await guest.does({ kind: 'followed', language });
    await guest.takes(standpoint);
    if (nickname === null) await guest.takes('none');
    else {
      await guest.says(nickname);
      await guest.takes('as-name');
    }
    return guest;
  }

  says(text: string): Promise<void> {
    return this.does({ kind: 'text', text });
  }

  /** Taps an option of what was last said. False when it is not offered: then they do something else. */
  async takes(option: string): Promise<boolean> {
    const offered = this.choices.find(
      ({ data }) => /^(?!move\/)[^/]+\/[^/]+\/([^/]+)$/.exec(data)?.[1] === option,
    );
    if (offered) await this.does({ kind: 'chosen', data: offered.data });
    return offered !== undefined;
  }

  /** What can be said at every point, such as `person`. */
  moves(move: string): Promise<void> {
    return this.does({ kind: 'chosen', data: `move/${move}` });
  }

  /** This person, as held by the transaction. */
  async held(): Promise<LockedPerson> {
    const person = await this.parts.people.lock(this.tx, this.id);
    if (!person) throw new Error('Somebody of the demo is not there any more.');
    return person;
  }

  /** Time goes by, and somebody else does something. */
  passes(ms: number = A_MOMENT_MS): number {
    this.now += ms;
    return this.now;
  }

  private async does(event: FlowEvent): Promise<void> {
    this.passes();
    const { conversations, nextTurn } = this.parts;
    const heard = {
      channel: this.channel,
      event,
      channelRef: null,
      turn: nextTurn(),
      happenedAt: this.now,
    };
    const { said } = await conversations.takeTurn(this.tx, await this.held(), heard, this.now);
    this.choices = said?.choices ?? [];
  }
}
