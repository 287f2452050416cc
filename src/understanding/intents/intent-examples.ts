import type { Example } from '../../text';
import type { Intent } from './intents';

/** All that intents are learnt from. */
export interface IntentExamples {
  readonly examples: readonly Example<Intent>[];
  /** Words by the idea they carry, as they were written. */
  readonly cues: Readonly<Record<string, readonly string[]>>;
  /** Changes whenever a file does. */
  readonly fingerprint: string;
}
