import { jsonSchemaOf, jsonSchemas } from '../flow';
import { storyFileSchema } from '../stories';

/** The JSON Schemas of all files that authors write, by the name of their file in `flows/schema/`. */
export function editorSchemas(): Readonly<Record<string, object>> {
  return { ...jsonSchemas(), stories: jsonSchemaOf(storyFileSchema) };
}
