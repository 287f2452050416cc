import { itemData, placeData } from './compile-flows';
import type { Draft } from './draft';
import type { Button, Move, QuestionStep } from './flow-set';
import { atMostGraphemes, labelGraphemes } from './graphemes';
import type { Choice } from './message';
import { renderTemplate } from './template';
import { itemLookup } from './utterance';

/** LINE shows no more quick replies than this. */
export const choicesAtMost = 13;
/** Moves that keep their button however many options a question has. */
export const alwaysOffered = ['person', 'menu'] as const;
/** Moves that keep their button after "また今度" and "やめる": whoever leaves at night must find a voice. */
const helpOffered = ['person', 'crisis'] as const;

/** The buttons that go with the end of a turn. */
export function choicesFor(draft: Draft): readonly Choice[] {
  const question = draft.question;
  if (question !== null) return questionChoices(draft, question);
  return draft.offer === 'nothing' ? [] : restChoices(draft);
}

/** A question's items and options, then the moves that are offered, at most 13; options stay, then person and menu. */
function questionChoices(draft: Draft, question: QuestionStep): readonly Choice[] {
  const written = question.way.options
    .map((option) => buttonChoice(draft, option.button[draft.language]))
    .filter((choice) => choice !== null);
  const listed = [...placeChoices(draft, question), ...itemChoices(draft, question)];
  const options =
    listed.length === 0
      ? written
      : [...listed.slice(0, choicesAtMost - alwaysOffered.length - written.length), ...written];
  const leading = leadingMoves(draft);
  const offered = [...draft.flows.moves.values()].filter(
    (move) => !leading.includes(move) && isOffered(draft, move),
  );
  const room = choicesAtMost - options.length;
  const kept = keepWithin(room, [...leading, ...offered]);
  const [first, others] = [
    kept.filter((move) => leading.includes(move)),
    kept.filter((move) => !leading.includes(move)),
  ];
  return [
    ...first.flatMap((move) => moveChoice(draft, move)),
    ...options,
    ...others.flatMap((move) => moveChoice(draft, move)),
  ];
}

/** One button for each item of the question's list. */
function itemChoices(draft: Draft, { position, way: { each } }: QuestionStep): readonly Choice[] {
  if (each === null) return [];
  return draft.itemsOf(each.list).flatMap((item) => {
    const label = renderTemplate(each.label[draft.language], itemLookup(item, draft.lookup));
    return label === ''
      ? []
      : [{ data: itemData(position, item.id), label: atMostGraphemes(label, labelGraphemes) }];
  });
}

/** One button for each place that the typed name fits. */
function placeChoices(draft: Draft, { position }: QuestionStep): readonly Choice[] {
  return draft.places.flatMap((id) => {
    const name = draft.flows.municipalities.nameOf.get(id)?.[draft.language];
    return name === undefined
      ? []
      : [{ data: placeData(position, id), label: atMostGraphemes(name, labelGraphemes) }];
  });
}

/** When nothing is asked: what was left open, and the moves that make sense then. */
export function restChoices(draft: Draft): readonly Choice[] {
  const moves = [...draft.flows.moves.values()];
  const leading = leadingMoves(draft);
  const resume = draft.paused === null ? [] : moves.filter((move) => move.action.kind === 'resume');
  const others = moves.filter(
    (move) =>
      !resume.includes(move) &&
      !leading.includes(move) &&
      isOffered(draft, move) &&
      (draft.offer === 'all' || helpOffered.some((name) => name === move.name)) &&
      move.action.kind !== 'pause' &&
      move.action.kind !== 'back',
  );
  return [...leading, ...resume, ...others]
    .flatMap((move) => moveChoice(draft, move))
    .slice(0, choicesAtMost);
}

/** Moves whose buttons come first this time, but for the one whose flow is open already. */
function leadingMoves(draft: Draft): readonly Move[] {
  const flow = draft.position?.flow;
  return draft.lead.filter(({ action }) => !('flow' in action) || action.flow !== flow);
}

/** Drops moves from the end until they fit, but never a person or the menu. */
function keepWithin(room: number, moves: readonly Move[]): readonly Move[] {
  const kept = [...moves];
  for (let index = kept.length - 1; kept.length > room && index >= 0; index -= 1) {
    const move = kept[index];
    if (!alwaysOffered.some((name) => name === move?.name)) kept.splice(index, 1);
  }
  return kept;
}

function isOffered(draft: Draft, move: Move): boolean {
  if (move.offer === 'never') return false;
  if ('flow' in move.action && move.action.flow === draft.position?.flow) return false;
  if (move.offer === 'always') return true;
  switch (move.action.kind) {
    case 'back':
      return draft.trail.some((place) => draft.questionAt(place) !== null);
    case 'resume':
      return draft.paused !== null;
    default:
      return true;
  }
}

function moveChoice(draft: Draft, move: Move): readonly Choice[] {
  const choice = move.button[draft.language];
  return choice === null ? [] : [choice];
}

function buttonChoice(draft: Draft, button: Button): Choice | null {
  if (button.fixed !== null) return button.fixed;
  const label = renderTemplate(button.label, draft.lookup);
  return label === '' ? null : { data: button.data, label: atMostGraphemes(label, labelGraphemes) };
}
