import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetSource, type ListItem, type Service } from '../../src/flow';
import { gatheringServices, LiveTalk, loadGatheringSet } from './gathering-set';
import { labels, said } from './small-set';

const flows = loadGatheringSet();

/** A service that gives these items, and promises at most four. */
function listing(items: readonly ListItem[]): Service {
  return {
    outcomes: ['some', 'none'],
    values: {},
    lists: { gatherings: { most: 4, values: {} } },
    answer: () => ({ outcome: 'some', values: {}, lists: { gatherings: items } }),
  };
}

async function atGatherings(): Promise<LiveTalk> {
  const talk = new LiveTalk(flows);
  await talk.toGatherings();
  return talk;
}

/** The conversation at the last question, with what was chosen on the way. */
async function atQuestion(): Promise<LiveTalk> {
  const talk = await atGatherings();
  await talk.tap('gathering/which/each/walk');
  await talk.write('2');
  await talk.write('12/9');
  await talk.tap('gathering/home/unsaid');
  return talk;
}

describe('what is said of a list', () => {
  it('is one message with a card for each item', async () => {
    const { messages } = await new LiveTalk(flows).toGatherings();
    expect(messages).toEqual([
      { kind: 'text', text: '集まりが、いくつかあります。' },
      {
        kind: 'cards',
        cards: [
          {
            kind: 'card',
            title: 'お茶の会',
            body: '12月3日（木）\n定員 6\n主催 みほんの窓口',
            buttons: [{ kind: 'phone', label: '電話する', number: '0120-000-000' }],
          },
          {
            kind: 'card',
            title: '散歩の会',
            body: '12月9日（水）\n川べり\n主催 みほんの窓口',
            buttons: [{ kind: 'link', label: 'くわしく見る', url: 'https://madobe.example.org/walk' }],
          },
        ],
      },
    ]);
  });

  it('is nothing where the list is empty', async () => {
    const empty = { ...gatheringServices, gatherings: listing([]) };
    const result = await new LiveTalk(flows, empty).toGatherings();
    expect(said(result)).toEqual(['集まりが、いくつかあります。']);
    expect(labels(result)[0]).toBe('今は選ばない');
  });

  it('has no more items than the service declared', async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({
      id: `n${index}`,
      values: { title: `会${index}`, label: `会${index}` },
    }));
    const many = { ...gatheringServices, gatherings: listing(items) };
    const result = await new LiveTalk(flows, many).toGatherings();
    expect(labels(result).slice(0, 5)).toEqual(['会0', '会1', '会2', '会3', '今は選ばない']);
    expect(result.messages[1]).toMatchObject({ kind: 'cards', cards: { length: 4 } });
  });
});

