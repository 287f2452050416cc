import { readWords } from '../../../../src/channels/web/ui/model/words';

const words = readWords({
  language: 'ja',
  words: {
    menu: { title: 'メニュー', by: '{organisation}です\n{unknown}も', count: 'あと{count}文字' },
    days: ['月', '火'],
  },
  values: { organisation: 'みどり' },
});

describe('the page’s words', () => {
  it('are found by their path', () => {
    expect(words.say('menu.title')).toBe('メニュー');
    expect(words.list('days')).toEqual(['月', '火']);
  });

  it('take values that are the same for everybody, and those of the moment', () => {
    expect(words.say('menu.count', { count: 3 })).toBe('あと3文字');
    expect(words.say('menu.by')).toContain('みどりです');
  });

  it('leave out a line whose value nobody knows', () => {
    expect(words.say('menu.by')).toBe('みどりです');
  });

  it('are silent for what does not exist, also for what every object has', () => {
    for (const key of ['menu.nothing', 'nothing.title', 'menu', 'constructor', 'menu.title.length']) {
      expect(words.say(key)).toBe('');
    }
    expect(words.list('menu')).toEqual([]);
    expect(words.value('nothing')).toBeNull();
  });
});
