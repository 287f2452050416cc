import { dangerLabels, type SafetyLabel } from '../safety';

/**
 * What screening found in the message that is being answered. `none` is told as null instead. `unscreened`: screening
 * itself failed, so the worst must be reckoned with.
 */
export interface Danger {
  readonly label: Exclude<SafetyLabel, 'none'> | 'unscreened';
  /** A person is needed at once. Never true for `distress` and `unscreened`. */
  readonly urgent: boolean;
}

/** What `moves.yaml` answers in danger: whatever is urgent, then each label, then suffering without danger. */
export const dangerOpenings = ['urgent', ...dangerLabels, 'unscreened', 'distress'] as const;
export type DangerOpening = (typeof dangerOpenings)[number];

/** Whether somebody may come to harm: all that screening finds but suffering. */
export function isHarm(danger: Danger): boolean {
  return danger.label !== 'distress';
}
