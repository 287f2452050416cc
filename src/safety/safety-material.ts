import type { CueBook, Example } from '../text';
import type { DangerLabel, SafetyClass } from './safety-label';

/** One way of writing that stands for a plain word. */
export interface Disguise {
  /** Matched, globally, against text that was normalised. */
  readonly written: RegExp;
  readonly reads: string;
}

/** How writing is brought to plain words before anything judges it. */
export interface Folding {
  /** Emoji that carry a meaning. They are read before normalisation takes emoji away. */
  readonly emoji: ReadonlyMap<string, string>;
  /** Applied in this order. */
  readonly disguises: readonly Disguise[];
}

/** A finding that needs no model. */
export interface SafetyRule {
  readonly name: string;
  readonly label: DangerLabel;
  readonly urgent: boolean;
  /** One of these, met in one sentence of the folded text… */
  readonly when: readonly RegExp[];
  /** …and none of these anywhere in the text. */
  readonly unless: readonly RegExp[];
}

/** What screening stands on beside its model, read and compiled. */
export interface ScreeningMaterial {
  readonly folding: Folding;
  readonly rules: readonly SafetyRule[];
  /** Changes whenever something does that the model is trained on. */
  readonly fingerprint: string;
}

/** Everything about safety that an organisation may edit, read and compiled. */
export interface SafetyMaterial extends ScreeningMaterial {
  readonly cues: CueBook;
  readonly examples: readonly Example<SafetyClass>[];
}
