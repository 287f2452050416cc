import { SheetKeeper, sheetQuietMs } from '../../../src/desk/ui/model/sheet-keeper';
import { pageTimers } from '../../channels/web/ui/page-timers';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function keeping(answer: (field: string) => Promise<void> = () => Promise.resolve()) {
  const { clock, timers } = pageTimers();
  const kept: string[] = [];
  let next = answer;
  const keeper = new SheetKeeper<string>({
    timers,
    isPassing: (thrown) => thrown === 'passing',
    changed: () => {},
    keep: (field, value) => {
      kept.push(`${field}: ${value}`);
      return next(field);
    },
  });
  return { clock, kept, keeper, answerWith: (given: (field: string) => Promise<void>) => (next = given) };
}

describe('a sheet that is filled in', () => {
  it('is kept once nothing more is written for a moment, and only the field that was', async () => {
    const { clock, kept, keeper } = keeping();
    expect(keeper.keeping).toBe('still');
    keeper.write('wishes', '静かに');
    clock.advance(sheetQuietMs - 1);
    keeper.write('wishes', '静かに過ごす');
    expect(keeper.keeping).toBe('writing');
    expect(kept).toEqual([]);
    clock.advance(sheetQuietMs);
    await settle();
    expect(kept).toEqual(['wishes: 静かに過ごす']);
    expect(keeper.keeping).toBe('kept');
  });

  it('keeps a choice without waiting for more', async () => {
    const { clock, kept, keeper } = keeping();
    keeper.write('home', 'alone', true);
    clock.advance(0);
    await settle();
    expect(kept).toEqual(['home: alone']);
  });

  it('shows what was written until it is kept, and then what the server says', async () => {
    let done = () => {};
    const { keeper } = keeping(() => new Promise((resolve) => (done = resolve)));
    keeper.write('wishes', '一');
    expect(keeper.pending('wishes')).toBe('一');
    keeper.flush();
    expect(keeper.pending('wishes')).toBe('一');
    keeper.write('wishes', '一二');
    expect(keeper.pending('wishes')).toBe('一二');
    expect(keeper.pending('home')).toBeUndefined();
    done();
    await settle();
    keeper.flush();
    done();
    await settle();
    expect(keeper.pending('wishes')).toBeUndefined();
  });

  it('keeps an emptied field as empty', () => {
    const { keeper } = keeping();
    keeper.write('wishes', '');
    expect(keeper.pending('wishes')).toBe('');
  });

  it('asks for one field at a time, each with its newest words', async () => {
    let done = () => {};
    const { clock, kept, keeper } = keeping(() => new Promise((resolve) => (done = resolve)));
    keeper.write('wishes', '一');
    keeper.flush();
    keeper.write('home', '二');
    keeper.write('wishes', '三');
    clock.advance(sheetQuietMs);
    expect(kept).toEqual(['wishes: 一']);
    for (let rest = 0; rest < 3; rest += 1) {
      done();
      await settle();
      expect(keeper.keeping).toBe(rest < 2 ? 'writing' : 'kept');
      clock.advance(0);
    }
    expect(kept).toEqual(['wishes: 一', 'home: 二', 'wishes: 三']);
  });

  it('says that it is tried later while the server cannot be reached, and keeps it then', async () => {
    const { clock, kept, keeper, answerWith } = keeping(() => Promise.reject('passing'));
    keeper.write('wishes', '一');
    keeper.flush();
    await settle();
    expect(keeper.keeping).toBe('later');
    expect(keeper.pending('wishes')).toBe('一');
    answerWith(() => Promise.resolve());
    clock.advance(1000);
    await settle();
    expect(kept).toEqual(['wishes: 一', 'wishes: 一']);
    expect(keeper.keeping).toBe('kept');
  });

  it('does not repeat what was refused, keeps its words in sight and lets other fields through', async () => {
    const { clock, kept, keeper } = keeping((field) =>
      field === 'wishes' ? Promise.reject('refused') : Promise.resolve(),
    );
    keeper.write('wishes', '一');
    keeper.write('home', '二');
    clock.advance(sheetQuietMs);
    await settle();
    clock.advance(0);
    await settle();
    clock.advance(60_000);
    await settle();
    expect(kept).toEqual(['wishes: 一', 'home: 二']);
    expect(keeper.keeping).toBe('refused');
    expect([keeper.isRefused('wishes'), keeper.isRefused('home')]).toEqual([true, false]);
    expect(keeper.pending('wishes')).toBe('一');
    keeper.write('wishes', '三');
    expect(keeper.isRefused('wishes')).toBe(false);
  });
});
