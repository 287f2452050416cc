import { explain, judge, type LinearModel } from '../text';
import { foldDisguise } from './fold-disguise';
import { metRules } from './met-rules';
import { passagesOf } from './passages';
import {
  type DangerLabel,
  dangerLabels,
  isDanger,
  isUrgentClass,
  labelOf,
  type SafetyClass,
  type SafetyLabel,
} from './safety-label';
import type { ScreeningMaterial } from './safety-material';

/** What screening needs. Made once, at start-up. */
export interface Screener {
  readonly material: Pick<ScreeningMaterial, 'folding' | 'rules'>;
  readonly model: LinearModel<SafetyClass>;
}

/** What a text was found to be. */
export interface Screening {
  readonly label: SafetyLabel;
  /** Only ever true with a label of danger, and always with `medical`. */
  readonly urgent: boolean;
  /**
   * Why, strongest first: `rule:` and its name, `piece:` and what moved the model, or `screening-failed`. Pieces are
   * parts of what the person wrote: show them to staff who may read the text, never log them.
   */
  readonly because: readonly string[];
}

/** Stands alone in `because` when screening itself failed: the text was not read. */
export const screeningFailed = 'screening-failed';

/** From this probability of any danger a text is held dangerous. Recall comes first; see README for how it was chosen. */
export const dangerThreshold = 0.495;
/** From this probability of an urgent class a text that is held dangerous is held urgent. */
export const urgentThreshold = 0.2;

/**
 * How much less probable than `none` distress may be and still be taken for distress: a kind word too many costs nobody
 * anything, and one too few is not noticed by anybody.
 */
const DISTRESS_SHARE = 0.4;

/**
 * Screens one text: rules and a model beside them, whichever sees more danger. Never throws. When screening itself
 * fails the text is handed to a human as `distress`, not urgent, because `screening-failed`.
 */
export function screen(screener: Screener, text: string): Screening {
  try {
    return screened(screener, text);
  } catch {
    return { label: 'distress', urgent: false, because: [screeningFailed] };
  }
}

function screened({ material, model }: Screener, text: string): Screening {
  const folded = foldDisguise(text, material.folding);
  if (folded === '') return { label: 'none', urgent: false, because: [] };
  const met = metRules(material.rules, folded);
  const judged = passagesOf(folded).map((passage) => ({ passage, ...probabilitiesOf(model, passage) }));
  const worst = judged.reduce((a, b) => (b.danger + b.urgent > a.danger + a.urgent ? b : a));
  const urgentRule = met.find((rule) => rule.urgent);
  const rule = urgentRule ?? met[0];
  if (!rule && worst.danger < dangerThreshold) {
    const calm = judged.some(
      ({ classes }) => (classes.get('distress') ?? 0) > DISTRESS_SHARE * (classes.get('none') ?? 0),
    )
      ? ('distress' as const)
      : ('none' as const);
    return { label: calm, urgent: false, because: piecesFor(model, worst.passage, calm) };
  }
  const label = rule && worst.danger < SURE ? rule.label : likeliestDanger(worst.classes);
  const urgent = worst.urgent >= urgentThreshold || urgentRule !== undefined || label === 'medical';
  const shown: SafetyClass = urgent ? `${label}!` : label;
  return {
    label,
    urgent,
    because: [...met.map(({ name }) => `rule:${name}`), ...piecesFor(model, worst.passage, shown)],
  };
}

/** From here on the model's label is taken rather than that of a rule, which sees one phrase only. */
const SURE = 0.7;

interface Probabilities {
  readonly classes: ReadonlyMap<SafetyClass, number>;
  readonly danger: number;
  readonly urgent: number;
}

function probabilitiesOf(model: LinearModel<SafetyClass>, passage: string): Probabilities {
  const classes = new Map(judge(model, passage).map(({ label, probability }) => [label, probability]));
  let danger = 0;
  let urgent = 0;
  for (const [name, probability] of classes) {
    if (isDanger(labelOf(name))) danger += probability;
    if (isUrgentClass(name)) urgent += probability;
  }
  return { classes, danger, urgent };
}

function likeliestDanger(classes: ReadonlyMap<SafetyClass, number>): DangerLabel {
  const probability = (label: DangerLabel) => (classes.get(label) ?? 0) + (classes.get(`${label}!`) ?? 0);
  return dangerLabels.reduce((a, b) => (probability(b) > probability(a) ? b : a));
}

function piecesFor(model: LinearModel<SafetyClass>, passage: string, name: SafetyClass): readonly string[] {
  return explain(model, passage, name, 3).map(({ piece }) => `piece:${piece}`);
}
