import { randomUUID } from 'node:crypto';
import type { ConversationPage, Mine } from '../../src/channels/web/api';
import type {
  AssessmentNote,
  AuditPage,
  LetterList,
  RecordSheet,
  RecordSubject,
  Referral,
  SubjectRecord,
} from '../../src/desk/api';
import { readPdf } from '../records/read-pdf';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import type { WebBrowser } from '../support/web-browser';
import { type DeskScene, openDeskScene, type Seat, type Visitor } from './desk-scene';

/** Invented, and like nothing that would be there by chance. */
const mark = {
  writer: '本を読む Hb4',
  other: '弟さんの様子 Kd7',
  note: '見立て Vy2',
  otherNote: '弟さんの見立て Qs9',
};
const asked = { to: 'みなと相談室 Tn3', what: 'お話の要点 Wr6', why: '近くで会えるように Yp8' };

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let seat: Seat;
  let visitor: Visitor;
  let talk: string;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
  });
  beforeEach(async () => {
    seat = await scene.seat('みずき');
    visitor = await scene.visitor();
    talk = `/api/desk/talks/${await scene.held(seat, visitor)}`;
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const sheet = async (by = seat, at = talk) => (await by.page.get<RecordSheet>(`${at}/record`)).body;
  const of = (view: RecordSheet, subject: RecordSubject): SubjectRecord => {
    const found = view.subjects.find((each) => each.subject === subject);
    if (!found) throw new Error(`The sheet has nothing for ${subject}.`);
    return found;
  };
  const write = (subject: RecordSubject, fields: Record<string, string | null>, by = seat, at = talk) =>
    by.page.put(`${at}/record/${subject}/fields`, { fields });
  const note = (subject: RecordSubject, text: string, corrects?: string) =>
    seat.page.post<AssessmentNote>(`${talk}/record/${subject}/notes`, {
      text,
      ...(corrects && { corrects }),
    });
  const ask = (body: object = asked) => seat.page.post<Referral>(`${talk}/referrals`, body);
  const actions = async () => {
    const lead = await scene.seat('さくら', 'supervisor');
    return (await lead.page.get<AuditPage>('/api/desk/audit')).body.entries.map(({ action }) => action);
  };
  /** The buttons that the person sees under the newest message. */
  const choices = async (page: WebBrowser = visitor.page) => {
    const { entries } = (await page.get<ConversationPage>('/api/conversation')).body;
    const last = entries.at(-1)?.what;
    return last?.kind === 'said' ? last.choices : [];
  };
  const tap = async (start: string) => {
    await waitFor(`a button ${start}`, async () =>
      (await choices()).some(({ data }) => data.startsWith(start)),
    );
    const found = (await choices()).find(({ data }) => data.startsWith(start));
    const event = { kind: 'chosen', data: found?.data };
    await visitor.page.post('/api/messages', { id: randomUUID(), event });
  };
  const stateOf = async () => (await sheet()).referrals[0]?.state;
  const becomes = (state: string) => waitFor(`the answer ${state}`, async () => (await stateOf()) === state);

  test('the sheet has the organisation’s fields for each subject, and opening it is noted', async () => {
    const view = await sheet();
    expect(view).toMatchObject({ canWrite: true, canAsk: true, channel: 'web', referrals: [], consents: [] });
    expect(view.template).toEqual({ title: '支援記録票', version: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(view.subjects.map(({ subject }) => subject)).toEqual(['writer', 'other']);
    const ids = (subject: RecordSubject) => of(view, subject).fields.map(({ id }) => id);
    expect(ids('writer')).toContain('contact');
    expect(ids('other')).not.toContain('contact');
    expect(of(view, 'other').facts).toEqual([]);
    expect(of(view, 'writer').facts.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['standpoint', 'nickname', 'municipality']),
    );
    expect(view.organisations.length).toBeGreaterThan(10);
    expect(await actions()).toContain('record.open');
  });

  test('fields, facts, tags and notes are kept with who wrote them; malformed ones are refused by name', async () => {
    expect(
      (await write('writer', { situation: mark.writer, contact: 'letter', next: '2026-12-01' })).status,
    ).toBe(204);
    expect((await write('writer', { wish: '' })).status).toBe(204);
    const field = of(await sheet(), 'writer').fields.find(({ id }) => id === 'situation');
    expect(field).toMatchObject({ value: mark.writer, by: { name: 'みずき' }, at: scene.clock.now() });
    for (const [id, value] of [
      ['unknown', 'x'],
      ['contact', 'pigeon'],
      ['next', '2026-02-30'],
    ] as const) {
      expect(await write('writer', { [id]: value })).toMatchObject({
        status: 400,
        body: { field: `fields.${id}` },
      });
    }
    await seat.page.put(`${talk}/record/writer/facts`, { facts: { municipality: '港区' } });
    expect(of(await sheet(), 'writer').facts).toContainEqual(
      expect.objectContaining({ id: 'municipality', told: null, corrected: '港区', by: expect.anything() }),
    );
    const refused = await seat.page.put(`${talk}/record/other/facts`, { facts: { municipality: '港区' } });
    expect(refused).toMatchObject({ status: 400, body: { field: 'facts.municipality' } });
    await seat.page.put(`${talk}/record/writer/tags`, { tags: ['夜型', 'あさ', '夜型'] });
    const first = await note('writer', mark.note);
    expect((await note('writer', '直したもの', first.body.id)).body).toMatchObject({
      corrects: first.body.id,
    });
    expect((await note('other', 'ちがう', first.body.id)).status).toBe(400);
    const { tags, notes } = of(await sheet(), 'writer');
    expect(tags).toEqual(['あさ', '夜型']);
    expect(notes.map(({ text }) => text)).toEqual([mark.note, '直したもの']);
    expect(await actions()).toEqual(expect.arrayContaining(['record.change', 'record.note']));
  });

  test('whoever watches reads and does not write; whoever has nothing to do with it gets neither', async () => {
    const other = await scene.seat('はると');
    expect((await other.page.get(`${talk}/record`)).status).toBe(403);
    await other.page.post(`${talk}/watch`, {});
    expect(await sheet(other)).toMatchObject({ canWrite: false });
    expect((await write('writer', { situation: 'x' }, other)).status).toBe(409);
    expect((await other.page.post(`${talk}/referrals`, asked)).status).toBe(409);
    const lead = await scene.seat('さくら', 'supervisor');
    expect(await sheet(lead)).toMatchObject({ canWrite: true });
    expect((await seat.page.get(`${talk}/record/somebody/export.csv`)).status).toBe(404);
  });

  test('what is taken out of one subject never holds the other’s, as a table and as a sheet', async () => {
    await write('writer', { situation: mark.writer });
    await write('other', { situation: mark.other });
    await note('writer', mark.note);
    await note('other', mark.otherNote);
    const own = { writer: [mark.writer, mark.note], other: [mark.other, mark.otherNote] };
    for (const [subject, foreign] of [
      ['writer', 'other'],
      ['other', 'writer'],
    ] as const) {
      const csv = await seat.page.get<string>(`${talk}/record/${subject}/export.csv`);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.headers.get('content-disposition')).toBe(
        `attachment; filename="record-${subject}-20261120.csv"`,
      );
      const address = `${scene.door.origin}${talk}/record/${subject}/export.pdf`;
      const pdf = await fetch(address, { headers: { cookie: `madobe_desk=${seat.token}` } });
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      const { text } = readPdf(Buffer.from(await pdf.arrayBuffer()));
      for (const held of [csv.body, text]) {
        for (const words of own[subject])
          expect(held.replaceAll(/\s/g, '')).toContain(words.replaceAll(/\s/g, ''));
        for (const words of own[foreign])
          expect(held.replaceAll(/\s/g, '')).not.toContain(words.replaceAll(/\s/g, ''));
      }
    }
    expect((await actions()).filter((action) => action === 'record.export')).toHaveLength(4);
  });

  test('the record of a letter’s writer is the same by the letter and by the talk', async () => {
    const id = randomUUID();
    await visitor.page.post('/api/letters', { id, body: 'はじめまして。', about: id, answerIn: 'room' });
    const { letters } = (await seat.page.get<LetterList>('/api/desk/letters')).body;
    const letter = `/api/desk/letters/${letters.find(({ about }) => about === id)?.id}`;
    const line = await scene.live(seat);
    expect((await write('writer', { situation: mark.writer }, seat, letter)).status).toBe(204);
    await line.waitFor('record', ({ talkId }) => talk.endsWith(talkId ?? '-'));
    await line.waitFor('record', ({ letterId }) => letter.endsWith(letterId ?? '-'));
    expect(of(await sheet(), 'writer').fields.find((field) => field.id === 'situation')?.value).toBe(
      mark.writer,
    );
  });

  test('asked in the chat, agreed to by a tap, passed on, and taken back under わたしの情報', async () => {
    const { status, body } = await ask();
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...asked, state: 'asked', subject: 'writer', by: { name: 'みずき' } });
    for (const words of [asked.to, asked.what, asked.why, '何も変わりません', 'いつでも取りやめられます']) {
      expect(body.words).toContain(words);
    }
    const done = `${talk}/referrals/${body.id}/done`;
    expect(await seat.page.post(done, {})).toMatchObject({
      status: 409,
      body: { error: 'desk_referral_not_given' },
    });
    expect(await ask()).toMatchObject({ status: 409, body: { error: 'desk_referral_asked' } });
    const line = await scene.live(seat);
    await tap('referral/asked/each/yes-');
    await becomes('given');
    await line.waitFor('record', ({ talkId }) => talk.endsWith(talkId ?? '-'));
    expect((await sheet()).consents).toMatchObject([{ name: `「${asked.to}」に伝えること` }]);
    expect((await seat.page.post(done, {})).status).toBe(204);
    const mine = (await visitor.page.get<Mine>('/api/mine')).body;
    expect(JSON.stringify(mine.consents)).toContain(asked.what);
    const change = mine.changes.find((each) => each.change.startsWith('referral-off-'));
    expect((await visitor.page.post('/api/mine/change', { change: change?.change })).status).toBe(204);
    expect((await sheet()).referrals).toMatchObject([{ state: 'withdrawn', doneBy: { name: 'みずき' } }]);
    expect((await seat.page.post(done, {})).status).toBe(409);
    expect(await actions()).toEqual(expect.arrayContaining(['referral.ask', 'referral.done']));
  });

  test('declined by a tap, nothing may be passed on; a question staff took back cannot be agreed to', async () => {
    const first = await ask();
    await tap('referral/asked/each/no-');
    await becomes('declined');
    expect((await seat.page.post(`${talk}/referrals/${first.body.id}/done`, {})).status).toBe(409);
    const second = await ask();
    const back = `${talk}/referrals/${second.body.id}/take-back`;
    expect((await seat.page.post(back, {})).status).toBe(204);
    expect(await seat.page.post(back, {})).toMatchObject({
      status: 409,
      body: { error: 'desk_referral_answered' },
    });
    await tap('referral/asked/each/yes-');
    await waitFor('the answer that it is over', async () => {
      const { body } = await visitor.page.get('/api/conversation');
      return JSON.stringify(body).includes('もう終わっています');
    });
    expect(await stateOf()).toBe('withdrawn');
  });

  test('the person takes away what is theirs of the record, and nothing of notes or of others', async () => {
    await write('writer', { situation: mark.writer });
    await write('other', { situation: mark.other });
    await note('writer', mark.note);
    await ask();
    const data = await visitor.page.get<{ record: { notes: number; isOtherThere: boolean } }>(
      '/api/mine/data',
    );
    const page = await visitor.page.get<string>('/api/mine/page');
    for (const held of [JSON.stringify(data.body), page.body]) {
      for (const words of [mark.writer, asked.to, asked.why]) expect(held).toContain(words);
      for (const words of [mark.other, mark.note]) expect(held).not.toContain(words);
    }
    expect(data.body.record).toMatchObject({ notes: 1, isOtherThere: true });
  });

  test('erased while a question waits for its answer, everything is gone, also for the desk', async () => {
    await write('writer', { situation: mark.writer });
    await note('other', mark.otherNote);
    const { body } = await ask();
    await visitor.page.say('消す');
    await tap('erase/sure/erase');
    await waitFor(
      'the record to be gone',
      async () => (await seat.page.get(`${talk}/record`)).status === 404,
    );
    expect((await seat.page.post(`${talk}/referrals/${body.id}/take-back`, {})).status).toBe(404);
    const left = await scene.elsewhere.read(async (tx) => {
      const rows = [];
      for (const table of ['record_entry', 'record_note', 'referral']) {
        rows.push(...(await tx.all(`SELECT 1 FROM ${table} WHERE person_id = $1`, visitor.id)));
      }
      return rows;
    });
    expect(left).toEqual([]);
  });

  test('no log line holds a word of it', () => {
    const log = JSON.stringify(scene.log.lines);
    for (const words of [...Object.values(mark), ...Object.values(asked)]) expect(log).not.toContain(words);
  });
});
