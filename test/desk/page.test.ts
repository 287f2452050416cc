import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DeskScene, openDeskScene } from './desk-scene';

describe('the desk’s page', () => {
  const directory = mkdtempSync(join(tmpdir(), 'madobe-desk-'));
  let scene: DeskScene;
  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<!doctype html><title>desk</title>');
    writeFileSync(join(directory, 'assets', 'desk-1a2b.js'), 'void 0;');
    scene = await openDeskScene('sqlite', { deskDirectory: directory });
  });
  afterAll(async () => {
    await scene.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const look = (path: string, headers = { accept: 'text/html' }) =>
    scene.browser().get<string>(path, headers);

  test('is shown at every address of its own, and nothing runs or loads in it from elsewhere', async () => {
    for (const path of ['/desk', '/desk/', '/desk/talks/x', '/desk/set-up/token']) {
      const { status, body, headers } = await look(path);
      expect({ path, status, body }).toEqual({
        path,
        status: 200,
        body: '<!doctype html><title>desk</title>',
      });
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
      ]) {
        expect(policy).toContain(rule);
      }
      expect(policy).not.toContain('unsafe');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('its files are sent by name, and an old name is not found', async () => {
    expect((await look('/desk/assets/desk-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    expect((await look('/desk/assets/desk-0000.js')).status).toBe(404);
    expect((await scene.browser().post('/desk', {})).status).toBe(405);
    expect((await scene.browser().get('/api/desk/nothing')).status).toBe(404);
  });
});

test('where it was not built, a kind page says what to do, and programs get a code', async () => {
  const scene = await openDeskScene('sqlite', { deskDirectory: join(tmpdir(), 'madobe-no-such-page') });
  try {
    const page = await scene.browser().get<string>('/desk', { accept: 'text/html' });
    expect(page.status).toBe(503);
    expect(page.body).toContain('相談は、これまでどおり届いています');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const told = await scene.browser().get('/desk', { accept: 'application/json' });
    expect(told).toMatchObject({ status: 503, body: { error: 'desk_page_not_built' } });
    expect((await scene.browser().get('/api/desk/setup')).status).toBe(200);
  } finally {
    await scene.close();
  }
});
