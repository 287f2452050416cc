import type { Media } from '../../src/flow';
import { lineIds, type Phone } from '../support/line-double';
import type { Scene } from './scene';

/** As a thumb sends them; `other` stands for what LINE invents next. */
export function sendMedia(scene: Scene, phone: Phone, kind: Media): Promise<unknown> {
  if (kind !== 'other') return phone[kind]();
  const message = { id: lineIds.message(), type: 'hologram', depth: 3 };
  return scene.line.deliver([scene.line.event({ type: 'message', source: phone.source, message })]);
}
