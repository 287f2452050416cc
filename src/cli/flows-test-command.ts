import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { contentProblems, loadMeaning, loadOtherFacts } from '../app/content';
import { formatProblem } from '../flow';
import { coverageOf, type LanguageCoverage, readStories, type Told, tellStory } from '../stories';
import { configOrFaults } from './config-or-faults';
import { type ContentOptions, contentOptions, loadChosenContent } from './load-chosen-content';
import { processTerminal, type Terminal } from './terminal';

interface TestOptions extends ContentOptions {
  readonly json?: boolean;
  /** `true` when it is asked for without a threshold. */
  readonly coverage?: number | true;
}

/** `madobe flows test`: status 1 when a story fails, or stories pass too little; 2 when a file cannot be read. */
export function flowsTestCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('test')
    .description('hold the written conversations (stories), and say where one goes otherwise')
    .argument('[files...]', 'files or folders of stories (default: stories/ in the folder of the flows)')
    .option(
      '--coverage [percent]',
      'also say which steps no story takes; status 1 below so many per cent',
      percent,
    )
    .option('--json', 'print the findings for a machine')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe flows test',
        '  $ npx madobe flows test --coverage 95',
        '  $ npx madobe flows test flows/stories/menu.yaml',
        '',
        'A story that fails is told with its line, what was expected and what was said. Nothing is sent or kept.',
      ].join('\n'),
    )
    .action((files: readonly string[], options: TestOptions) => test(files, options, terminal));
  for (const option of contentOptions) command.addOption(option);
  return command;
}

function percent(given: string): number {
  const value = Number(given);
  if (!(value >= 0 && value <= 100)) throw new InvalidArgumentError('It is a number from 0 to 100.');
  return value;
}

async function test(files: readonly string[], options: TestOptions, terminal: Terminal): Promise<void> {
  const config = configOrFaults(terminal);
  const content = config === null ? null : loadChosenContent(options, terminal);
  if (config === null || content === null) return;
  const meaning = loadMeaning(content.flowsDirectory);
  const problems = [...contentProblems(content), ...meaning.problems];
  if (content.ready === null || meaning.ready === null || problems.length > 0) {
    for (const line of problems) terminal.errors.write(`${line}\n`);
    terminal.exitWith(1);
    return;
  }
  const found = storyFiles(files, content.flowsDirectory);
  if (found === null) {
    terminal.errors.write(`There are no stories: ${files.join(', ') || 'stories/ is missing'}\n`);
    terminal.exitWith(2);
    return;
  }
  // Only here is a store needed; the other commands start without loading one.
  const { openStage } = await import('../app/index.js');
  const { flows } = content.ready;
  const read = readStories(found, {
    language: flows.organisation.defaultLanguage,
    timeZone: config.timeZone,
  });
  if (read.problems.length > 0) {
    for (const problem of read.problems) terminal.errors.write(`${formatProblem(problem)}\n`);
    terminal.exitWith(2);
    return;
  }
  const stage = await openStage({
    ...content.ready,
    meaning: meaning.ready,
    readWith: (facts) =>
      loadOtherFacts(
        {
          flowsDirectory: content.flowsDirectory,
          localesDirectory: options.locales ?? config.localesDirectory,
          timeZone: config.timeZone,
        },
        facts,
      ),
  });
  const told: Told[] = [];
  try {
    for (const story of read.stories) told.push(await tellStory(stage, story));
  } finally {
    await stage.close();
  }
  const coverage = options.coverage === undefined ? null : coverageOf(flows, told);
  const failed = told.some(({ failures }) => failures.length > 0);
  const threshold = typeof options.coverage === 'number' ? options.coverage : 0;
  const tooLittle = coverage?.some((one) => one.visited < (one.steps * threshold) / 100) ?? false;
  terminal.output.write(options.json ? asJson(told, coverage) : asText(told, coverage, threshold));
  terminal.exitWith(failed || tooLittle ? 1 : 0);
}

interface StoryPath {
  readonly path: string;
  readonly shown: string;
}

/** The files that were named, or those beside the flows. Null when there are none. */
function storyFiles(named: readonly string[], flowsDirectory: string): readonly StoryPath[] | null {
  const beside = path.join(flowsDirectory, 'stories');
  try {
    const files =
      named.length > 0
        ? named.flatMap((name) => filesIn(name).map((file) => ({ path: file, shown: file })))
        : filesIn(beside).map((file) => ({ path: file, shown: `flows/stories/${path.basename(file)}` }));
    return files.length === 0 ? null : files;
  } catch {
    return null;
  }
}

function filesIn(name: string): readonly string[] {
  if (!statSync(name).isDirectory()) return [name];
  return readdirSync(name)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => path.join(name, file));
}

function asJson(told: readonly Told[], coverage: readonly LanguageCoverage[] | null): string {
  const failures = told.flatMap(({ story, failures: own }) =>
    own.map((failure) => ({ file: story.file, story: story.title, language: story.language, ...failure })),
  );
  const ok = failures.length === 0;
  return `${JSON.stringify({ ok, stories: told.length, failures, ...(coverage && { coverage }) })}\n`;
}

function asText(
  told: readonly Told[],
  coverage: readonly LanguageCoverage[] | null,
  threshold: number,
): string {
  const failed = told.filter(({ failures }) => failures.length > 0);
  const count = told.length === 1 ? '1 story' : `${told.length} stories`;
  const verdict =
    failed.length === 0
      ? `${count} held, and all went as written.`
      : `${count} held, and ${failed.length} went otherwise.`;
  const lines = [
    ...failed.flatMap(renderFailures),
    verdict,
    ...(coverage === null ? [] : ['', ...coverage.flatMap((one) => renderCoverage(one, threshold))]),
  ];
  return `${lines.join('\n')}\n`;
}

function renderFailures({ story, failures }: Told): readonly string[] {
  const [first] = failures;
  return [
    `${story.file}:${first?.line ?? 1} “${story.title}” (${story.language})`,
    ...failures.map(({ expected }) => `  expected: ${expected}`),
    '  but there was:',
    ...(first?.told ?? []).map((line) => `    ${line}`),
    '',
  ];
}

function renderCoverage(coverage: LanguageCoverage, threshold: number): readonly string[] {
  const { language, steps, visited, missed } = coverage;
  const share = steps === 0 ? 100 : Math.floor((visited / steps) * 1000) / 10;
  const enough = visited >= (steps * threshold) / 100;
  const line = `${language}: ${visited} of ${steps} steps are in a story (${share} %)`;
  return [
    enough ? line : `${line}, and ${threshold} % are wanted`,
    ...(missed.length === 0 ? [] : [`  in none: ${missed.join(', ')}`]),
  ];
}
