import { createServices, type Facts } from '../../../src/conversation/services';
import { initialState, type Language, type ListItem, type ServiceAnswer } from '../../../src/flow';
import { shippedFacts } from './shipped';

/** What a service is asked with. */
export interface Asked {
  /** With its offset; noon of 21 November 2026 in Tokyo when left out. */
  readonly now?: string;
  readonly language?: Language;
  readonly facts?: Readonly<Record<string, string>>;
  readonly held?: Readonly<Record<string, string>>;
}

export type Ask = (service: string, at?: Asked) => ServiceAnswer;

/** Asks the services over a catalogue; the shipped one when none is given. */
export function asking(facts: Facts = shippedFacts()): Ask {
  const services = createServices({ ...facts, timeZone: 'Asia/Tokyo' });
  return (name, { now = '2026-11-21T12:00:00+09:00', language = 'ja', facts: told = {}, held = {} } = {}) => {
    const service = services[name];
    if (!service) throw new Error(`no service ${name}`);
    return service.answer({
      now: Date.parse(now),
      language,
      seed: 0,
      danger: null,
      state: { ...initialState(language), facts: withSource(told), held: withSource(held) },
    });
  };
}

/** The shipped facts with some files of the catalogue in other words. */
export function factsWith(catalogue: Partial<Facts['catalogue']>): Facts {
  const facts = shippedFacts();
  return { ...facts, catalogue: { ...facts.catalogue, ...catalogue } };
}

/** A list of an answer. */
export function listOf({ lists }: ServiceAnswer, name: string): readonly ListItem[] {
  const list = lists?.[name];
  if (!list) throw new Error(`no list ${name}`);
  return list;
}

export const idsOf = (answer: ServiceAnswer, name: string): readonly string[] =>
  listOf(answer, name).map(({ id }) => id);

/** Where a fact of the tests comes from. */
export const invented = { source: 'invented for a test', verifiedAt: '2026-11-20', checkedBy: null };

function withSource(values: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, source: 'message-1' }]),
  );
}
