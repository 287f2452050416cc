import { createHttpApp } from '../../src/app/http-app';
import { HttpServer } from '../../src/app/http-server';
import { metricsRoute } from '../../src/app/metrics-route';
import { systemClock } from '../../src/clock';
import { silentLog } from '../../src/log';
import { metricList, PrometheusMeter } from '../../src/metrics';
import { onBothDatabases } from '../support/databases';
import { type OpenDoor, openDoor } from '../support/open-door';
import { readScrape, type Sample, sumOf } from '../support/scraped';
import { waitFor } from '../support/wait-for';
import { WebBrowser } from '../support/web-browser';

const metricsToken = 'test-metrics-token-of-enough-characters';
/** Stands in what is written, and must stand nowhere else. */
const mark = '死にたいです 72941';

onBothDatabases((dialect) => {
  let door: OpenDoor;
  afterEach(() => door?.close());

  const scrape = async (): Promise<{ readonly samples: readonly Sample[]; readonly text: string }> => {
    const response = await fetch(`${door.origin}/metrics`, {
      headers: { authorization: `Bearer ${metricsToken}` },
    });
    const text = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    return { samples: readScrape(text), text };
  };

  test('a conversation is counted, on LINE and on the web, and none of it can be read', async () => {
    door = await openDoor(dialect, {
      config: { metricsToken },
      line: { quota: { type: 'limited', value: 200 } },
    });
    const phone = door.line.phone();
    await phone.follow();
    await phone.waitForAnswer();
    await phone.text(mark);
    await phone.waitForAnswer();
    const browser = new WebBrowser(door.origin);
    await browser.open();
    await browser.say(mark);
    await waitFor('the answer', async () =>
      (await browser.history()).entries.some(({ from }) => from !== 'person'),
    );
    let { samples, text } = await scrape();
    await waitFor('the last answer to be counted', async () => {
      ({ samples, text } = await scrape());
      return sumOf(samples, 'madobe_outbox_messages') === 0;
    });

    expect(sumOf(samples, 'madobe_turns_total', { channel: 'line', ending: 'answered' })).toBe(2);
    expect(sumOf(samples, 'madobe_turns_total', { channel: 'web', ending: 'answered' })).toBeGreaterThan(0);
    expect(sumOf(samples, 'madobe_accept_seconds_count', { channel: 'line' })).toBe(2);
    expect(sumOf(samples, 'madobe_turn_seconds_count', { channel: 'line' })).toBe(2);
    expect(sumOf(samples, 'madobe_answer_seconds_count', { channel: 'line' })).toBe(2);
    expect(sumOf(samples, 'madobe_answer_seconds_count', { channel: 'web' })).toBeGreaterThan(0);
    expect(sumOf(samples, 'madobe_sends_total', { way: 'reply', ending: 'accepted' })).toBe(2);
    expect(sumOf(samples, 'madobe_turns_waiting')).toBe(0);
    expect(sumOf(samples, 'madobe_queue_people')).toBe(0);
    expect(sumOf(samples, 'madobe_alarms_open', { urgency: 'urgent' })).toBe(0);
    expect(sumOf(samples, 'madobe_line_pushes_left')).toBe(200);
    expect(sumOf(samples, 'madobe_store_up')).toBe(1);
    expect(sumOf(samples, 'madobe_clock_kept')).toBe(1);
    expect(sumOf(samples, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    const names = new Set(text.match(/^# TYPE (madobe_\S+)/gm)?.map((line) => line.slice('# TYPE '.length)));
    expect([...names].sort()).toEqual(Object.keys(metricList).sort());
    for (const secret of ['72941', phone.userId, metricsToken]) expect(text).not.toContain(secret);
  }, 120_000);
});

test('nobody reads it without the token, and nothing is looked up for who tries', async () => {
  let looks = 0;
  const standing = async () => {
    looks += 1;
    return { levels: null, keepsClock: false, pushesLeft: null, now: 0 };
  };
  const route = metricsRoute({ token: metricsToken, meter: new PrometheusMeter(), standing });
  const handler = createHttpApp({ routers: [route], isReady: async () => true, log: silentLog });
  const server = new HttpServer({ handler, isSecure: false, clock: systemClock, log: silentLog });
  const port = await server.listen(0, '127.0.0.1');
  const ask = (authorization?: string) =>
    fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: authorization === undefined ? {} : { authorization },
    });
  for (const wrong of [undefined, '', 'Bearer ', `Basic ${metricsToken}`, `Bearer ${metricsToken}x`]) {
    const response = await ask(wrong);
    expect([response.status, await response.json()]).toEqual([401, { error: 'metrics_token_refused' }]);
  }
  expect(looks).toBe(0);
  expect((await ask(`Bearer ${metricsToken}`)).status).toBe(200);
  expect(looks).toBe(1);
  await server.close();
});

test('without a token there is no such address', () => {
  const standing = async () => ({ levels: null, keepsClock: false, pushesLeft: null, now: 0 });
  expect(() => metricsRoute({ token: '', meter: new PrometheusMeter(), standing })).toThrow('needs a token');
});
