import { z } from 'zod';
import { municipalitiesSchema } from './municipalities';
import { organisationSchema } from './organisation';
import { factsSchema, flowSchema, flowWordsSchema, movesSchema, moveWordsSchema } from './schema';
import { currentSpecVersion, specVersion } from './spec-version';

const files = {
  flow: flowSchema,
  moves: movesSchema,
  organisation: organisationSchema,
  facts: factsSchema,
  municipalities: municipalitiesSchema,
  words: flowWordsSchema,
  'move-words': moveWordsSchema,
} as const;

/** Every version that is read. */
const versions = Array.from({ length: currentSpecVersion }, (_, index) => index + 1);

/**
 * The JSON Schemas by which editors complete and check the files as they are typed, by the name of their file in
 * `flows/schema/`. They say the shape only; what spans files is told by the checker.
 */
export function jsonSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(files).map(([name, schema]) => [name, jsonSchemaOf(schema)]));
}

/** As an editor reads it: draft 7, with the older versions of the language that are migrated on reading. */
export function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== specVersion) return;
      delete jsonSchema.const;
      jsonSchema.enum = versions;
    },
  });
}
