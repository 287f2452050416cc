import { onBothDatabases } from '../../support/databases';
import { openWebScene } from './web-scene';

onBothDatabases((dialect) => {
  test('without LINE the web chat is served and answers, and there is no webhook', async () => {
    const scene = await openWebScene(dialect, { line: null });
    try {
      const page = scene.browser();
      expect(await page.get('/', { accept: 'text/html' })).toMatchObject({
        status: 200,
        body: expect.stringContaining('<title>'),
      });
      await page.open();
      const live = await page.live({ after: 0 });
      await live.waitForEntries(1);
      await page.say('電話');
      await live.waitForEntries(3);
      expect((await page.post('/line/webhook', { events: [] })).status).toBe(404);
    } finally {
      await scene.close();
    }
  });
});
