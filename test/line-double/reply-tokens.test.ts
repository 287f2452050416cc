import fc from 'fast-check';
import { FakeClock } from '../support/fake-clock';
import { ReplyTokens } from '../support/line-double/reply-tokens';

const owner = { chatId: 'U1', eventId: 'E1' };

function fresh() {
  const clock = FakeClock.at('2026-11-20T10:00:00+09:00');
  const tokens = new ReplyTokens(clock);
  tokens.issue('t', owner);
  return { clock, tokens };
}

describe('a reply token', () => {
  it('is honoured within its minute, and not after', () => {
    const { clock, tokens } = fresh();
    clock.advance(60_000);
    expect(tokens.redeem('t', false)).toEqual({ owner });
    clock.advance(1);
    expect(tokens.redeem('t', true)).toEqual({ refused: 'expired' });
  });

  it('gets a new minute by redelivery while its event is at most 20 minutes old', () => {
    const { clock, tokens } = fresh();
    clock.advance(20 * 60_000);
    tokens.renew('t');
    clock.advance(60_000);
    expect(tokens.redeem('t', false)).toEqual({ owner });
    tokens.renew('t');
    clock.advance(1);
    expect(tokens.redeem('t', true)).toEqual({ refused: 'expired' });
  });

  it('gets no new life by redelivery once used', () => {
    const { tokens } = fresh();
    expect(tokens.redeem('t', true)).toEqual({ owner });
    tokens.renew('t');
    expect(tokens.redeem('t', true)).toEqual({ refused: 'used' });
  });

  it('that nobody issued is unknown', () => {
    expect(fresh().tokens.redeem('other', true)).toEqual({ refused: 'unknown' });
  });

  it('is honoured at most once, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.constant('use' as const),
      fc.constant('redeliver' as const),
      fc.integer({ min: 0, max: 90_000 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { clock, tokens } = fresh();
        let honoured = 0;
        for (const what of steps) {
          if (what === 'redeliver') tokens.renew('t');
          else if (what === 'use') honoured += 'owner' in tokens.redeem('t', true) ? 1 : 0;
          else clock.advance(what);
        }
        expect(honoured).toBeLessThanOrEqual(1);
      }),
    );
  });
});