describe('choosing from a list', () => {
  it('offers one button for each item, then the options', async () => {
    const { choices } = await new LiveTalk(flows).toGatherings();
    expect(choices.slice(0, 3)).toEqual([
      { data: 'gathering/which/each/tea', label: 'お茶の会 3日' },
      { data: 'gathering/which/each/walk', label: '散歩の会 9日' },
      { data: 'gathering/which/later', label: '今は選ばない' },
    ]);
  });

  it.each(['散歩の会 9日', '散歩の会９日', '2', '２番'])('understands %s', async (text) => {
    const talk = await atGatherings();
    await talk.write(text);
    expect(talk.state?.held).toEqual({ gathering: { value: 'walk', source: 'message-4' } });
  });

  it('counts the options after the items', async () => {
    const talk = await atGatherings();
    expect(said(await talk.write('3'))[0]).toBe('はい、またいつでも。');
  });

  it('keeps the chosen id until the flow is left', async () => {
    const talk = await atQuestion();
    expect(talk.state?.held?.gathering?.value).toBe('walk');
    await talk.write('はい');
    expect(talk.seats).toEqual(['walk/2/2026-12-09']);
    await talk.tap('gathering/booked/thanks');
    expect(talk.state?.held).toBeUndefined();
  });

  it('keeps the list only while it can be chosen from', async () => {
    const talk = await atGatherings();
    expect(Object.keys(talk.state?.lists ?? {})).toEqual(['gatherings']);
    await talk.tap('gathering/which/each/tea');
    expect(talk.state?.lists).toBeUndefined();
  });

  it('asks for the item again where it was lost on the way', async () => {
    const talk = await atQuestion();
    await talk.tap('move/menu');
    const result = await talk.tap('move/back');
    expect(said(result)[0]).toBe('集まりが、いくつかあります。');
    expect(talk.state?.position?.step).toBe('which');
  });

  it('goes back one question at a time while everything is still known', async () => {
    const talk = await atQuestion();
    await talk.tap('move/back');
    expect(talk.state?.position?.step).toBe('home');
    await talk.tap('move/back');
    expect(talk.state?.position?.step).toBe('day');
    expect(talk.state?.held?.gathering?.value).toBe('walk');
  });

  it('forgets an item that was chosen in a message which is taken back', async () => {
    const talk = await atGatherings();
    await talk.write('2');
    if (talk.state === null) throw new Error('nothing was said');
    talk.state = forgetSource(talk.state, 'message-4');
    expect(talk.state.held).toBeUndefined();
  });

  it('hands on the id of an old button, and the service decides', async () => {
    const talk = await atGatherings();
    await talk.tap('gathering/which/each/long-gone');
    await talk.write('1');
    await talk.write('あした');
    await talk.tap('gathering/home/unsaid');
    const result = await talk.write('はい');
    expect(said(result).slice(0, 2)).toEqual([
      'その集まりは、もう終わっていました。',
      '集まりが、いくつかあります。',
    ]);
    expect(talk.seats).toEqual([]);
  });

  it.each([
    'gathering/which/each/',
    'gathering/which/each/A B',
    'gathering/people/each/tea',
    'gathering/which/each/tea/x',
    `gathering/which/each/${'x'.repeat(101)}`,
  ])('takes %s for a button from nowhere', async (data) => {
    const talk = await atGatherings();
    expect(said(await talk.tap(data))[0]).toBe('前のボタンですね。いまはこちらです。');
    expect(talk.state?.position?.step).toBe('which');
  });
});

describe('facts that are forgotten', () => {
  it('are gone from the step on', async () => {
    const talk = await atQuestion();
    await talk.tap('move/back');
    await talk.write('三保野市');
    expect(talk.state?.facts.home?.value).toBe('mihono');
    await talk.write('はい');
    expect(talk.state?.facts.home).toBeUndefined();
    expect(talk.seats).toHaveLength(1);
  });
});

describe('a question that takes anew what an earlier one took', () => {
  const twice = loadGatheringSet((directory) => {
    const file = join(directory, 'flows/gathering.yaml');
    const again = `  another-look:
    call: gatherings
    outcomes: { some: another, none: none }
  another:
    say: [found]
    ask:
      each: { list: gatherings, hold: gathering, then: people }
      options:
        later: { then: leave }
  none:
`;
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace('hold: gathering, then: people', 'hold: gathering, then: another-look')
        .replace('  none:\n', again),
    );
  });

  it('can be put off and gone on with: it is not about what it takes itself', async () => {
    const talk = new LiveTalk(twice);
    await talk.toGatherings();
    await talk.tap('gathering/which/each/walk');
    await talk.write('また今度');
    const { fault, state } = await talk.write('つづきから');
    expect(fault).toBeUndefined();
    expect(state.position).toEqual({ flow: 'gathering', step: 'another' });
  });
});

describe('after the flow was edited', () => {
  const edited = loadGatheringSet((directory) => {
    const file = join(directory, 'flows/gathering.yaml');
    const text = readFileSync(file, 'utf8');
    // The list is called otherwise, and how many come is not asked any more.
    writeFileSync(
      file,
      text
        .replace(/ +input: { kind: number.*\n/, '')
        .replace('each: { list: gatherings, hold: gathering', 'each: { list: others, hold: other'),
    );
  });

  it.each(['1', 'お茶の会 3日', '人と話したい'])(
    'people in the middle of a list go on when they write %s',
    async (text) => {
      const talk = await atGatherings();
      talk.flows = edited;
      const result = await talk.write(text);
      expect(result.fault).toBeUndefined();
      expect(result.messages.length).toBeGreaterThan(0);
    },
  );

  it.each(['gathering/which/each/tea', 'gathering/people/leave', 'gathering/question/yes', 'move/back'])(
    'people go on when they tap %s',
    async (data) => {
      const talk = await atQuestion();
      talk.flows = edited;
      const result = await talk.tap(data);
      expect(result.fault).toBeUndefined();
      expect(result.messages.length).toBeGreaterThan(0);
    },
  );
});
