import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ConversationState,
  type FlowEvent,
  type FlowSet,
  formatProblem,
  interpret,
  languages,
  loadFlows,
  type Services,
  type TurnContext,
  type TurnResult,
} from '../../src/flow';

const smallSet = join(__dirname, 'small-set');

/** Services of the small set. The phone opens at noon; the nickname comes with the seed; no flow queues anybody. */
export const smallServices: Services = {
  'offer-nickname': {
    outcomes: ['offered'],
    values: { offer: 'こもれび' },
    answer: ({ seed }) => ({ outcome: 'offered', values: { offer: seed % 2 === 0 ? 'こもれび' : 'つくし' } }),
  },
  hours: {
    outcomes: ['open', 'closed'],
    values: { until: '17:00' },
    answer: ({ now }) =>
      now < 1000
        ? { outcome: 'closed', values: { until: '12:00' } }
        : { outcome: 'open', values: { until: '17:00' } },
  },
  queue: {
    live: 'acts',
    outcomes: ['queued'],
    values: {},
    perform: async () => ({ outcome: 'queued', values: {} }),
  },
};

const changeable = [
  ...['menu', 'welcome', 'moves'].map((flow) => `flows/${flow}.yaml`),
  ...languages.flatMap((language) => ['welcome', 'moves'].map((file) => `locales/${language}/${file}.yaml`)),
];

/** The small set as it is, or with some of its files written anew. */
export function loadSmallSet(change: (file: string, text: string) => string = (_, text) => text): FlowSet {
  const directory = copySmallSet();
  try {
    for (const file of changeable) {
      const path = join(directory, file);
      writeFileSync(path, change(file, readFileSync(path, 'utf8')));
    }
    const loaded = loadFlows({ flows: join(directory, 'flows'), locales: join(directory, 'locales') });
    if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
    return loaded.flows;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The small set, in which a typed nickname is asked about first, a longer text is a story, and a greeting is met. */
export function loadAskingSet(): FlowSet {
  return loadSmallSet((file, text) => {
    if (file === 'flows/welcome.yaml') return text.replace(/input: .*\n/, askingInput) + askingSteps;
    if (file === 'flows/moves.yaml')
      return text.replace('events:', '  hello: { stay: true, say: [hello] }\nevents:');
    if (file.endsWith('moves.yaml')) {
      return text
        .replace('phrases:', 'phrases:\n  hello: [こんにちは]')
        .replace('messages:', 'messages:\n  hello: こんにちは。');
    }
    return file.startsWith('locales')
      ? text.replace(/too-long: .*\n/, askingWords).replace('options:', `options:\n${askingLabels}`)
      : text;
  });
}

const askingInput = 'input: { kind: text, max: 5, hold: typed, then: sure, longer: story }\n';
const askingSteps = `  sure:
    say: [sure]
    ask:
      remember: nickname
      options:
        name: { then: thanks, value: typed }
        story: { then: story, remember: false }
  story:
    say: [story]
    then: to-menu
`;
const askingWords = 'sure: 「{typed}」が呼び名ですか。\nstory: お話を、ありがとうございます。\n';
const askingLabels = '  sure: { name: はい, story: お話です }';

/** A copy of the small set that a test may change; the test removes it. */
export function copySmallSet(): string {
  const directory = mkdtempSync(join(tmpdir(), 'madobe-flows-'));
  cpSync(smallSet, directory, { recursive: true });
  return directory;
}

/** A conversation in the making: keeps the state between turns the way the store does, as JSON. */
export class Talk {
  state: ConversationState | null = null;
  last: TurnResult | null = null;
  private at = 1000;
  private turn = 0;

  constructor(
    private readonly flows: FlowSet,
    private readonly services: Services = smallServices,
  ) {}

  /** Takes a turn, by default ten seconds after the last one. */
  take(event: FlowEvent, over: Partial<TurnContext> & { readonly afterMs?: number } = {}): TurnResult {
    const { afterMs = 10_000, ...context } = over;
    this.at += afterMs;
    this.turn += 1;
    const result = interpret(this.flows, this.state, event, {
      now: this.at,
      happenedAt: this.at,
      source: `message-${this.turn}`,
      seed: 2,
      services: this.services,
      ...context,
    });
    this.state = JSON.parse(JSON.stringify(result.state)) as ConversationState;
    this.last = result;
    return result;
  }

  follow(): TurnResult {
    return this.take({ kind: 'followed' });
  }

  write(text: string): TurnResult {
    return this.take({ kind: 'text', text });
  }

  tap(data: string): TurnResult {
    return this.take({ kind: 'chosen', data });
  }
}

/** What a turn said, a card by its title in brackets. */
export function said(result: TurnResult): readonly string[] {
  return result.messages.map((message) => {
    if (message.kind === 'text') return message.text;
    const cards = message.kind === 'card' ? [message] : message.cards;
    return cards.map(({ title }) => `[${title}]`).join(' ');
  });
}

/** What its buttons say. */
export function labels(result: TurnResult): readonly string[] {
  return result.choices.map(({ label }) => label);
}
