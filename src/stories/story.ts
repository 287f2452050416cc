import type { Language } from '../flow';
import type { StoryDefinition } from './story-file';

/** A written conversation as it is held: one story in one language. */
export interface Story {
  /** The file as it is shown, such as `flows/stories/menu.yaml`. */
  readonly file: string;
  readonly title: string;
  readonly language: Language;
  /** Milliseconds since the epoch: when it begins. */
  readonly startsAt: number;
  readonly channel: 'line' | 'web';
  readonly seed: number;
  readonly knows: NonNullable<StoryDefinition['knows']>;
  /** Facts that are others than those of the files, by file. */
  readonly facts: NonNullable<StoryDefinition['with']>;
  /** The line where it begins. */
  readonly line: number;
  readonly turns: readonly StoryTurn[];
}

export interface StoryTurn {
  readonly line: number;
  readonly written: StoryDefinition['turns'][number];
}
