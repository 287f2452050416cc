import type { PostMessage } from '../../../../src/channels/web/api';
import { Problem } from '../../../../src/channels/web/ui/model/api-client';
import { type Outgoing, OutgoingQueue } from '../../../../src/channels/web/ui/model/outgoing';
import { waitFor } from '../../../support/wait-for';
import { pageTimers } from './page-timers';

/** A server that takes or refuses what is posted, as told. */
function openQueue(kept: { value: string | null } = { value: null }) {
  const { clock, timers } = pageTimers();
  const posted: PostMessage[] = [];
  const refusals: Problem[] = [];
  const lost: string[] = [];
  const queue = new OutgoingQueue({
    post: async (message) => {
      posted.push(message);
      const refusal = refusals.shift();
      if (refusal !== undefined) throw refusal;
    },
    timers,
    kept: {
      read: () => kept.value,
      write: (value) => {
        kept.value = value;
      },
    },
    changed: () => undefined,
    sessionLost: () => lost.push('lost'),
  });
  const say = (id: string) => queue.add({ id, event: { kind: 'text', text: id }, shown: id, at: 0 });
  const states = () => queue.entries.map(({ id, state }) => `${id} ${state.kind}`);
  return { queue, clock, posted, refusals, lost, say, states, kept };
}

const unreachable = () => new Problem('unreachable', 0, null);

describe('what a person says', () => {
  it('is taken by the server, and leaves once it shows in the conversation', async () => {
    const { queue, say, states } = openQueue();
    say('a');
    await waitFor('it is taken', () => states()[0] === 'a taken');
    queue.confirm('a');
    expect(queue.entries).toEqual([]);
  });

  it('is tried again under the same id until the server can be reached', async () => {
    const { clock, posted, refusals, say, states } = openQueue();
    refusals.push(unreachable(), unreachable());
    say('a');
    await waitFor('it waits', () => states()[0] === 'a waiting');
    clock.advance(1000);
    await waitFor('it was tried twice and waits', () => posted.length === 2 && states()[0] === 'a waiting');
    clock.advance(2000);
    await waitFor('it is taken', () => states()[0] === 'a taken');
    expect(posted.map(({ id }) => id)).toEqual(['a', 'a', 'a']);
  });

  it('is tried at once when the connection is back', async () => {
    const { queue, refusals, say, states } = openQueue();
    refusals.push(unreachable());
    say('a');
    await waitFor('it waits', () => states()[0] === 'a waiting');
    queue.start();
    await waitFor('it is taken', () => states()[0] === 'a taken');
  });

  it('waits as long as the server asks to', async () => {
    const { clock, posted, refusals, say, states } = openQueue();
    refusals.push(new Problem('rate_limited', 429, 30_000));
    say('a');
    await waitFor('it waits', () => states()[0] === 'a waiting');
    clock.advance(29_999);
    expect(posted).toHaveLength(1);
    clock.advance(1);
    await waitFor('it is taken', () => states()[0] === 'a taken');
  });

  it('is never overtaken by what is said after it', async () => {
    const { clock, posted, refusals, say, states } = openQueue();
    refusals.push(unreachable());
    say('a');
    say('b');
    await waitFor('the first waits', () => states()[0] === 'a waiting');
    expect(posted.map(({ id }) => id)).toEqual(['a']);
    clock.advance(1000);
    await waitFor('both are taken', () => states().join() === 'a taken,b taken');
    expect(posted.map(({ id }) => id)).toEqual(['a', 'a', 'b']);
  });

  it('stands still when it cannot be taken as it is, and holds nothing up', async () => {
    const { queue, refusals, say, states } = openQueue();
    refusals.push(new Problem('message_too_long', 413, null));
    say('a');
    say('b');
    await waitFor('the second is taken', () => states()[1] === 'b taken');
    expect(queue.entries[0]?.state).toEqual({ kind: 'refused', code: 'message_too_long' });
    queue.drop('a');
    expect(states()).toEqual(['b taken']);
  });

  it('survives a reload with its id, and what was taken is not sent again', async () => {
    const kept: { value: string | null } = { value: null };
    const before = openQueue(kept);
    before.say('a');
    await waitFor('the first is taken', () => before.states()[0] === 'a taken');
    before.refusals.push(unreachable());
    before.say('b');
    await waitFor('the second waits', () => before.states()[1] === 'b waiting');

    const after = openQueue(kept);
    after.queue.start();
    await waitFor('it is taken', () => after.states().join() === 'b taken');
    expect(after.posted.map(({ id }) => id)).toEqual(['b']);
    expect(kept.value).toBeNull();
  });

  it('is not lost to a store that holds something else', () => {
    expect(openQueue({ value: '{' }).queue.entries).toEqual([]);
    expect(openQueue({ value: '{"a":1}' }).queue.entries).toEqual([]);
  });

  it('stays when the session is over, so that it can be rescued', async () => {
    const { lost, queue, refusals, say } = openQueue();
    refusals.push(new Problem('session_missing', 401, null));
    say('a');
    await waitFor('the session is lost', () => lost.length === 1);
    expect(queue.entries.map(({ shown }: Outgoing) => shown)).toEqual(['a']);
  });

  it('goes nowhere once the queue is stopped', async () => {
    const { clock, kept, posted, queue, refusals, say, states } = openQueue();
    refusals.push(unreachable());
    say('a');
    await waitFor('it waits', () => states()[0] === 'a waiting');
    queue.stop();
    clock.advance(60_000);
    expect(posted).toHaveLength(1);
    expect(kept.value).toBeNull();
  });
});
