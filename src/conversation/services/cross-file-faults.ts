import { join } from 'node:path';
import { languages } from '../../flow';
import type { Facts } from './load-facts';

/**
 * What is named in one file and has to be in another, and is not: municipalities of entries and windows, words for the
 * kinds of the directory. One line each: file, place, what is wanted.
 */
export function crossFileFaults(
  { catalogue, serviceWords }: Facts,
  from: { readonly flowsDir: string; readonly localesDir: string },
): readonly string[] {
  const { municipalities, directory, visit } = catalogue;
  const places = new Set(municipalities.municipalities.map(({ id }) => id));
  const inCatalogue = (file: string, place: string, wanted: string) =>
    `${join(from.flowsDir, 'catalogue', file)}: ${place}: ${wanted}`;
  return [
    ...directory.entries.flatMap(({ id, municipalities: named }) =>
      named
        .filter((place) => !places.has(place))
        .map((place) =>
          inCatalogue(
            'directory.yaml',
            `entries.${id}.municipalities`,
            `${place} is not in municipalities.yaml`,
          ),
        ),
    ),
    ...visit.windows
      .filter(({ municipality }) => !places.has(municipality))
      .map(({ municipality }) =>
        inCatalogue('visit.yaml', 'windows', `${municipality} is not in municipalities.yaml`),
      ),
    ...languages.flatMap((language) =>
      directory.kinds
        .filter((kind) => !Object.hasOwn(serviceWords[language].directory.kinds, kind))
        .map(
          (kind) =>
            `${join(from.localesDir, language, 'services.yaml')}: directory.kinds.${kind}: is missing, and directory.yaml has this kind`,
        ),
    ),
  ];
}
