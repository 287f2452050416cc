import type { Service } from '../../flow';
import type { CrisisCatalogue } from './crisis-catalogue';

/** `crisis-lines`: the numbers and pages of the catalogue, one value each, by their ids. */
export function crisisLines(crisis: CrisisCatalogue): Service {
  const values = crisisLineValues(crisis);
  return { outcomes: ['listed'], values, answer: () => ({ outcome: 'listed', values }) };
}

/** Lines that answer at every hour, and all pages. What has hours is told only together with them. */
export function crisisLineValues({ lines, pages }: CrisisCatalogue): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(
      Object.entries(lines).flatMap(([id, line]) => (line.hours === 'always' ? [[id, line.number]] : [])),
    ),
    ...Object.fromEntries(Object.entries(pages).map(([id, page]) => [id, page.url])),
  };
}
