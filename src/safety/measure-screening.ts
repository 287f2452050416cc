import { type Figures, measure, share } from '../text';
import { isDanger, type SafetyLabel } from './safety-label';

/** A text's truth, and what screening made of it. */
export interface ScreenedRow {
  readonly label: SafetyLabel;
  readonly urgent: boolean;
  readonly predicted: SafetyLabel;
  readonly predictedUrgent: boolean;
}

/** How well screening did. Shares are in [0, 1], and null where there is nothing to share. */
export interface ScreeningFigures extends Figures {
  /** Of the urgent texts, those found urgent. */
  readonly urgentRecall: number | null;
  /** Of those found urgent, the urgent ones. */
  readonly urgentPrecision: number | null;
  /** Of the texts of danger, those found to be of any danger. */
  readonly dangerRecall: number | null;
  /** Of the texts labelled `none`, those found to be of danger. */
  readonly falseAlarmRate: number | null;
}

/** The figures by which screening is judged. */
export function measureScreening(rows: readonly ScreenedRow[]): ScreeningFigures {
  const urgent = rows.filter((row) => row.urgent);
  const foundUrgent = rows.filter((row) => row.predictedUrgent);
  const danger = rows.filter((row) => isDanger(row.label));
  const none = rows.filter((row) => row.label === 'none');
  const bothUrgent = urgent.filter((row) => row.predictedUrgent).length;
  return {
    ...measure(rows.map(({ label, predicted }) => ({ expected: label, predicted }))),
    urgentRecall: share(bothUrgent, urgent.length),
    urgentPrecision: share(bothUrgent, foundUrgent.length),
    dangerRecall: share(danger.filter((row) => isDanger(row.predicted)).length, danger.length),
    falseAlarmRate: share(none.filter((row) => isDanger(row.predicted)).length, none.length),
  };
}
