import { attemptTurn, type FlowEvent, interpret, type LiveService, type TurnContext } from '../../src/flow';
import { gatheringServices, LiveTalk, loadGatheringSet, type Seats, saturdayMorning } from './gathering-set';
import { said } from './small-set';

const flows = loadGatheringSet();

async function atQuestion(services = gatheringServices): Promise<LiveTalk> {
  const talk = new LiveTalk(flows, services);
  await talk.toGatherings();
  await talk.tap('gathering/which/each/tea');
  await talk.write('2');
  await talk.write('12/3');
  await talk.tap('gathering/home/unsaid');
  return talk;
}

const yes: FlowEvent = { kind: 'text', text: 'はい' };
const context: TurnContext = {
  now: saturdayMorning,
  happenedAt: saturdayMorning,
  source: 'm',
  seed: 2,
  services: gatheringServices,
};

describe('a service that acts', () => {
  it('is asked for with all that is known, and performed once', async () => {
    const talk = await atQuestion();
    const result = await talk.take(yes);
    expect(said(result)).toEqual(['席をおとりしました。番号は A-1 です。']);
    expect(talk.seats).toEqual(['tea/2/2026-12-03']);
    expect(talk.calls).toHaveLength(1);
    expect(talk.calls[0]).toMatchObject({
      service: 'book',
      at: { language: 'ja', danger: null, seed: 2, state: { held: { gathering: { value: 'tea' } } } },
    });
  });

  it('has done nothing while its answer is not known', async () => {
    const talk = await atQuestion();
    const attempt = attemptTurn(flows, talk.state, yes, context);
    expect(attempt.kind).toBe('needs');
    expect(talk.seats).toEqual([]);
  });

  it('keeps its values while the question is open, and is never performed to have them again', async () => {
    const talk = await atQuestion();
    await talk.take(yes);
    expect(said(await talk.write('ちょっと待って'))).not.toEqual([]);
    expect(talk.state?.values).toEqual({ ticket: 'A-1' });
    await talk.tap('move/menu');
    const back = await talk.tap('move/back');
    expect(back.fault).toBeUndefined();
    expect(talk.seats).toHaveLength(1);
  });

  it('is a fault with an apology where nobody can answer it', async () => {
    const talk = await atQuestion();
    const result = interpret(flows, talk.state, yes, context);
    expect(result.fault).toBe('service_unanswered at gathering/book');
    expect(result.messages.length).toBeGreaterThan(0);
    expect(result.choices.map(({ data }) => data)).toContain('move/person');
  });

  it('that gives an outcome which nobody foresaw is a fault with an apology', async () => {
    const talk = await atQuestion();
    const answers = [{ outcome: 'unheard-of', values: {} }];
    const attempt = attemptTurn(flows, talk.state, yes, { ...context, answers });
    expect(attempt).toMatchObject({
      kind: 'taken',
      result: { fault: 'unhandled_outcome at gathering/book' },
    });
  });
});

describe('a service that reads', () => {
  const reading: LiveService<Seats> = {
    live: 'reads',
    outcomes: ['some', 'none'],
    values: {},
    lists: { gatherings: { most: 4, values: { title: 'お茶の会', label: 'お茶の会' } } },
    perform: (_, seats) =>
      Promise.resolve({
        outcome: 'some',
        values: {},
        lists: {
          gatherings: [
            { id: 'tea', values: { title: `お茶の会 ${seats.length}`, label: `お茶の会 ${seats.length}` } },
          ],
        },
      }),
  };
  const services = { ...gatheringServices, gatherings: reading };

  it('is asked once a turn that needs it, and not while its list is still known', async () => {
    const talk = new LiveTalk(flows, services);
    await talk.toGatherings();
    expect(talk.calls.map(({ service }) => service)).toEqual(['gatherings']);
    await talk.write('なんだろう');
    expect(talk.calls).toEqual([]);
    expect(talk.last?.choices[0]?.label).toBe('お茶の会 0');
  });

  it('is asked anew when its question is asked again after something else', async () => {
    const talk = new LiveTalk(flows, services);
    await talk.toGatherings();
    await talk.tap('move/menu');
    talk.seats.push('taken meanwhile');
    const result = await talk.tap('move/back');
    expect(talk.calls.map(({ service }) => service)).toEqual(['gatherings']);
    expect(result.choices[0]?.label).toBe('お茶の会 1');
  });

  it('gives a turn that is taken again from its beginning the same answers', async () => {
    const talk = await atQuestion(services);
    const attempt = attemptTurn(flows, talk.state, yes, {
      ...context,
      services,
      answers: [
        { outcome: 'gone', values: { ticket: '' } },
        {
          outcome: 'some',
          values: {},
          lists: { gatherings: [{ id: 'walk', values: { title: '散歩', label: '散歩' } }] },
        },
      ],
    });
    if (attempt.kind !== 'taken') throw new Error('needs more');
    expect(said(attempt.result)).toEqual([
      'その集まりは、もう終わっていました。',
      '集まりが、いくつかあります。',
      '[散歩]',
    ]);
  });
});

describe('an attempt', () => {
  it('changes nothing it was given', async () => {
    const talk = await atQuestion();
    const before = JSON.stringify(talk.state);
    attemptTurn(flows, talk.state, yes, context);
    expect(JSON.stringify(talk.state)).toBe(before);
  });

  it('of a turn without live services is the turn', () => {
    const attempt = attemptTurn(flows, null, { kind: 'followed' }, context);
    expect(attempt).toEqual({ kind: 'taken', result: interpret(flows, null, { kind: 'followed' }, context) });
  });
});
