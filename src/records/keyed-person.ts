import type { SealingKey } from '../store';

/** A person with the key that opens what is theirs. */
export interface KeyedPerson {
  readonly id: string;
  readonly key: SealingKey;
}
