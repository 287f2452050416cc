import type { Ring } from '../model/bell';

/** Notes in hertz, one after the other. An alarm is asked twice, and higher; nothing startles. */
const notes: Readonly<Record<Ring, readonly number[]>> = {
  alarm: [659, 880, 659, 880],
  waiting: [523, 659],
  said: [587],
};

const noteSeconds = 0.28;
let speaker: AudioContext | null = null;

/** Plays a short, soft sound. Made here, so that nothing has to be fetched. */
export function playRing(ring: Ring): void {
  speaker ??= new AudioContext();
  const { currentTime, destination } = speaker;
  for (const [index, hertz] of notes[ring].entries()) {
    const at = currentTime + index * noteSeconds * 0.8;
    const tone = new OscillatorNode(speaker, { type: 'sine', frequency: hertz });
    const loudness = new GainNode(speaker, { gain: 0 });
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.15, at + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + noteSeconds);
    tone.connect(loudness).connect(destination);
    tone.start(at);
    tone.stop(at + noteSeconds);
  }
  void speaker.resume();
}
