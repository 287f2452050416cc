import { z } from 'zod';
import { placeRegister } from '../understanding';
import type { Municipalities } from './flow-set';

const name = z.string().min(1);

/** `flows/catalogue/municipalities.yaml`, as far as flows need it: the places that people may live in. */
export const municipalitiesSchema = z.object({
  municipalities: z.array(
    z.object({
      id: z
        .string()
        .regex(
          /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
          'is not a name: write small letters, digits and single hyphens',
        ),
      name: z.object({ ja: name, 'ja-easy': name, en: name }),
      /** Hiragana, without 区, 市, 町 or 村. */
      reading: name,
      /** What else people call it. */
      also: z.array(name).default([]),
    }),
  ),
});

export type MunicipalitiesFile = z.infer<typeof municipalitiesSchema>;

/** Prepares the places for reading and showing. */
export function compileMunicipalities({ municipalities }: MunicipalitiesFile): Municipalities {
  return {
    register: placeRegister(
      municipalities.map(({ id, name: names, reading, also }) => ({
        id,
        reading,
        names: [...Object.values(names), ...also],
      })),
    ),
    nameOf: new Map(municipalities.map(({ id, name: names }) => [id, names])),
  };
}
