import { renderTurn } from '../../src/cli/render-plain';
import type { TurnResult } from '../../src/flow';

const state: TurnResult['state'] = {
  version: 1,
  language: 'en',
  position: null,
  stack: [],
  trail: [],
  paused: null,
  facts: {},
  values: {},
  turns: 0,
  lastTap: null,
};
const nothing: TurnResult = { state, messages: [], choices: [], effects: [], steps: [] };

describe('a turn as plain text', () => {
  it('shows a row of cards one under the other', () => {
    const card = { kind: 'card', title: 'Tea', body: 'Thursday', buttons: [] } as const;
    const text = renderTurn({
      ...nothing,
      messages: [{ kind: 'cards', cards: [card, { ...card, title: 'Walk', body: '' }] }],
    });
    expect(text).toBe('[ Tea ]\nThursday\n\n[ Walk ]');
  });

  it('shows messages as paragraphs, cards with what can be tapped, and numbered choices', () => {
    const text = renderTurn({
      ...nothing,
      messages: [
        { kind: 'text', text: 'First line.\nSecond line.' },
        {
          kind: 'card',
          title: 'Talk on the phone',
          body: 'Weekdays',
          buttons: [
            { kind: 'phone', label: 'Call', number: '0000-000-000' },
            { kind: 'link', label: 'Read', url: 'https://example.org/' },
          ],
        },
      ],
      choices: [
        { data: 'a/b/c', label: 'Yes' },
        { data: 'a/b/d', label: 'Not now' },
      ],
    });
    expect(text).toBe(
      [
        'First line.',
        'Second line.',
        '',
        '[ Talk on the phone ]',
        'Weekdays',
        '  → Call: 0000-000-000',
        '  → Read: https://example.org/',
        '',
        '  1. Yes',
        '  2. Not now',
      ].join('\n'),
    );
  });

  it('tells in brackets what happens unseen', () => {
    const effects: TurnResult['effects'] = [
      { kind: 'notices', allowed: false },
      { kind: 'notices', allowed: true },
      { kind: 'erase' },
    ];
    expect(renderTurn({ ...nothing, effects, fault: 'too_many_steps' })).toBe(
      [
        '(messages that nobody asked for: off)',
        '(messages that nobody asked for: allowed)',
        '(everything held about this person is erased)',
        '(the flow is at fault: too_many_steps)',
      ].join('\n'),
    );
  });

  it('says so when nothing is said', () => {
    expect(renderTurn(nothing)).toBe('(nothing is said)');
  });
});
