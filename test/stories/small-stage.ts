import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type OpenStage, openStage } from '../../src/app';
import type { Meaning } from '../../src/conversation/meaning';
import { formatProblem } from '../../src/flow';
import { readStories, type Told, tellStory } from '../../src/stories';
import { loadSmallSet, smallServices } from '../flow/small-set';
import { noMeaning } from '../support/meanings';

/** Finds danger in one word, and understands nothing. */
const meaning: Meaning = {
  ...noMeaning,
  screen: (text) =>
    text.includes('あぶない') ? { label: 'suicide', urgent: false, because: [] } : noMeaning.screen(text),
};

/** The small set has no catalogue. */
const noOtherFacts = (facts: object) => ({
  content: { flowsDirectory: '', ready: null, problems: [], serviceProblems: [] },
  problems: Object.keys(facts).map((file) => `flows/${file}.yaml: there is no such file`),
});

/** A stage with the small set on it. */
export function openSmallStage(): Promise<OpenStage> {
  return openStage({ flows: loadSmallSet(), services: smallServices, meaning, readWith: noOtherFacts });
}

/** What comes of reading this text as a file of stories. */
export function readText(text: string): ReturnType<typeof readStories> {
  const folder = mkdtempSync(path.join(tmpdir(), 'madobe-stories-'));
  try {
    const file = path.join(folder, 'stories.yaml');
    writeFileSync(file, text);
    return readStories([{ path: file, shown: 'stories.yaml' }], { language: 'ja', timeZone: 'Asia/Tokyo' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Holds one story, given by its turns as they stand in a file, and perhaps its settings before them. */
export async function tell(stage: OpenStage, turns: string, settings = ''): Promise<Told> {
  const indented = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
  const text = `stories:\n  a story:\n${indented(settings, 4)}${settings ? '\n' : ''}    turns:\n${indented(turns, 6)}\n`;
  const { stories, problems } = readText(text);
  const [story] = stories;
  if (story === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  return tellStory(stage, story);
}
