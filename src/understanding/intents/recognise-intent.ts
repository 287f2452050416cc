import { explain, judge, type LinearModel, normalise } from '../../text';
import { confirmedIntents, type Intent } from './intents';

/** What somebody seems to want. */
export interface RecognisedIntent {
  /** The likeliest. When not `sure`, it is not acted on: the `nearest` are offered instead. */
  readonly intent: Intent;
  readonly sure: boolean;
  /** It takes something away, so it is never done before the person has confirmed it, however sure this is. */
  readonly confirm: boolean;
  /** In (0, 1). */
  readonly confidence: number;
  /** Two or three to offer gently, likeliest first. The first is `intent`. */
  readonly nearest: readonly Intent[];
  /**
   * The pieces that spoke most for it, strongest first: bits of the text, or `c:` and the ideas that were met. They
   * come from what a person wrote, so they are for eyes at a terminal and never logged.
   */
  readonly because: readonly string[];
}

/** Below this it is unsure. README.md says what that means in figures. */
const SURE_FROM = 0.5;
const OFFERED_FROM = 0.1;

/** Tells what a text asks for. A text without words is never sure. Pure; well below 2 ms for a message. */
export function recogniseIntent(model: LinearModel<Intent>, text: string): RecognisedIntent {
  const [first, ...others] = judge(model, text);
  const offered = others.slice(0, 2).filter(({ probability }, at) => at === 0 || probability >= OFFERED_FROM);
  return {
    intent: first.label,
    sure: first.probability >= SURE_FROM && normalise(text) !== '',
    confirm: confirmedIntents.includes(first.label),
    confidence: first.probability,
    nearest: [first.label, ...offered.map(({ label }) => label)],
    because: explain(model, text, first.label).map(({ piece }) => piece),
  };
}
