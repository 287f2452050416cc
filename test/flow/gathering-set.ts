import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  attemptTurn,
  type ConversationState,
  type FlowEvent,
  type FlowSet,
  formatProblem,
  type LiveCall,
  type LiveService,
  loadFlows,
  type Service,
  type ServiceAnswer,
  type Services,
  type TurnContext,
  type TurnResult,
} from '../../src/flow';
import { copySmallSet, smallServices } from './small-set';

/** A gathering as its service knows it; the values are what is shown. */
const gatherings = [
  {
    id: 'tea',
    values: {
      title: 'お茶の会',
      label: 'お茶の会 3日',
      when: '12月3日（木）',
      place: '',
      seats: '6',
      phone: '0120-000-000',
      link: '',
    },
  },
  {
    id: 'walk',
    values: {
      title: '散歩の会',
      label: '散歩の会 9日',
      when: '12月9日（水）',
      place: '川べり',
      seats: '',
      phone: '',
      link: 'https://madobe.example.org/walk',
    },
  },
];

const longestGathering = {
  title: 'とても長い名前の集まりの会です',
  label: 'とても長い名前 12月29日',
  when: '12月29日（水曜日）',
  place: '三保野市立ひだまり会館の二階',
  seats: '20',
  phone: '0120-000-000',
  link: 'https://madobe.example.org/gatherings/very-long-name',
};

/** Gives the gatherings, or none where the person is from far away. */
const gatheringsService: Service = {
  outcomes: ['some', 'none'],
  values: {},
  lists: { gatherings: { most: 4, values: longestGathering } },
  answer: ({ state }) =>
    state.facts.home?.value === 'oshima'
      ? { outcome: 'none', values: {} }
      : { outcome: 'some', values: {}, lists: { gatherings } },
};

/** Keeps a seat in whatever it is performed in, and gives its number. */
export const bookService: LiveService<Seats> = {
  live: 'acts',
  outcomes: ['booked', 'gone'],
  values: { ticket: 'A-000' },
  perform: (at, seats) => {
    const gathering = at.state.held?.gathering?.value;
    if (!gatherings.some(({ id }) => id === gathering)) {
      return Promise.resolve({ outcome: 'gone', values: { ticket: '' } });
    }
    seats.push(`${gathering}/${at.state.held?.people?.value}/${at.state.held?.day?.value}`);
    return Promise.resolve({ outcome: 'booked', values: { ticket: `A-${seats.length}` } });
  },
};

/** Seats that were kept. */
export type Seats = string[];

export const gatheringServices: Services<Seats> = {
  ...smallServices,
  gatherings: gatheringsService,
  book: bookService,
};

/** The small set with a flow that has lists, typed inputs and services that act. The test removes the folder. */
export function copyGatheringSet(): string {
  const directory = copySmallSet();
  cpSync(join(__dirname, 'gathering-set'), directory, { recursive: true });
  return directory;
}

export function loadGatheringSet(change: (directory: string) => void = () => undefined): FlowSet {
  const directory = copyGatheringSet();
  try {
    change(directory);
    const loaded = loadFlows({ flows: join(directory, 'flows'), locales: join(directory, 'locales') });
    if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
    return loaded.flows;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** 2026-11-21, 10 o'clock in Tokyo: a Saturday. */
export const saturdayMorning = Date.parse('2026-11-21T01:00:00Z');

/** A conversation whose live services are performed, and whose state is kept as the store keeps it. */
export class LiveTalk {
  state: ConversationState | null = null;
  last: TurnResult | null = null;
  /** The flows may be edited while the conversation goes on. */
  flows: FlowSet;
  readonly seats: Seats = [];
  /** Live calls of the last turn. */
  calls: readonly LiveCall[] = [];
  private turn = 0;

  constructor(
    flows: FlowSet,
    readonly services: Services<Seats> = gatheringServices,
  ) {
    this.flows = flows;
  }

  async take(event: FlowEvent): Promise<TurnResult> {
    this.turn += 1;
    const now = saturdayMorning + this.turn * 10_000;
    const context: TurnContext = {
      now,
      happenedAt: now,
      source: `message-${this.turn}`,
      seed: 2,
      services: this.services,
    };
    const answers: ServiceAnswer[] = [];
    const calls: LiveCall[] = [];
    for (;;) {
      const attempt = attemptTurn(this.flows, this.state, event, { ...context, answers });
      if (attempt.kind === 'needs') {
        const service = this.services[attempt.call.service];
        if (service?.live === undefined) throw new Error('no live service');
        calls.push(attempt.call);
        answers.push(await service.perform(attempt.call.at, this.seats));
        continue;
      }
      this.state = JSON.parse(JSON.stringify(attempt.result.state)) as ConversationState;
      this.last = attempt.result;
      this.calls = calls;
      return attempt.result;
    }
  }

  write(text: string): Promise<TurnResult> {
    return this.take({ kind: 'text', text });
  }

  tap(data: string): Promise<TurnResult> {
    return this.take({ kind: 'chosen', data });
  }

  /** Opens the door and goes to the gatherings. */
  async toGatherings(): Promise<TurnResult> {
    await this.take({ kind: 'followed' });
    await this.tap('move/menu');
    return this.tap('menu/what/gathering');
  }
}
