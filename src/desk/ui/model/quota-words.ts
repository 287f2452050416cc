import type { LineQuota } from '../../api';
import type { Words } from '../words/ja';

/** LINE's quota in a line. `isPressing`: it may not last, and stands out. Null: there is nothing to say. */
export function quotaWords(
  words: Words,
  quota: LineQuota,
): { readonly text: string; readonly isPressing: boolean } | null {
  const { state, limit, used, forecast, daysLeft, held } = quota;
  const say = words.quota;
  const withHeld = (text: string) => (held === 0 ? text : `${text} ${say.held(held)}`.trim());
  switch (state) {
    case 'off':
      return null;
    case 'over':
      return { text: withHeld(`${say.over(limit, daysLeft)} ${say.answersGoOn}`), isPressing: true };
    case 'tight':
      if (limit === null || used === null) return { text: withHeld(say.unknown), isPressing: false };
      return { text: withHeld(say.tight(used, limit, forecast, daysLeft)), isPressing: true };
    case 'fine':
      if (used === null) return { text: withHeld(say.unknown), isPressing: false };
      return {
        text: withHeld(limit === null ? say.unlimited(used) : say.fine(used, limit, forecast)),
        isPressing: false,
      };
    case 'unknown':
      return { text: withHeld(say.unknown), isPressing: false };
  }
}
