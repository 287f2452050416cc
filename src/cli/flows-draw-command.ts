import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { contentProblems } from '../app/content';
import { type FlowSet, type Language, languages } from '../flow';
import { drawMermaid, drawSvg, type Picture, pictureAll, pictureFlow } from '../flow/draw';
import { type ContentOptions, contentOptions, loadChosenContent } from './load-chosen-content';
import { processTerminal, type Terminal } from './terminal';

const formats = ['mermaid', 'svg'] as const;
type Format = (typeof formats)[number];

const draw: Readonly<Record<Format, (picture: Picture) => string>> = { mermaid: drawMermaid, svg: drawSvg };

interface DrawOptions extends ContentOptions {
  readonly all?: boolean;
  readonly format?: Format;
  readonly out?: string;
  readonly language?: Language;
}

/** `madobe flows draw`: status 1 when the files cannot be read or written, 2 when no such flow can be drawn. */
export function flowsDrawCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('draw')
    .description('draw a flow, or how all flows lead to one another')
    .argument('[flow]', 'name of the flow')
    .option('--all', 'all flows, each as one box')
    .addOption(
      new Option('--format <format>', 'mermaid is text that GitHub draws, svg is a picture').choices([
        ...formats,
      ]),
    )
    .option(
      '-o, --out <file>',
      'write it there (default: print it); a name that ends in .svg means --format svg',
    )
    .addOption(
      new Option(
        '-l, --language <language>',
        'the language of the words in it (default: the first one)',
      ).choices([...languages]),
    )
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe flows draw first-contact',
        '  $ npx madobe flows draw first-contact --out first-contact.svg',
        '  $ npx madobe flows draw --all --format svg --language en > all.svg',
        '',
        'What can be said at every point is drawn once, at the foot of the picture.',
      ].join('\n'),
    )
    .action((flow: string | undefined, options: DrawOptions) => drawChosen(flow, options, terminal));
  for (const option of contentOptions) command.addOption(option);
  return command;
}

function drawChosen(flow: string | undefined, options: DrawOptions, terminal: Terminal): void {
  const content = loadChosenContent(options, terminal);
  if (content === null) return;
  if (content.ready === null) {
    for (const line of contentProblems(content)) terminal.errors.write(`${line}\n`);
    terminal.exitWith(1);
    return;
  }
  const { flows } = content.ready;
  const picture = pictureOf(flow, options, flows);
  if (picture === null) {
    const known = [...flows.sources.flows.keys()].join(', ');
    terminal.errors.write(`Name one flow, or draw --all of them. There are: ${known}\n`);
    terminal.exitWith(2);
    return;
  }
  const format = options.format ?? (options.out?.endsWith('.svg') ? 'svg' : 'mermaid');
  const drawn = draw[format](picture);
  if (options.out === undefined) terminal.output.write(drawn);
  else writeOut(options.out, drawn, terminal);
}

function pictureOf(flow: string | undefined, options: DrawOptions, flows: FlowSet): Picture | null {
  const language = options.language ?? flows.organisation.defaultLanguage;
  if (options.all) return flow === undefined ? pictureAll(flows, language) : null;
  return flow === undefined ? null : pictureFlow(flows, flow, language);
}

function writeOut(file: string, drawn: string, terminal: Terminal): void {
  try {
    writeFileSync(file, drawn);
  } catch (fault) {
    const code =
      typeof fault === 'object' && fault !== null && 'code' in fault ? ` (${String(fault.code)})` : '';
    terminal.errors.write(`${file} cannot be written${code}.\n`);
    terminal.exitWith(1);
  }
}
