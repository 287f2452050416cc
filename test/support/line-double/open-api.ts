import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv2019, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './json';
import type { Problem } from './problems';

/**
 * Checks values against the schemas of one OpenAPI 3.0 file, stricter than the file in one thing: a property that
 * the file does not know is an error, so that a misspelt one is found.
 */
export class OpenApi {
  private readonly ajv = new Ajv2019({ strict: false, allErrors: true, logger: false });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly paths: JsonObject;

  /** @param yaml the file's text */
  constructor(yaml: string) {
    const document = objectOf(parse(yaml));
    addFormats(this.ajv);
    this.paths = objectOf(document.paths);
    const schemas = objectOf(objectOf(document.components).schemas);
    this.ajv.addSchema({ $id: 'line', $defs: plainSchemas(schemas) });
  }

  /** What is wrong with a request's body; undefined when the file has no such operation or it takes no body. */
  checkRequest(method: string, path: string, body: unknown): readonly Problem[] | undefined {
    const reference = this.requestSchema(method, path);
    return reference === undefined ? undefined : this.check(reference, body);
  }

  /** What is wrong with a value that should be of this named schema. */
  check(schema: string, value: unknown): readonly Problem[] {
    const validate = this.validatorOf(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).filter((error) => error.keyword !== 'if').map(problemOf);
  }

  private requestSchema(method: string, path: string): string | undefined {
    const operation = objectOf(objectOf(this.paths[path])[method.toLowerCase()]);
    const content = objectOf(objectOf(operation.requestBody).content);
    return nameIn(textOf(objectOf(objectOf(content['application/json']).schema).$ref));
  }

  private validatorOf(schema: string): ValidateFunction {
    const known = this.validators.get(schema);
    if (known) return known;
    const made = this.ajv.compile({ $ref: `line#/$defs/${schema}` });
    this.validators.set(schema, made);
    return made;
  }
}

/**
 * LINE's own OpenAPI file, read once for the process, or undefined where it is not at hand. It stands beside the
 * checkout, in `../shared/line-openapi/`.
 */
export function lineOpenApi(
  file: 'messaging-api.yml' | 'webhook.yml' = 'messaging-api.yml',
): OpenApi | undefined {
  if (!loaded.has(file)) {
    const path = join(dirname(repositoryRoot(__dirname)), 'shared', 'line-openapi', file);
    loaded.set(file, existsSync(path) ? new OpenApi(readFileSync(path, 'utf8')) : undefined);
  }
  return loaded.get(file);
}

const loaded = new Map<string, OpenApi | undefined>();

/** The nearest folder above that holds a package.json, so that compiled copies find the same place. */
function repositoryRoot(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : repositoryRoot(above);
}

/**
 * OpenAPI's inheritance, said in JSON Schema. A schema with a discriminator becomes two: `Name.base` with its own
 * properties, and `Name`, which picks the subtype by `type`. A subtype's own reference to its parent means the base.
 */
function plainSchemas(schemas: JsonObject): Record<string, Json> {
  const parents = new Map<string, { readonly parent: string; readonly type: string }>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const [type, target] of Object.entries(mappingOf(schema))) {
      const subtype = nameIn(textOf(target));
      if (subtype !== undefined) parents.set(subtype, { parent: name, type });
    }
  }
  const plain: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const subtypes = Object.entries(mappingOf(schema));
    const kin = parents.get(name);
    const own = withReferences(schema ?? null, kin?.parent);
    if (subtypes.length > 0) {
      plain[`${name}.base`] = own;
      plain[name] = choiceOf(`${name}.base`, subtypes);
    } else if (kin) {
      plain[name] = closed({ allOf: [own, { properties: { type: { const: kin.type } } }] });
    } else {
      plain[name] = closed(own);
    }
  }
  return plain;
}

function choiceOf(base: string, subtypes: readonly [string, Json | undefined][]): Json {
  return {
    allOf: [
      { $ref: `#/$defs/${base}` },
      { properties: { type: { enum: subtypes.map(([type]) => type) } } },
      ...subtypes.map(([type, target]) => ({
        if: { properties: { type: { const: type } }, required: ['type'] },
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word; nothing here is ever awaited.
        then: { $ref: `#/$defs/${nameIn(textOf(target)) ?? base}` },
      })),
    ],
  };
}

/** Refuses properties that no part of an object's schema names. */
function closed(schema: Json): Json {
  if (!isObject(schema) || (schema.properties === undefined && schema.allOf === undefined)) return schema;
  return { ...schema, unevaluatedProperties: false };
}

/** @param parent the schema that this one builds on: where it does, its base is meant, and nowhere else */
function withReferences(value: Json, parent?: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withReferences(item));
  if (!isObject(value)) return value;
  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined || key === 'discriminator' || key === 'example' || key === 'externalDocs')
      continue;
    if (key === 'allOf')
      copy[key] = listOf(item).map((part) => basedOn(part, parent) ?? withReferences(part));
    else if (key === '$ref') copy[key] = `#/$defs/${nameIn(textOf(item)) ?? ''}`;
    else copy[key] = withReferences(item);
  }
  return copy;
}

function basedOn(part: Json, parent: string | undefined): Json | undefined {
  const target = nameIn(textOf(objectOf(part).$ref));
  return target !== undefined && target === parent ? { $ref: `#/$defs/${parent}.base` } : undefined;
}

function mappingOf(schema: Json | undefined): JsonObject {
  return objectOf(objectOf(objectOf(schema).discriminator).mapping);
}

function nameIn(reference: string | undefined): string | undefined {
  return reference?.split('/').at(-1);
}

function problemOf(error: ErrorObject): Problem {
  const steps = error.instancePath.split('/').slice(1);
  const property = steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
  const extra = textOf(objectOf(error.params).unevaluatedProperty);
  const allowed = listOf(objectOf(error.params).allowedValues);
  const suffix = extra ? `: ${extra}` : allowed.length > 0 ? `: ${allowed.join(', ')}` : '';
  return { property, message: `OpenAPI: ${error.message ?? error.keyword}${suffix}` };
}
