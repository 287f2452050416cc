import fc from 'fast-check';
import { type ConversationState, forgetSource, initialState, parseState } from '../../src/flow';

const state: ConversationState = {
  version: 1,
  language: 'en',
  position: { flow: 'menu', step: 'what' },
  stack: [{ flow: 'welcome', step: 'who' }],
  trail: [{ flow: 'person', step: 'how', stack: [{ flow: 'menu', step: 'what' }] }],
  paused: { flow: 'welcome', step: 'who' },
  facts: { nickname: { value: 'つくし', source: 'm1' }, standpoint: { value: 'self', source: 'm2' } },
  values: { offer: 'つくし' },
  turns: 7,
  lastTap: { data: 'move/menu', at: 12 },
};

describe('a stored state', () => {
  it('is read back as it was, from JSON text or from its value', () => {
    expect(parseState(JSON.stringify(state), 'ja')).toEqual(state);
    expect(parseState(JSON.parse(JSON.stringify(state)), 'ja')).toEqual(state);
  });

  it('of another version becomes a fresh one that keeps facts and language', () => {
    expect(parseState({ ...state, version: 2, position: 'elsewhere' }, 'ja')).toEqual({
      ...initialState('en'),
      facts: state.facts,
    });
  });

  it('that is damaged keeps the facts that can be read', () => {
    const damaged = { ...state, language: 'fr', facts: { ...state.facts, age: { value: [], source: 'm3' } } };
    expect(parseState(damaged, 'ja-easy')).toEqual({ ...initialState('ja-easy'), facts: state.facts });
  });

  it.each(['', '{', 'null', '[]', '"text"', null, undefined, 3, [], { version: 1 }])(
    'that is no state at all (%j) becomes a fresh one',
    (stored) => expect(parseState(stored, 'ja')).toEqual(initialState('ja')),
  );

  it('keeps the list that people are choosing from', () => {
    const lists = { dates: [{ id: 'd-2026-12-03', values: { label: '12月3日' } }] };
    expect(parseState(JSON.stringify({ ...state, lists }), 'ja')).toEqual({ ...state, lists });
    expect(forgetSource({ ...state, lists }, 'm9')).toEqual({ ...state, values: {} });
  });

  it('never makes reading throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.jsonValue(), fc.anything()), (stored) =>
        expect(parseState(stored, 'ja').version).toBe(1),
      ),
    );
  });
});

describe('forgetting a message', () => {
  it('takes away the facts it taught and the values that may echo it, and nothing else', () => {
    expect(forgetSource(state, 'm1')).toEqual({
      ...state,
      facts: { standpoint: { value: 'self', source: 'm2' } },
      values: {},
    });
  });

  it('takes away what is held of it, and only that', () => {
    const held = { typed: { value: 'つゆくさ', source: 'm5' } };
    const asked = { ...state, values: {}, held };
    expect(parseState(JSON.stringify(asked), 'ja')).toEqual(asked);
    expect(forgetSource(asked, 'm5')).toEqual({ ...state, values: {} });
    expect(forgetSource(asked, 'm6')).toEqual(asked);
  });

  it('that taught nothing leaves all facts', () => {
    expect(forgetSource(state, 'm9').facts).toEqual(state.facts);
  });
});
