import type { Danger, FlowEvent } from '../../flow';
import { screeningFailed } from '../../safety';
import type { Meaning } from './meaning';

/** What screening found in what a person did. */
export interface ScreenedEvent {
  /** Null when nothing was found, or nothing was written. */
  readonly danger: Danger | null;
  /** Screening itself failed: somebody must look. */
  readonly failed: boolean;
}

const unread: ScreenedEvent = { danger: { label: 'unscreened', urgent: false }, failed: true };

/** Screens the text of an event, before any flow sees it. Never throws; when screening fails, that counts as danger. */
export function screenEvent({ screen }: Pick<Meaning, 'screen'>, event: FlowEvent): ScreenedEvent {
  if (event.kind !== 'text') return { danger: null, failed: false };
  try {
    const { label, urgent, because } = screen(event.text);
    if (because.includes(screeningFailed)) return unread;
    return { danger: label === 'none' ? null : { label, urgent }, failed: false };
  } catch {
    return unread;
  }
}
