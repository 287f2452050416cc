import type { Alarm, Queue, TalkSummary } from '../../../src/desk/api';
import { ringFor } from '../../../src/desk/ui/model/bell';

const person = { nickname: null, standpoint: null, language: 'ja', channel: 'web' } as const;
const talk = (id: string, more: Partial<TalkSummary> = {}): TalkSummary => ({
  ...person,
  id,
  state: 'with',
  risk: 'none',
  summary: '',
  since: 0,
  with: null,
  unanswered: false,
  lastAt: 1,
  snoozedUntil: null,
  watching: false,
  ...more,
});
const alarm = (id: string): Alarm => ({
  ...person,
  id,
  label: 'suicide',
  urgent: true,
  at: 0,
  talkId: null,
  escalatedAt: null,
});
const queue = (more: Partial<Queue> = {}): Queue => ({
  waiting: [],
  waitingInAll: 0,
  mine: [],
  team: [],
  alarms: [],
  letters: { waiting: 0, dueToday: 0, late: 0 },
  duty: { on: true, onBreak: false, cap: 3, held: 0 },
  rest: false,
  now: 0,
  ...more,
});

describe('the bell', () => {
  it('rings for an alarm once, also for who has just come', () => {
    const alarmed = queue({ alarms: [alarm('a')] });
    expect(ringFor(null, alarmed)).toBe('alarm');
    expect(ringFor(alarmed, alarmed)).toBeNull();
    expect(ringFor(alarmed, queue({ alarms: [alarm('a'), alarm('b')] }))).toBe('alarm');
  });

  it('rings for somebody who waits only while one may take them', () => {
    const waits = { waiting: [talk('a', { state: 'waiting' })] };
    expect(ringFor(queue(), queue(waits))).toBe('waiting');
    for (const duty of [
      { on: false, onBreak: false, cap: 3, held: 0 },
      { on: true, onBreak: true, cap: 3, held: 0 },
      { on: true, onBreak: false, cap: 3, held: 3 },
    ])
      expect(ringFor(queue(), queue({ ...waits, duty }))).toBeNull();
  });

  it('rings for what was said in one’s own talks, not in those one watches', () => {
    const before = queue({ mine: [talk('a')] });
    const said = { unanswered: true, lastAt: 2 };
    expect(ringFor(before, queue({ mine: [talk('a', said)] }))).toBe('said');
    expect(ringFor(before, queue({ mine: [talk('a', { ...said, watching: true })] }))).toBeNull();
    expect(ringFor(queue({ mine: [talk('a', said)] }), queue({ mine: [talk('a', said)] }))).toBeNull();
  });

  it('is silent at the first look, alarms aside', () => {
    expect(
      ringFor(null, queue({ waiting: [talk('a')], mine: [talk('b', { unanswered: true })] })),
    ).toBeNull();
  });
});
