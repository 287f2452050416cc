import { type DeskEvent, Live, type StreamHandlers } from '../../../src/desk/ui/model/live';
import { pageTimers } from '../../channels/web/ui/page-timers';

function line() {
  const { clock, timers } = pageTimers();
  const streams: StreamHandlers[] = [];
  const closed: number[] = [];
  const seen = { isLive: [] as boolean[], missed: 0, told: [] as DeskEvent[] };
  const live = new Live({
    timers,
    openStream: (handlers) => {
      const index = streams.push(handlers) - 1;
      return () => closed.push(index);
    },
    changed: (isLive) => seen.isLive.push(isLive),
    missed: () => {
      seen.missed += 1;
    },
    told: (event) => seen.told.push(event),
  });
  return { live, clock, streams, closed, seen };
}

describe('the live line', () => {
  it('asks for nothing anew when it opens for the first time', () => {
    const { live, streams, seen } = line();
    live.open();
    streams[0]?.opened();
    expect(seen).toMatchObject({ isLive: [true], missed: 0 });
  });

  it('asks for what was missed when the browser has connected again by itself', () => {
    const { live, streams, seen } = line();
    live.open();
    streams[0]?.opened();
    streams[0]?.lost(false);
    streams[0]?.opened();
    expect(seen).toMatchObject({ isLive: [true, false, true], missed: 1 });
    expect(streams).toHaveLength(1);
  });

  it('connects again, ever more slowly, when the browser gave up', () => {
    const { live, clock, streams, seen } = line();
    live.open();
    streams[0]?.lost(true);
    clock.advance(999);
    expect(streams).toHaveLength(1);
    clock.advance(1);
    streams[1]?.lost(true);
    clock.advance(1999);
    expect(streams).toHaveLength(2);
    clock.advance(1);
    streams[2]?.opened();
    expect(streams).toHaveLength(3);
    expect(seen.missed).toBe(1);
  });

  it('tries at once when the device is online again, and only while it waits', () => {
    const { live, streams } = line();
    live.open();
    live.retry();
    expect(streams).toHaveLength(1);
    streams[0]?.lost(true);
    live.retry();
    expect(streams).toHaveLength(2);
  });

  it('ends with the session, and does not come back', () => {
    const { live, clock, streams, closed, seen } = line();
    live.open();
    streams[0]?.told({ name: 'ended', data: {} });
    streams[0]?.lost(true);
    clock.advance(60_000);
    expect(seen.told).toHaveLength(1);
    expect(closed).toEqual([0]);
    expect(streams).toHaveLength(1);
  });
});
