import { type Choice, itemData, type ListItem } from '../../flow';
import type { MineWords } from './mine-words';

/** Whichever message the question stands in, its buttons are the ones of this step. */
const ASKED = { flow: 'referral', step: 'asked' };

/** The buttons of a question, wherever it is put. They carry which question they answer, be they tapped months later. */
export function referralChoices(id: string, words: MineWords['referral']): readonly Choice[] {
  return referralAnswers(id, words).map((item) => ({
    data: itemData(ASKED, item.id),
    label: item.values.label ?? '',
  }));
}

/** The same as a list of the flow. */
export function referralAnswers(id: string, { yes, no }: MineWords['referral']): readonly ListItem[] {
  return [
    { id: `yes-${id}`, values: { label: yes } },
    { id: `no-${id}`, values: { label: no } },
  ];
}
