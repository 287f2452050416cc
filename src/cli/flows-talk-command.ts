import { randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Command, Option } from 'commander';
import { contentProblems, loadMeaning } from '../app/content';
import { systemClock } from '../clock';
import { type FlowSet, type Language, languages } from '../flow';
import { type ContentOptions, contentOptions, loadChosenContent } from './load-chosen-content';
import { Talk, talkCommands } from './talk';
import { processTerminal, type Terminal } from './terminal';

interface TalkOptions extends ContentOptions {
  readonly language?: Language;
  readonly follow: boolean;
}

/** `madobe flows talk`: status 1 when a flow was at fault on the way. */
export function flowsTalkCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('talk')
    .description('have a conversation in the terminal, with the real engine; nothing is stored or sent')
    .addOption(
      new Option('-l, --language <language>', 'the language a new person is met in').choices([...languages]),
    )
    .option('--no-follow', 'begin with silence, as if a person wrote before adding Madobe as a friend')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  $ npx madobe flows talk',
        '  $ npx madobe flows talk --language ja-easy',
        "  $ printf '%s\\n' 1 /sticker /quit | npx madobe flows talk",
        '',
        talkCommands,
      ].join('\n'),
    )
    .action((options: TalkOptions) => talk(options, terminal));
  for (const option of contentOptions) command.addOption(option);
  return command;
}

async function talk(options: TalkOptions, terminal: Terminal): Promise<void> {
  const content = loadChosenContent(options, terminal);
  if (content === null) return;
  for (const line of contentProblems(content)) terminal.errors.write(`${line}\n`);
  if (content.ready === null) {
    terminal.exitWith(1);
    return;
  }
  const { flows, services } = content.ready;
  const { ready: meaning, problems } = loadMeaning(content.flowsDirectory);
  for (const line of problems) terminal.errors.write(`${line}\n`);
  if (meaning === null) {
    terminal.exitWith(1);
    return;
  }
  const conversation = new Talk({
    flows: metIn(flows, options.language),
    services,
    meaning,
    clock: systemClock,
    seed: randomInt(2 ** 31),
  });
  if (terminal.interactive) terminal.output.write(`${talkCommands}\n\n`);
  if (options.follow) terminal.output.write(`${conversation.hear('/follow').text}\n`);
  await readLines(conversation, terminal);
  if (conversation.faulty) terminal.exitWith(1);
}

/** The flows of an organisation that meets new people in this language. */
function metIn(flows: FlowSet, language: Language | undefined): FlowSet {
  if (language === undefined) return flows;
  return { ...flows, organisation: { ...flows.organisation, defaultLanguage: language } };
}

/** Hears line after line until /quit or the end of the input. What comes from a pipe is repeated, so that it can be read. */
async function readLines(conversation: Talk, terminal: Terminal): Promise<void> {
  const { input, output, interactive } = terminal;
  const lines = createInterface({ input, output, terminal: interactive, prompt: '\n> ' });
  if (interactive) lines.prompt();
  for await (const line of lines) {
    if (!interactive) output.write(`\n> ${line}\n`);
    const reply = conversation.hear(line);
    if (reply.ended) break;
    if (reply.text !== '') output.write(`\n${reply.text}\n`);
    if (interactive) lines.prompt();
  }
  lines.close();
}
