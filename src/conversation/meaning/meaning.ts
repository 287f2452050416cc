import type { Screening } from '../../safety';
import type { RecognisedIntent } from '../../understanding';

/** What is told about texts that people write. Pure; made once, at start-up. */
export interface Meaning {
  /** What a text says about danger. */
  screen(text: string): Screening;
  /** What a text asks for. */
  understand(text: string): RecognisedIntent;
}
