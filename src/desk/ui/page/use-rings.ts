import { useEffect, useRef, useState } from 'react';
import type { Queue } from '../../api';
import { type Ring, ringFor } from '../model/bell';
import { useDesk } from './desk-context';
import { playRing } from './play-ring';

export type DesktopChoice = 'on' | 'off' | 'refused';

/** How one wants to be told of what happens while one looks elsewhere. Chosen for this device. */
export interface Rings {
  readonly sound: boolean;
  readonly desktop: DesktopChoice;
  chooseSound(on: boolean): void;
  chooseDesktop(on: boolean): void;
}

const soundKey = 'madobe-desk-sound';
const desktopKey = 'madobe-desk-notices';

/** Rings when the queue tells of something that concerns this counsellor. */
export function useRings(queue: Queue | undefined): Rings {
  const { words } = useDesk();
  const [sound, setSound] = useState(() => remembered(soundKey));
  const [desktop, setDesktop] = useState<DesktopChoice>(() => (remembered(desktopKey) ? allowed() : 'off'));
  const before = useRef<Queue | null>(null);

  useEffect(() => {
    if (queue === undefined) return;
    const ring = ringFor(before.current, queue);
    before.current = queue;
    if (ring === null) return;
    // What was said in the talk that is looked at is seen anyway.
    if (ring === 'said' && !document.hidden) return;
    if (sound) playRing(ring);
    if (desktop === 'on' && document.hidden) notify(words.rings[ring], words.rings.body, ring);
  }, [queue, sound, desktop, words]);

  return {
    sound,
    desktop,
    chooseSound(on) {
      setSound(on);
      remember(soundKey, on);
      if (on) playRing('waiting');
    },
    chooseDesktop(on) {
      remember(desktopKey, on);
      if (!on) return setDesktop('off');
      if (typeof Notification === 'undefined') return setDesktop('refused');
      void Notification.requestPermission().then(() => setDesktop(allowed()));
    },
  };
}

/** Says nothing of anybody: notifications are seen by who walks by. */
function notify(title: string, body: string, tag: Ring): void {
  const notice = new Notification(title, { body, tag, requireInteraction: tag === 'alarm' });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}

function allowed(): DesktopChoice {
  return typeof Notification !== 'undefined' && Notification.permission === 'granted' ? 'on' : 'refused';
}

function remembered(key: string): boolean {
  try {
    return localStorage.getItem(key) === 'on';
  } catch {
    return false;
  }
}

function remember(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // It lasts as long as the page.
  }
}
