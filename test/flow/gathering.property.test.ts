import fc from 'fast-check';
import {
  attemptTurn,
  type ConversationState,
  type FlowEvent,
  initialState,
  languages,
  parseState,
  type ServiceAnswer,
  type Services,
  type TurnContext,
  type TurnResult,
} from '../../src/flow';
import { gatheringServices, loadGatheringSet, type Seats, saturdayMorning } from './gathering-set';

const flows = loadGatheringSet();

const texts = [
  '3',
  '三十',
  '5人',
  '12月3日',
  '来週の木曜',
  '2月30日',
  'tomorrow',
  'ふちゅう',
  '三保野市です',
  'Oshima',
  'はい',
  'いいえ',
  'お茶の会 3日',
  '2',
  '人と話したい',
  'また今度',
  'つづきから',
  '言語',
];
const optionData = [...flows.flows.values()].flatMap((flow) =>
  [...flow.steps.values()].flatMap(({ position: { flow: name, step }, way }) =>
    way.kind === 'ask' ? way.options.map(({ id }) => `${name}/${step}/${id}`) : [],
  ),
);
const itemData = ['tea', 'walk', 'gone-by'].map((id) => `gathering/which/each/${id}`);
const placeData = ['mihono', 'fuchu', 'fuchu-nishi', 'oshima'].map((id) => `gathering/home/place/${id}`);
const moveData = [...flows.moves.keys()].map((move) => `move/${move}`);

const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.constant<FlowEvent>({ kind: 'followed' }),
  fc
    .oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme' }))
    .map((text): FlowEvent => ({ kind: 'text', text })),
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...optionData.filter((data) => data.startsWith('gathering'))) },
      { weight: 3, arbitrary: fc.constantFrom(...itemData, ...placeData, 'menu/what/gathering') },
      { weight: 2, arbitrary: fc.constantFrom(...optionData, ...moveData) },
      { weight: 1, arbitrary: fc.string().map((id) => `gathering/which/each/${id}`) },
    )
    .map((data): FlowEvent => ({ kind: 'chosen', data })),
);

const source = 'm0';
const held = fc.dictionary(
  fc.constantFrom('gathering', 'people', 'day', 'typed', 'nobody'),
  fc.oneof(fc.constantFrom('tea', '2026-12-03', 'ゆき'), fc.integer()).map((value) => ({ value, source })),
);
const position = fc.record({
  flow: fc.constantFrom('gathering', 'menu', 'gone'),
  step: fc.constantFrom('which', 'people', 'day', 'home', 'question', 'booked', 'what', 'gone'),
});
const anyState: fc.Arbitrary<ConversationState> = fc
  .record({
    language: fc.constantFrom(...languages),
    position: fc.option(position),
    trail: fc.array(position, { maxLength: 3 }),
    paused: fc.option(position),
    held,
    lists: fc.constantFrom(
      {},
      { gatherings: [{ id: 'tea', values: { title: '会', label: '会' } }] },
      { others: [] },
    ),
  })
  .map((parts) => ({ ...initialState('ja'), ...parts }));

const failing: Services<Seats> = {
  ...gatheringServices,
  gatherings: {
    outcomes: ['some', 'none'],
    values: {},
    answer: () => {
      throw new Error('down');
    },
  },
};
const turn = fc.record({
  event,
  gapMs: fc.constantFrom(0, 4000, 86_400_000),
  services: fc.constantFrom(gatheringServices, gatheringServices, gatheringServices, failing, {}),
});

interface Taken {
  readonly result: TurnResult;
  readonly acted: number;
}

/** Takes a turn as the conversation room does, except that what acts is only counted. */
function takeTurn(state: ConversationState | null, happened: FlowEvent, context: TurnContext): Taken {
  const answers: ServiceAnswer[] = [];
  let acted = 0;
  for (;;) {
    const attempt = attemptTurn(flows, state, happened, { ...context, answers });
    if (attempt.kind === 'taken') return { result: attempt.result, acted };
    expect(attempt.call.service).toBe('book');
    acted += 1;
    const outcome = attempt.call.at.state.held?.gathering?.value === 'tea' ? 'booked' : 'gone';
    answers.push({ outcome, values: { ticket: outcome === 'booked' ? 'A-1' : '' } });
  }
}

describe('whatever people do with lists and typed inputs', () => {
  it('every turn keeps the promises', () => {
    fc.assert(
      fc.property(fc.option(anyState), fc.array(turn, { minLength: 1, maxLength: 25 }), (start, turns) => {
        let state: ConversationState | null = start;
        let at = saturdayMorning;
        for (const [index, { event: happened, gapMs, services }] of turns.entries()) {
          at += gapMs;
          const context: TurnContext = {
            now: at,
            happenedAt: at,
            source: `m${index + 1}`,
            seed: 4,
            services,
          };
          const { result, acted } = takeTurn(state, happened, context);

          const stored: unknown = JSON.parse(JSON.stringify(result.state));
          expect(stored).toEqual(result.state);
          expect(parseState(stored, 'en')).toEqual(result.state);
          expect(takeTurn(state, happened, context)).toEqual({ result, acted });

          expect(result.fault).not.toBe('unexpected');
          if (services === gatheringServices) expect(result.fault).toBeUndefined();
          expect(acted).toBeLessThanOrEqual(1);

          expect(result.messages.length).toBeLessThanOrEqual(5);
          expect(result.choices.length).toBeLessThanOrEqual(13);
          expect(new Set(result.choices.map(({ data }) => data)).size).toBe(result.choices.length);
          for (const message of result.messages) {
            if (message.kind !== 'cards') continue;
            expect(message.cards.length).toBeGreaterThan(0);
            expect(message.cards.length).toBeLessThanOrEqual(10);
          }
          for (const { label, data } of result.choices) {
            expect(label.length).toBeGreaterThan(0);
            expect(data.length).toBeLessThanOrEqual(300);
            // Every button can be tapped: it is understood as what it says.
            expect(data).toMatch(/^(?:move\/[a-z-]+|[a-z-]+\/[a-z-]+\/(?:each\/|place\/)?[a-z-]+)$/);
          }

          const open = result.state.position;
          if (open === null) {
            expect(result.state.held).toBeUndefined();
            expect(result.state.lists).toBeUndefined();
          }
          for (const name of Object.keys(result.state.held ?? {})) {
            expect(flows.flows.get(open?.flow ?? '')?.held.has(name)).toBe(true);
          }
          if (result.state.lists !== undefined) expect(open?.step).toBe('which');
          const day = result.state.held?.day;
          if (day?.source === context.source) expect(day.value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          const people = result.state.held?.people;
          if (people?.source === context.source) {
            expect(Number(people.value)).toBeGreaterThanOrEqual(1);
            expect(Number(people.value)).toBeLessThanOrEqual(5);
          }
          state = result.state;
        }
      }),
      { numRuns: 400 },
    );
  });
});
