import type { AuditPage, ErasureReceipt, ExportedOnRequest } from '../../src/desk/api';
import { onBothDatabases } from '../support/databases';
import { type DeskScene, openDeskScene, type Seat, type Visitor } from './desk-scene';

onBothDatabases((dialect) => {
  let scene: DeskScene;
  let lead: Seat;
  let visitor: Visitor;
  let number: string;
  beforeAll(async () => {
    scene = await openDeskScene(dialect);
    lead = await scene.seat('さくら', 'supervisor');
  });
  beforeEach(async () => {
    visitor = await scene.visitor('屋根裏の小箱 Zq7 のことです');
    number = (await visitor.page.post<{ number: string }>('/api/resume-code', {})).body.number;
  });
  afterEach(() => scene.closePages());
  afterAll(() => scene.close());

  const ask = <Body>(way: 'export' | 'erase', told: unknown, by = lead) =>
    by.page.post<Body>(`/api/desk/requests/${way}`, { number: told });
  const noted = async () => (await lead.page.get<AuditPage>('/api/desk/audit')).body.entries[0];

  test('everything of a person is given out by their number alone, as a page and as data, and noted', async () => {
    const { status, body } = await ask<ExportedOnRequest>('export', number);
    expect(status).toBe(200);
    expect(body.page).toContain('屋根裏の小箱 Zq7');
    expect(JSON.stringify(body.data)).toContain('屋根裏の小箱 Zq7');
    expect(await noted()).toMatchObject({ action: 'person.export', actor: 'さくら' });
    expect(JSON.stringify(await noted())).not.toContain(visitor.id);
  });

  test('erased on request they are gone, their page is told, and the receipt stays, which leads to nobody', async () => {
    const talk = await scene.held(lead, visitor);
    const { status, body } = await ask<ErasureReceipt>('erase', number);
    expect([status, body.number]).toEqual([200, expect.stringMatching(/^\d{4}-\d{4}-\d{4}$/)]);
    expect((await visitor.page.get('/api/session')).status).toBe(401);
    expect((await lead.page.get(`/api/desk/talks/${talk}`)).status).toBe(404);
    expect(await noted()).toMatchObject({ action: 'person.erase', actor: 'さくら' });
    expect((await ask('erase', number)).status).toBe(404);
  });

  test('a number that is nobody’s changes nothing, and a malformed one is named', async () => {
    for (const way of ['export', 'erase'] as const) {
      expect(await ask(way, '0000-0000-0000')).toMatchObject({ status: 404, body: { error: 'not_found' } });
      expect(await ask(way, '')).toMatchObject({ status: 400, body: { field: 'number' } });
    }
    expect((await visitor.page.get('/api/session')).status).toBe(200);
  });

  test('counsellors, peers and administrators neither see nor erase anybody by their number', async () => {
    for (const role of ['counsellor', 'peer', 'administrator'] as const) {
      const seat = await scene.seat(role, role);
      expect((await ask('export', number, seat)).status).toBe(403);
      expect((await ask('erase', number, seat)).status).toBe(403);
    }
  });
});
