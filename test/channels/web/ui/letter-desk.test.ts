import type { LetterDraft, SendLetter } from '../../../../src/channels/web/api';
import { Problem } from '../../../../src/channels/web/ui/model/api-client';
import { Keep } from '../../../../src/channels/web/ui/model/keep';
import { LetterDesk } from '../../../../src/channels/web/ui/model/letter-desk';
import { waitFor } from '../../../support/wait-for';
import { pageTimers } from './page-timers';
import { shelf } from './shelf';

function openDesk(device = shelf()) {
  const { clock, timers } = pageTimers();
  const keep = new Keep(() => device);
  const server = {
    draft: null as LetterDraft | null,
    sent: [] as SendLetter[],
    problem: null as Problem | null,
  };
  const states: string[] = [];
  const meet = () => {
    if (server.problem !== null) throw server.problem;
  };
  let ids = 0;
  const desk = new LetterDesk({
    api: {
      letterDraft: async () => ({ draft: server.draft }),
      registered: async () => ({
        nickname: null,
        municipality: null,
        ageBand: null,
        duration: null,
        answerIn: 'line',
      }),
      keepLetterDraft: async (draft) => {
        meet();
        server.draft = draft.body === '' ? null : draft;
      },
      sendLetter: async (letter) => {
        meet();
        server.sent.push(letter);
        return {
          id: letter.id,
          about: letter.about ?? null,
          body: letter.body,
          answerIn: letter.answerIn,
          sentAt: 0,
          dueOn: '2026-11-27',
          answeredAt: null,
          readAt: null,
          answer: null,
        };
      },
    },
    keep,
    timers,
    newId: () => `letter-${++ids}`,
    changed: (state) => states.push(state),
  });
  return { desk, clock, keep, server, states };
}

const offline = () => new Problem('unreachable', 0, null);

describe('a letter that is being written', () => {
  it('is answered where the person registered, unless they say otherwise', async () => {
    expect(await openDesk().desk.open()).toEqual({ body: '', about: '', answerIn: 'line' });
  });

  it('is handed over after a rest, not at every key', async () => {
    const { desk, clock, server, states } = openDesk();
    await desk.open();
    desk.write({ body: 'は' });
    clock.advance(1000);
    desk.write({ body: 'はじめて' });
    clock.advance(1000);
    expect(server.draft).toBeNull();
    clock.advance(200);
    await waitFor('it is kept', () => states.at(-1) === 'kept');
    expect(server.draft?.body).toBe('はじめて');
  });

  it('is handed over when the page is left', async () => {
    const { desk, server } = openDesk();
    await desk.open();
    desk.write({ body: 'はじめて' });
    desk.close();
    await waitFor('it is kept', () => server.draft?.body === 'はじめて');
  });

  it('stays on the device without a line, and counts more than what the server has', async () => {
    const device = shelf();
    const before = openDesk(device);
    await before.desk.open();
    before.server.problem = offline();
    before.desk.write({ body: '新しい' });
    before.clock.advance(1200);
    await waitFor('it is kept here', () => before.states.at(-1) === 'kept-here');

    const after = openDesk(device);
    after.server.draft = { body: '古い', about: '夜のこと', answerIn: 'room' };
    expect(await after.desk.open()).toEqual({ body: '新しい', about: '', answerIn: 'line' });
  });

  it('takes in what was too long for the chat, without losing what stands there', async () => {
    const { desk, keep, server } = openDesk();
    server.draft = { body: '書きかけ', about: '', answerIn: 'room' };
    keep.set('letter-from-chat', '長いお話');
    expect((await desk.open()).body).toBe('書きかけ\n\n長いお話');
    expect(keep.get('letter-from-chat')).toBeNull();
  });
});

describe('a letter that is sent', () => {
  it('leaves no draft behind', async () => {
    const { desk, keep, server } = openDesk();
    await desk.open();
    desk.write({ body: 'はじめて', about: '  ' });
    await desk.send();
    expect(server.sent).toEqual([{ id: 'letter-1', body: 'はじめて', answerIn: 'line' }]);
    expect(server.draft).toBeNull();
    expect(keep.get('letter-draft')).toBeNull();
  });

  it('keeps its id when it is tried again, so that it is one letter', async () => {
    const device = shelf();
    const first = openDesk(device);
    await first.desk.open();
    first.desk.write({ body: 'はじめて', about: '夜のこと' });
    first.server.problem = offline();
    await expect(first.desk.send()).rejects.toThrow(Problem);

    const second = openDesk(device);
    await second.desk.open();
    await second.desk.send();
    expect(second.server.sent).toEqual([
      { id: 'letter-1', body: 'はじめて', about: '夜のこと', answerIn: 'line' },
    ]);
    expect(second.keep.get('letter-id')).toBeNull();
  });
});
