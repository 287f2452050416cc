import { FakeClock } from '../support/fake-clock';
import { type Fault, LineDouble, type Phone } from '../support/line-double';
import { waitFor } from '../support/wait-for';
import { accessToken, call, channelSecret, text } from './stand-in-server';

const pushPath = '/v2/bot/message/push';

describe('a fault', () => {
  let clock: FakeClock;
  let line: LineDouble;
  let phone: Phone;

  beforeEach(async () => {
    clock = FakeClock.at('2026-11-20T10:00:00+09:00');
    line = await LineDouble.start({ clock, channelSecret, accessToken });
    phone = line.phone();
    await phone.follow();
  });
  afterEach(() => line.stop());

  const push = () => call(line.origin, 'POST', pushPath, { to: phone.userId, messages: [text('一')] });
  const shown = () => phone.botMessages.length;

  it.each<[Fault, number]>([
    [{ kind: 'accept-then-drop' }, 1],
    [{ kind: 'drop-before' }, 0],
    [{ kind: 'cut-body' }, 1],
  ])('%j breaks the connection, and the person sees %i', async (fault, seen) => {
    line.addFaults(fault);
    await expect(push()).rejects.toThrow();
    expect(shown()).toBe(seen);
    expect(line.requests[0]).toMatchObject({ status: null, done: seen === 1 });
    expect((await push()).status).toBe(200);
  });

  it.each<[Fault, number, number]>([
    [{ kind: 'status', status: 500 }, 500, 0],
    [{ kind: 'status', status: 500, when: 'after' }, 500, 1],
    [{ kind: 'status', status: 429 }, 429, 0],
    [{ kind: 'status', status: 400, when: 'before' }, 400, 0],
  ])('%j answers %i, and the person sees %i', async (fault, status, seen) => {
    line.addFaults(fault);
    expect((await push()).status).toBe(status);
    expect(shown()).toBe(seen);
  });

  it('can answer something that is no JSON', async () => {
    line.addFaults({ kind: 'status', status: 200, when: 'after', body: '<html>' });
    await expect(push()).rejects.toThrow(SyntaxError);
    expect(shown()).toBe(1);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('that hangs %s the work has shown %i until it is released', async (when, seen) => {
    line.addFaults({ kind: 'hang', when });
    const pushed = push();
    await waitFor('the request to arrive', () => line.requests.length === 1 && shown() === seen);
    expect(line.requests[0]?.status).toBeNull();
    line.releaseHangs();
    expect((await pushed).status).toBe(200);
    expect(shown()).toBe(1);
  });

  it('that is slow lasts by the clock', async () => {
    line.addFaults({ kind: 'slow', ms: 5_000 });
    const pushed = push();
    await waitFor('the work to be done', () => shown() === 1 && clock.pending === 1);
    clock.advance(5_000);
    expect((await pushed).status).toBe(200);
  });

  it('strikes only the calls it is meant for, as often as it says', async () => {
    line.addFaults({
      kind: 'status',
      status: 500,
      path: pushPath,
      times: 2,
      where: ({ headers }) => headers['x-line-retry-key'] === undefined,
    });
    expect((await call(line.origin, 'GET', '/v2/bot/info')).status).toBe(200);
    const key = { 'x-line-retry-key': '123e4567-e89b-12d3-a456-426614174000' };
    const keyed = await call(
      line.origin,
      'POST',
      pushPath,
      { to: phone.userId, messages: [text('一')] },
      key,
    );
    expect(keyed.status).toBe(200);
    expect([(await push()).status, (await push()).status, (await push()).status]).toEqual([500, 500, 200]);
    expect(line.faultsWaiting).toBe(0);
  });

  it('can be taken back', async () => {
    line.addFaults({ kind: 'drop-before', times: Number.POSITIVE_INFINITY });
    line.clearFaults();
    expect((await push()).status).toBe(200);
  });

  it('does not outlast the double: a hanging request ends with its stop', async () => {
    line.addFaults({ kind: 'hang' });
    const pushed = push();
    const refused = expect(pushed).rejects.toThrow();
    await waitFor('the request to arrive', () => line.requests.length === 1);
    await line.stop();
    await refused;
    line = await LineDouble.start({ clock, channelSecret, accessToken });
  });
});
