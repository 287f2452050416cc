import { randomUUID } from 'node:crypto';
import type { Sent } from '../../src/desk/api';
import { onBothDatabases } from '../support/databases';
import { waitFor } from '../support/wait-for';
import { WebBrowser } from '../support/web-browser';
import { openDeskScene } from './desk-scene';

const MINUTE = 60_000;

onBothDatabases((dialect) => {
  test('a message for later survives the server, and is said once', async () => {
    const scene = await openDeskScene(dialect);
    try {
      const seat = await scene.seat('みずき');
      const visitor = await scene.visitor();
      const id = await scene.held(seat, visitor);
      const kept = { id: randomUUID(), text: 'あとで読んでください。', at: scene.clock.now() + MINUTE };
      await seat.page.post<Sent>(`/api/desk/talks/${id}/messages`, kept);
      await scene.door.restart();
      const room = new WebBrowser(scene.door.origin);
      for (const [name, value] of visitor.page.cookies) room.cookies.set(name, value);
      const shown = async () => JSON.stringify(await room.history());
      expect(await shown()).not.toContain(kept.text);
      await waitFor('the message to be said', async () => {
        scene.clock.advance(20_000);
        return (await shown()).includes(kept.text);
      });
      scene.clock.advance(MINUTE);
      expect((await shown()).split(kept.text)).toHaveLength(2);
    } finally {
      await scene.close();
    }
  });
});
