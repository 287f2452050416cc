import fc from 'fast-check';
import {
  type ConversationState,
  type Danger,
  type FlowEvent,
  initialState,
  interpret,
  languages,
  mediaKinds,
  parseState,
  type Services,
  type TurnContext,
} from '../../src/flow';
import { intents } from '../../src/understanding';
import { wish } from '../support/meanings';
import { loadAskingSet, smallServices } from './small-set';

const flows = loadAskingSet();

const failing: Services = Object.fromEntries(
  Object.entries(smallServices).map(([name, service]) => [
    name,
    {
      ...service,
      answer: () => {
        throw new Error('down');
      },
    },
  ]),
);

const positions = [...flows.flows].flatMap(([flow, { steps }]) =>
  [...steps.keys()].map((step) => ({ flow, step })),
);
const ownData = [...flows.flows.values()].flatMap((flow) =>
  [...flow.steps.values()].flatMap(({ position, way }) =>
    way.kind === 'ask' ? way.options.map(({ id }) => `${position.flow}/${position.step}/${id}`) : [],
  ),
);
const moveDatas = [...flows.moves.keys()].map((move) => `move/${move}`);
const words = [
  ...flows.phrases.keys(),
  '1',
  '２',
  '家族です',
  'ゆき',
  '電話',
  'もう十分',
  'はい',
  'お話です',
];

const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.constant<FlowEvent>({ kind: 'followed' }),
  fc
    .oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme' }))
    .map((text): FlowEvent => ({ kind: 'text', text })),
  fc
    .oneof(
      { weight: 6, arbitrary: fc.constantFrom(...ownData, ...moveDatas) },
      { weight: 1, arbitrary: fc.string() },
    )
    .map((data): FlowEvent => ({ kind: 'chosen', data })),
  fc.constantFrom(...mediaKinds).map((media): FlowEvent => ({ kind: 'media', media })),
);

const position = fc.oneof(fc.constantFrom(...positions), fc.record({ flow: fc.string(), step: fc.string() }));
const anyState: fc.Arbitrary<ConversationState> = fc
  .record({
    language: fc.constantFrom(...languages),
    position: fc.option(position),
    stack: fc.array(position, { maxLength: 4 }),
    trail: fc.array(position, { maxLength: 4 }),
    paused: fc.option(position),
    turns: fc.nat(),
    held: fc.constantFrom({}, { held: { typed: { value: 'ゆき', source: 'm0' } } }),
  })
  .map(({ held, ...parts }) => ({ ...initialState('ja'), ...parts, ...held }));

const danger = fc.constantFrom<(Danger | null)[]>(
  null,
  null,
  { label: 'distress', urgent: false },
  { label: 'suicide', urgent: false },
  { label: 'suicide', urgent: true },
  { label: 'violence', urgent: false },
  { label: 'medical', urgent: true },
  { label: 'unscreened', urgent: false },
);
const understood = fc
  .record({
    intent: fc.constantFrom(...intents),
    sure: fc.boolean(),
    others: fc.subarray([...intents], { maxLength: 2 }),
  })
  .map(({ intent, sure, others }) => wish(intent, { sure, nearest: [intent, ...others] }));

const turn = fc.record({
  event,
  danger,
  understood,
  gapMs: fc.constantFrom(0, 500, 3000, 60_000),
  services: fc.constantFrom(smallServices, smallServices, smallServices, failing, {}),
});

function deepFreeze<Thing>(thing: Thing): Thing {
  if (typeof thing === 'object' && thing !== null) {
    Object.freeze(thing);
    Object.values(thing).forEach(deepFreeze);
  }
  return thing;
}

