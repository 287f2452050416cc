import { alwaysOffered, choicesAtMost } from './choices';
import type { Problem } from './problem';
import type { FlowSources } from './read-flow-files';
import { longOption, type MoveDefinition, type StepDefinition } from './schema';

/** Every question says what it asks, fits its buttons, and can be left unanswered (DOMAIN.md, section 2, rule 2). */
export function checkQuestions(sources: FlowSources): readonly Problem[] {
  return [
    ...checkPromises(sources),
    ...[...sources.flows].flatMap(([flow, { file, content, lineOf }]) =>
      Object.entries(content.steps).flatMap(([step, written]) =>
        checkQuestion(flow, written, sources).map((message) => ({
          file,
          line: lineOf(['steps', step, 'ask']),
          flow,
          step,
          message,
        })),
      ),
    ),
  ];
}

/** A person, the menu, a pause and help in danger are buttons under every question. */
function checkPromises({ moves }: FlowSources): readonly Problem[] {
  return ['person', 'menu', 'later', 'crisis'].flatMap((name) =>
    moves.content.moves[name]?.offer === true
      ? []
      : [
          {
            file: moves.file,
            line: moves.lineOf(['moves', name]),
            message: `the move \`${name}\` is promised under every question: add \`offer: true\``,
          },
        ],
  );
}

function checkQuestion(flow: string, step: StepDefinition, sources: FlowSources): readonly string[] {
  const { ask } = step;
  if (ask === undefined) return [];
  const options = Object.values(ask.options ?? {});
  const offered = Object.entries(sources.moves.content.moves).filter(
    ([, move]) => move.offer !== undefined && targetOf(move) !== flow,
  );
  const kept = offered.filter(([name]) => alwaysOffered.some((always) => always === name));
  const room = choicesAtMost - kept.length;
  const spare = Math.max(0, room - options.length);
  const others = offered.filter(([name]) => !alwaysOffered.some((always) => always === name));
  const leavable =
    others.slice(0, spare).some(([, move]) => move.pause === true) ||
    options.some((option) => longOption(option).remember === false);
  return [
    ...(step.say === undefined ? ['asks without saying what: add `say`'] : []),
    ...(options.length > room
      ? [`has ${options.length} options, and ${room} fit beside the buttons that always show: offer fewer`]
      : []),
    ...(leavable
      ? []
      : ['can only be answered: leave room for the `later` button, or add an option with `remember: false`']),
  ];
}

function targetOf(move: MoveDefinition): string | undefined {
  return move.go ?? move.enter;
}
