import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { onBothDatabases, type TestDatabase } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { openScene, type Scene } from './scene';
import { follow, questionOn } from './screens';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

onBothDatabases((dialect) => {
  let scene: Scene;
  let comeBack = async () => {};
  afterEach(async () => {
    await comeBack();
    await scene.close();
  });

  const get = async (path: string, method = 'GET'): Promise<Answer> => {
    const response = await fetch(`${scene.door.origin}${path}`, { method });
    return { status: response.status, body: await response.json() };
  };

  test('a running server says so, and that it can take events', async () => {
    scene = await openScene(dialect);
    expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('an unknown path is 404 and a wrong method 405, with a code and nothing else', async () => {
    scene = await openScene(dialect);
    expect(await get('/no/such/door')).toEqual({ status: 404, body: { error: 'not_found' } });
    expect(await get('/healthz', 'DELETE')).toEqual({ status: 405, body: { error: 'method_not_allowed' } });
    expect(await get('/line/webhook')).toEqual({ status: 405, body: { error: 'method_not_allowed' } });
  });

  test('without LINE it runs, has no webhook, and says that LINE is off', async () => {
    scene = await openScene(dialect, { config: { line: null } });
    expect(await get('/readyz')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get('/line/webhook', 'POST')).toEqual({ status: 404, body: { error: 'not_found' } });
    expect(await scene.line.phone().follow()).toMatchObject({ acknowledged: false, status: 404 });
    expect(scene.log.filter((line) => line.includes('"msg":"line.off"'))).toHaveLength(1);
    expect(await scene.database.counts()).toMatchObject({ person: 0, inbox_event: 0 });
  });

  test.each([
    ['warns where links into the private room cannot be given', null, 1],
    ['has nothing to warn of where it knows its address', 'https://madobe.example.org', 0],
  ])('with LINE it %s', async (_name, baseUrl, warnings) => {
    scene = await openScene(dialect, { config: { baseUrl } });
    expect(scene.log.filter((line) => line.includes('"msg":"room.no-address"'))).toHaveLength(warnings);
  });

  test('while the database is away it is alive but not ready, acknowledges nothing, and loses nothing', async () => {
    scene = await openScene(dialect);
    const phone = scene.line.phone();
    await follow(phone);
    await scene.settled();

    comeBack = await takeAway(scene.door.database);
    expect(await get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get('/readyz')).toEqual({ status: 503, body: { error: 'store_unavailable' } });
    const sent = await phone.text('電話');
    expect(sent).toMatchObject({ acknowledged: false, status: 503 });

    await comeBack();
    await waitFor('the store to be reachable', async () => (await get('/readyz')).status === 200);
    await scene.line.redeliver(sent.eventId);
    await phone.waitForAnswer();
    expect(questionOn(phone)).toBe('phone/choose');
    expect(scene.line.violations).toEqual([]);
  }, 60_000);
});

/** Makes the database unreachable for the service; the returned function brings it back, and may be called again. */
async function takeAway({ location }: TestDatabase): Promise<() => Promise<void>> {
  if (location.dialect === 'sqlite') {
    // Another program that holds the file: a backup gone wrong.
    const holder = new Database(join(location.dataDir, 'madobe.sqlite'));
    holder.exec('BEGIN IMMEDIATE');
    return async () => void holder.close();
  }
  let isBack = false;
  const url = new URL(location.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND application_name <> 'view'`,
  );
  return async () => {
    if (isBack) return;
    isBack = true;
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await client.end();
  };
}