describe('whatever people do', () => {
  it('every turn keeps the promises', () => {
    fc.assert(
      fc.property(fc.option(anyState), fc.array(turn, { minLength: 1, maxLength: 25 }), (start, turns) => {
        let state: ConversationState | null = start;
        let at = 0;
        for (const [index, { event: happened, gapMs, services, ...meant }] of turns.entries()) {
          at += gapMs;
          const context: TurnContext = {
            now: at,
            happenedAt: at,
            source: `m${index}`,
            seed: 4,
            services,
            danger: happened.kind === 'text' ? meant.danger : null,
            understand: () => meant.understood,
          };
          // A frozen state turns any attempt to change it into an exception, which interpret would report as a fault.
          const before = deepFreeze(state);
          const result = interpret(flows, before, happened, context);

          // Plain JSON between turns changes nothing, and is always read back whole.
          const stored: unknown = JSON.parse(JSON.stringify(result.state));
          expect(stored).toEqual(result.state);
          expect(parseState(stored, 'en')).toEqual(result.state);
          const revived = before === null ? null : (JSON.parse(JSON.stringify(before)) as ConversationState);
          expect(interpret(flows, revived, happened, context)).toEqual(result);

          expect(result.fault).not.toBe('unexpected');
          if (services === smallServices) expect(result.fault).toBeUndefined();

          const doubled =
            happened.kind === 'chosen' &&
            before?.lastTap?.data === happened.data &&
            Math.abs(at - before.lastTap.at) <= 3000;
          expect(result.messages.length === 0).toBe(doubled);
          expect(result.messages.length).toBeLessThanOrEqual(5);
          expect(result.choices.length).toBeLessThanOrEqual(13);
          expect(new Set(result.choices.map(({ data }) => data)).size).toBe(result.choices.length);
          for (const { label, data } of result.choices) {
            expect(label.length).toBeGreaterThan(0);
            expect([...ownData, ...moveDatas]).toContain(data);
          }

          const open = result.state.position;
          // Typed words are held for the question about them and nowhere else.
          if (!doubled && open?.step !== 'sure') expect(result.state.held ?? {}).toEqual({});
          if (open !== null && !doubled) {
            const offered = result.choices.map(({ data }) => data);
            if (open.flow !== 'person') expect(offered).toContain('move/person');
            if (open.flow !== 'menu') expect(offered).toContain('move/menu');
            if (open.flow !== 'crisis') expect(offered).toContain('move/crisis');
            expect(offered).toContain('move/later');
          }
          expect(result.state.trail.length).toBeLessThanOrEqual(20);
          expect(result.state.stack.length).toBeLessThanOrEqual(20);
          state = result.state;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a person is understood from every state', () => {
    fc.assert(
      fc.property(fc.option(anyState), (state) => {
        const context: TurnContext = { now: 0, happenedAt: 0, source: 'm', seed: 1, services: smallServices };
        const person = interpret(flows, state, { kind: 'text', text: '人と話したい' }, context);
        expect(person.state.position).toEqual({ flow: 'person', step: 'how' });
      }),
    );
  });

  it('danger is answered from every state with a number to call, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.option(anyState), fc.boolean(), (state, urgent) => {
        const context: TurnContext = {
          now: 0,
          happenedAt: 0,
          source: 'm',
          seed: 1,
          services: smallServices,
          danger: { label: 'suicide', urgent },
        };
        const text = 'もう死にたい。つかれた';
        // A state may name what is gone from the flows; a turn in which nothing happens shows what is left of it.
        const idle = interpret(
          flows,
          state,
          { kind: 'media', media: 'sticker' },
          { ...context, danger: null },
        );
        const result = interpret(flows, state, { kind: 'text', text }, context);
        expect(result.messages.some(({ kind }) => kind === 'card')).toBe(true);
        const { saidInDanger: _, turns: __, lastTap: ___, ...left } = result.state;
        const { saidInDanger: ____, turns: _____, lastTap: ______, ...expected } = idle.state;
        if (state !== null) expect(left).toEqual(expected);
        const offered = result.choices.map(({ data }) => data);
        const flow = result.state.position?.flow;
        expect(offered.slice(0, 2)).toEqual(
          expect.arrayContaining(
            ['crisis', 'person'].filter((move) => move !== flow).map((move) => `move/${move}`),
          ),
        );
      }),
    );
  });
});
