import type { Conversations } from '../conversation';
import type { FlowSet, Language } from '../flow';
import type { Talks } from '../handoff';
import type { PersonDirectory } from '../people';
import type { Asked, Referrals } from '../records';
import type { Store, Tx } from '../store';
import type { Story } from './story';

/** What stories are told about: the conversations, with the facts that hold in them. */
export interface Setting {
  readonly flows: FlowSet;
  /** Talks with counsellors. */
  readonly talks: Talks;
  /** Whether something of a record may be passed on. */
  readonly referrals: Referrals;
  /** The words of a question whether something may be passed on. */
  question(language: Language): Asked;
  /** The conversation of an organisation that meets new people in this language. */
  conversationsIn(language: Language): Conversations;
  /** What happens by itself as time passes: slots are made, freed seats are offered. Before each turn of a story. */
  pass(tx: Tx, now: number): Promise<void>;
}

/** Where stories are held: the real conversation on a store of its own, in which nobody else is. */
export interface Stage extends Setting {
  readonly store: Store;
  readonly people: PersonDirectory;
  /** The setting in which other facts hold, or what is wrong with those, one plain line each. */
  settingWith(facts: Story['facts']): Setting | readonly string[];
}
