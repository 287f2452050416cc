import type { Service } from '../../flow';
import type { Catalogue } from './catalogue';

/** `crisis-lines`: the numbers that answer at every hour, one value per line or page of the catalogue, by its id. */
export function crisisLines({ lines, pages }: Catalogue['crisis']): Service {
  const values = {
    ...Object.fromEntries(Object.entries(lines).map(([id, line]) => [id, line.number])),
    textLines: pages.textLines.url,
  };
  return { outcomes: ['listed'], values, answer: () => ({ outcome: 'listed', values }) };
}
