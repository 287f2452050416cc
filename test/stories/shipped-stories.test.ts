import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type OpenStage, openStage } from '../../src/app';
import { loadOtherFacts } from '../../src/app/content';
import { formatProblem } from '../../src/flow';
import { coverageOf, readStories, type Told, tellStory } from '../../src/stories';
import { shippedContent } from '../cli/shipped-content';
import { shippedMeaning } from '../support/meanings';

const root = path.resolve(__dirname, '..', '..');
const timeZone = 'Asia/Tokyo';
const folder = path.join(root, 'flows', 'stories');
const read = readStories(
  readdirSync(folder).map((file) => ({ path: path.join(folder, file), shown: `flows/stories/${file}` })),
  { language: 'ja', timeZone },
);
const told: Told[] = [];

describe('the shipped stories', () => {
  let stage: OpenStage;
  beforeAll(async () => {
    const location = {
      flowsDirectory: path.join(root, 'flows'),
      localesDirectory: path.join(root, 'locales'),
      timeZone,
    };
    stage = await openStage({
      ...shippedContent(root),
      meaning: shippedMeaning(),
      readWith: (facts) => loadOtherFacts(location, facts),
    });
    for (const story of read.stories) told.push(await tellStory(stage, story));
  }, 120_000);
  afterAll(() => stage.close());

  it('can be read', () => {
    expect(read.problems.map(formatProblem)).toEqual([]);
    expect(read.stories.length).toBeGreaterThan(100);
  });

  it('go as they are written', () => {
    const failures = told.flatMap(({ story, failures: own }) =>
      own.map(
        ({ line, expected, told: found }) =>
          `${story.file}:${line} (${story.language}) ${expected}\n${found.join('\n')}`,
      ),
    );
    expect(failures).toEqual([]);
  });

  it('take at least 95 of 100 steps, in every language', () => {
    for (const { language, steps, visited, missed } of coverageOf(stage.flows, told)) {
      expect({ language, missed: visited >= steps * 0.95 ? [] : missed }).toEqual({ language, missed: [] });
    }
  });
});
