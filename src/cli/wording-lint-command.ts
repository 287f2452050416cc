import path from 'node:path';
import { Command } from 'commander';
import { isAllowed, lintWording, type WordingFinding, type WordingLinter } from '../wording';
import { configOrFaults } from './config-or-faults';
import { readWrittenTexts, type WrittenText } from './read-written-texts';
import { processTerminal, type Terminal } from './terminal';
import { wordingLinterOrFaults } from './wording-linter-or-faults';

interface LintOptions {
  readonly json?: boolean;
  readonly flows?: string;
}

/** A finding with the words it is about and where they are written. */
interface PlacedFinding extends WordingFinding {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** `madobe wording lint`: status 0 when all is gentle, 1 when something was found, 2 when a file cannot be read. */
export function wordingLintCommand(terminal: Terminal = processTerminal): Command {
  return new Command('lint')
    .description('find words that coerce, blame, hurry, diagnose or compare, with a kinder way for each')
    .argument('[files...]', 'files or folders (default: the words of all flows, in every language)')
    .option('--json', 'print the findings for a machine')
    .option('--flows <folder>', 'where the flows are (default: MADOBE_FLOWS_DIR, else those that come along)')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe wording lint',
        '  $ npx madobe wording lint letter.txt our-locales/',
        '',
        'A finding is a hint. Rules, dictionary and examples are in flows/wording and can be extended; a text that was',
        'read and is to stay goes into flows/wording/allowed.yaml with a reason.',
      ].join('\n'),
    )
    .action(async (files: readonly string[], options: LintOptions) => {
      const config = configOrFaults(terminal);
      if (config === null) return;
      const texts = textsOrFault(files.length > 0 ? files : [config.localesDirectory], terminal);
      if (texts === null) return;
      const linter = wordingLinterOrFaults(options.flows ?? config.flowsDirectory, terminal);
      if (linter === null) return;
      const findings = await findAll(linter, texts);
      terminal.output.write(options.json ? asJson(findings) : asText(findings));
      terminal.exitWith(findings.length === 0 ? 0 : 1);
    });
}

function textsOrFault(paths: readonly string[], terminal: Terminal): readonly WrittenText[] | null {
  try {
    return readWrittenTexts(paths);
  } catch (fault) {
    terminal.errors.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    terminal.exitWith(2);
    return null;
  }
}

async function findAll(
  linter: WordingLinter,
  texts: readonly WrittenText[],
): Promise<readonly PlacedFinding[]> {
  const placed: PlacedFinding[] = [];
  for (const { file, line, text } of texts) {
    for (const finding of await lintWording(linter, text)) {
      if (isAllowed(linter.material.allowed, text, finding)) continue;
      const linesBefore = text.slice(0, finding.start).split('\n').length - 1;
      // A text from YAML begins on the line of its mark (`|`), and may be folded: its own lines are not the file's.
      const isPlain = !/\.ya?ml$/.test(file);
      placed.push({
        ...finding,
        file,
        line: isPlain ? line + linesBefore : line,
        text: text.slice(finding.start, finding.end),
      });
    }
  }
  return placed;
}

function asJson(findings: readonly PlacedFinding[]): string {
  return `${JSON.stringify({ ok: findings.length === 0, findings })}\n`;
}

function asText(findings: readonly PlacedFinding[]): string {
  if (findings.length === 0)
    return 'Nothing in these words presses on anybody, as far as a machine can see.\n';
  const lines = findings.flatMap(({ file, line, text, name, reason, suggestion, instead, by }) => [
    `${path.relative('', file)}:${line}: ${JSON.stringify(text)}: ${name.en} / ${name.ja} (${by})`,
    `    ${reason.en}`,
    `    ${suggestion.en}${instead === null ? '' : ` For instance: ${instead}`}`,
    `    ${reason.ja} ${suggestion.ja}`,
  ]);
  const count = findings.length === 1 ? '1 place' : `${findings.length} places`;
  return `${[...lines, '', `${count} to look at again.`].join('\n')}\n`;
}
