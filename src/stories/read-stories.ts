import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { type Language, languages, type Problem, readYamlFile, type YamlFile } from '../flow';
import type { Story } from './story';
import { type StoryDefinition, type StoryFile, storyFileSchema } from './story-file';

/** Where a story begins that does not say when: a working day, in the middle of the afternoon. */
const anAfternoon = '2026-11-20 14:00';

/** The stories of some files, or everything that is wrong with them. */
export interface ReadStories {
  readonly stories: readonly Story[];
  readonly problems: readonly Problem[];
}

/**
 * Reads stories, one for each language that it is told in.
 *
 * @param files where they are, and how the file is called in reports
 */
export function readStories(
  files: readonly { readonly path: string; readonly shown: string }[],
  around: {
    /** For stories that name none. */
    readonly language: Language;
    /** IANA zone in which their clocks are meant. */
    readonly timeZone: string;
  },
): ReadStories {
  const problems: Problem[] = [];
  const stories = files.flatMap(({ path, shown }) => {
    const text = textOf(path);
    if (text === null) {
      problems.push({ file: shown, line: 1, message: 'cannot be read: correct the name' });
      return [];
    }
    const file = readYamlFile(shown, text, storyFileSchema, (problem) => problems.push(problem));
    return file === null ? [] : storiesIn(file, around, problems);
  });
  return { stories, problems };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function storiesIn(
  { file, content, lineOf }: YamlFile<StoryFile>,
  around: { readonly language: Language; readonly timeZone: string },
  problems: Problem[],
): readonly Story[] {
  return Object.entries(content.stories).flatMap(([title, written]) => {
    const clock = written.clock ?? content.clock ?? anAfternoon;
    const startsAt = DateTime.fromISO(clock.replace(' ', 'T'), { zone: around.timeZone });
    if (!startsAt.isValid) {
      const path = written.clock === undefined ? ['clock'] : ['stories', title, 'clock'];
      problems.push({
        file,
        line: lineOf(path),
        message: `“${clock}” is no day and time that there is: correct it`,
      });
      return [];
    }
    return languagesOf(written, content, around.language).map(
      (language): Story => ({
        file,
        title,
        language,
        startsAt: startsAt.toMillis(),
        channel: written.channel ?? content.channel ?? 'line',
        seed: written.seed ?? 1,
        knows: written.knows ?? {},
        facts: { ...content.with, ...written.with },
        line: lineOf(['stories', title]),
        turns: written.turns.map((turn, index) => ({
          line: lineOf(['stories', title, 'turns', index]),
          written: turn,
        })),
      }),
    );
  });
}

function languagesOf(written: StoryDefinition, file: StoryFile, first: Language): readonly Language[] {
  const chosen = written.language ?? file.language ?? first;
  if (chosen === 'all') return languages;
  return typeof chosen === 'string' ? [chosen] : chosen;
}
