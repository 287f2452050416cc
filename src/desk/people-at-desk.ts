import { namedItems, registeredLines, rememberedIn } from '../conversation';
import { type ConversationState, type FlowSet, parseState } from '../flow';
import type { RegisteredItems, Registrations } from '../handoff';
import type { KnownPerson, PersonDirectory } from '../people';
import type { Tx } from '../store';
import type { ChannelKind, Fact, PersonName } from './api';

/** Somebody with what staff are shown of them. */
export interface PersonAtDesk {
  readonly person: KnownPerson;
  readonly name: Omit<PersonName, 'channel'>;
  /** What they told, in words. */
  readonly facts: readonly Fact[];
  /** All that they may have told about themselves, whether they did or not. */
  readonly told: readonly ToldFact[];
}

/** Something that people may tell about themselves. */
export interface ToldFact {
  /** Names it for good. */
  readonly id: string;
  readonly name: string;
  /** In words; null when they did not tell it. */
  readonly value: string | null;
}

/** Shown beside the facts. */
const namedApart: readonly string[] = ['standpoint', 'nickname', 'language'];
/** Somebody who would rather not say has said nothing. */
const unsaid = 'unsaid';

/**
 * People as staff see them: what they call themselves, who they are in relation to the state, what they told. Nothing
 * that a channel knows of them is in it. Works in the caller's transaction, with a handful of statements for however
 * many people.
 */
export class PeopleAtDesk {
  constructor(
    private readonly parts: {
      readonly flows: FlowSet;
      readonly people: PersonDirectory;
      readonly registrations: Registrations;
    },
  ) {}

  /** Those of the ids who are still here. */
  async all(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PersonAtDesk>> {
    const found = new Map<string, PersonAtDesk>();
    const distinct = [...new Set(ids)];
    if (distinct.length === 0) return found;
    const known = await this.parts.people.openAll(tx, distinct);
    const rows = await tx.all<{ id: string; state: Uint8Array | null; registered: Uint8Array | null }>(
      `SELECT p.id, c.state, r.content AS registered FROM person p
         LEFT JOIN conversation c ON c.person_id = p.id
         LEFT JOIN registered_items r ON r.person_id = p.id
        WHERE p.id IN (${distinct.map((_, index) => `$${index + 1}`).join(', ')})`,
      ...distinct,
    );
    for (const { id, state, registered } of rows) {
      const person = known.get(id);
      if (person) found.set(id, this.seen(person, state, registered));
    }
    return found;
  }

  /** Null for somebody who was erased. */
  async one(tx: Tx, id: string): Promise<PersonAtDesk | null> {
    return (await this.all(tx, [id])).get(id) ?? null;
  }

  private seen(
    person: KnownPerson,
    sealedState: Uint8Array | null,
    sealedItems: Uint8Array | null,
  ): PersonAtDesk {
    const { flows, registrations } = this.parts;
    const { defaultLanguage } = flows.organisation;
    const state: ConversationState | null =
      sealedState === null
        ? null
        : parseState(person.key.open('conversation.state', sealedState), defaultLanguage);
    const items = registrations.open(person, sealedItems);
    const remembered = rememberedIn(state, flows, 'ja');
    const declared = flows.sources.facts?.content.facts ?? {};
    const nickname = items.nickname ?? state?.facts.nickname?.value ?? null;
    const isSaid = state?.facts.standpoint !== undefined && state.facts.standpoint.value !== unsaid;
    const standpoint = remembered.find(({ fact }) => fact === 'standpoint')?.value;
    return {
      person,
      name: {
        nickname: nickname === null ? null : String(nickname),
        standpoint: isSaid && standpoint !== undefined ? standpoint : null,
        language: state?.language ?? defaultLanguage,
      },
      told: toldFacts(remembered, items, flows),
      facts: [
        ...remembered
          .filter(({ fact }) => Object.hasOwn(declared, fact) && declared[fact]?.personal === true)
          .filter(({ fact }) => !namedApart.includes(fact))
          .map(({ name, value }) => ({ name, value })),
        ...registeredLines({ ...items, nickname: null }, flows, 'ja'),
      ],
    };
  }
}

/** What was said in the conversation, then what was registered; the name by which they want to be called once. */
function toldFacts(
  remembered: ReturnType<typeof rememberedIn>,
  items: RegisteredItems,
  flows: FlowSet,
): readonly ToldFact[] {
  const registered = namedItems(items, flows, 'ja');
  const declared = Object.entries(flows.sources.facts?.content.facts ?? {});
  const inTalk = declared
    .filter(([id, { personal }]) => personal && registered.every(({ item }) => item !== id))
    .map(([id, { name }]) => ({
      id,
      name: name?.ja ?? id,
      value: remembered.find(({ fact }) => fact === id)?.value ?? null,
    }));
  return [
    ...inTalk,
    ...registered.map(({ item, name, value }) => ({
      id: item,
      name,
      value: value ?? remembered.find(({ fact }) => fact === item)?.value ?? null,
    })),
  ];
}

/** The kind of a channel, which is all that staff are told of it. */
export function channelKind(channel: string): ChannelKind {
  return channel === 'line' ? 'line' : 'web';
}
