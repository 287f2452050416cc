import { DraftKeeper, draftQuietMs } from '../../../src/desk/ui/model/draft-keeper';
import { pageTimers } from '../../channels/web/ui/page-timers';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function keeping(answer: () => Promise<void> = () => Promise.resolve()) {
  const { clock, timers } = pageTimers();
  const kept: string[] = [];
  let next = answer;
  const keeper = new DraftKeeper('', {
    timers,
    isPassing: (thrown) => thrown === 'passing',
    keep: (text) => {
      kept.push(text);
      return next();
    },
  });
  return { clock, kept, keeper, answerWith: (given: () => Promise<void>) => (next = given) };
}

describe('a draft', () => {
  it('is kept once nothing more is written for a moment, the newest only', async () => {
    const { clock, kept, keeper } = keeping();
    keeper.write('こん');
    clock.advance(draftQuietMs - 1);
    keeper.write('こんばんは');
    clock.advance(draftQuietMs - 1);
    expect(kept).toEqual([]);
    clock.advance(1);
    await settle();
    expect(kept).toEqual(['こんばんは']);
  });

  it('is kept at once when the page is left, and not again when it is the same', async () => {
    const { kept, keeper } = keeping();
    keeper.write('こんばんは');
    keeper.flush();
    await settle();
    keeper.flush();
    expect(kept).toEqual(['こんばんは']);
  });

  it('waits for the one under way, so that an older text never overtakes a newer one', async () => {
    let done = () => {};
    const { clock, kept, keeper } = keeping(() => new Promise((resolve) => (done = resolve)));
    keeper.write('一');
    keeper.flush();
    keeper.write('一二');
    clock.advance(draftQuietMs);
    expect(kept).toEqual(['一']);
    done();
    await settle();
    clock.advance(draftQuietMs);
    expect(kept).toEqual(['一', '一二']);
  });

  it('is tried again while the server cannot be reached', async () => {
    const { clock, kept, keeper, answerWith } = keeping(() => Promise.reject('passing'));
    keeper.write('一');
    keeper.flush();
    await settle();
    answerWith(() => Promise.resolve());
    clock.advance(1000);
    await settle();
    clock.advance(60_000);
    expect(kept).toEqual(['一', '一']);
  });

  it('is not tried again when it was refused for good', async () => {
    const { clock, kept, keeper } = keeping(() => Promise.reject('for good'));
    keeper.write('一');
    keeper.flush();
    await settle();
    clock.advance(60_000);
    expect(kept).toEqual(['一']);
  });
});
