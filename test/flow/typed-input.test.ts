import { LiveTalk, loadGatheringSet, saturdayMorning } from './gathering-set';
import { labels, said } from './small-set';

const flows = loadGatheringSet();

/** A conversation in which how many people come is being asked. */
async function atPeople(): Promise<LiveTalk> {
  const talk = new LiveTalk(flows);
  await talk.toGatherings();
  await talk.tap('gathering/which/each/tea');
  return talk;
}

async function atDay(): Promise<LiveTalk> {
  const talk = await atPeople();
  await talk.write('2人');
  return talk;
}

async function atHome(): Promise<LiveTalk> {
  const talk = await atDay();
  await talk.write('12月3日');
  return talk;
}

describe('a number', () => {
  it.each(['3', '３', '三', 'みっつ', '3人です', 'three'])('is understood when %s is typed', async (text) => {
    const talk = await atPeople();
    expect(said(await talk.write(text))).toEqual(['いつが楽でしょうか。']);
    expect(talk.state?.held?.people?.value).toBe(3);
  });

  it('goes to the input, never to the option with that number', async () => {
    const talk = await atPeople();
    await talk.write('1');
    expect(talk.state?.position?.step).toBe('day');
  });

  it.each(['0', '6', '120'])(
    'out of bounds (%s) is met with the words for that, and stays open',
    async (text) => {
      const talk = await atPeople();
      expect(said(await talk.write(text))).toEqual(['ごめんなさい、読みとれませんでした。']);
      expect(talk.state?.position?.step).toBe('people');
      expect(labels(await talk.write('2')).length).toBeGreaterThan(0);
      expect(talk.state?.held?.people?.value).toBe(2);
    },
  );

  it('that cannot be read leaves the question open', async () => {
    const talk = await atPeople();
    expect(said(await talk.write('まだわかりません'))).toEqual(['ごめんなさい、読みとれませんでした。']);
    expect(talk.state?.position?.step).toBe('people');
  });

  it('does not keep people from moves', async () => {
    const talk = await atPeople();
    expect(said(await talk.write('人と話したい'))).toEqual(['人と話せます。どうしますか。']);
  });
});

describe('a day', () => {
  it.each([
    ['12月3日', '2026-12-03'],
    ['あした', '2026-11-22'],
    ['来週の木曜', '2026-11-26'],
    ['Dec 3', '2026-12-03'],
  ])('%s is kept as %s', async (text, value) => {
    const talk = await atDay();
    await talk.write(text);
    expect(talk.state?.held?.day?.value).toBe(value);
  });

  it('is meant in the zone of the organisation', () => {
    // Ten in the morning of the 21st in Tokyo.
    expect(new Date(saturdayMorning).toISOString()).toBe('2026-11-21T01:00:00.000Z');
  });

  it('is shown as people write it, in their language', async () => {
    const talk = await atHome();
    expect(said(await talk.tap('gathering/home/unsaid'))[0]).toBe('2人\n2026年12月3日(木)');
    await talk.write('English');
    expect(talk.state?.language).toBe('ja');
  });
});

describe('a municipality', () => {
  it('is kept by its id and shown by its name', async () => {
    const talk = await atHome();
    expect(said(await talk.write('みほのです'))).toEqual([
      '2人\n2026年12月3日(木)',
      '三保野市のあたり',
      'これで、よろしいでしょうか。',
    ]);
    expect(talk.state?.facts.home).toEqual({ value: 'mihono', source: 'message-7' });
  });

  it('that several places share is asked back with buttons', async () => {
    const talk = await atHome();
    const result = await talk.write('府中');
    expect(said(result)).toEqual(['同じ名前の町が、いくつかあります。']);
    expect(labels(result).slice(0, 3)).toEqual(['府中市', '府中市（西）', '答えない']);
    expect(said(await talk.tap('gathering/home/place/fuchu-nishi'))[1]).toBe('府中市（西）のあたり');
    expect(talk.state?.facts.home?.value).toBe('fuchu-nishi');
  });

  it('from a button that nobody made is an old button, and asks again', async () => {
    const talk = await atHome();
    expect(said(await talk.tap('gathering/home/place/nowhere'))[0]).toBe(
      '前のボタンですね。いまはこちらです。',
    );
    expect(said(await talk.tap('gathering/people/place/mihono'))[0]).toBe(
      '前のボタンですね。いまはこちらです。',
    );
    expect(talk.state?.facts.home).toBeUndefined();
    expect(talk.state?.position?.step).toBe('home');
  });

  it('that nobody knows leaves the question open', async () => {
    const talk = await atHome();
    expect(said(await talk.write('遠い町'))).toEqual(['ごめんなさい、読みとれませんでした。']);
    expect(talk.state?.position?.step).toBe('home');
  });
});

describe('options called yes and no', () => {
  it.each(['はい', 'うん', 'お願いします', 'そうです', 'yes', 'Sure!', 'ＯＫ'])(
    'understand %s as yes',
    async (text) => {
      const talk = await atHome();
      await talk.tap('gathering/home/unsaid');
      await talk.write(text);
      expect(talk.seats).toEqual(['tea/2/2026-12-03']);
    },
  );

  it.each(['いいえ', 'いや', '違います', 'no thank you', 'nope'])('understand %s as no', async (text) => {
    const talk = await atHome();
    await talk.tap('gathering/home/unsaid');
    expect(said(await talk.write(text))).toEqual(['はい、またいつでも。', 'なにを見ますか。']);
    expect(talk.seats).toEqual([]);
  });

  it.each(['大丈夫です', 'いいです', '結構です'])(
    'take %s for neither, as it may be either',
    async (text) => {
      const talk = await atHome();
      await talk.tap('gathering/home/unsaid');
      await talk.write(text);
      expect(talk.state?.position?.step).toBe('question');
      expect(talk.seats).toEqual([]);
    },
  );
});
