import type { CelRule, Schema } from '../../lib/schema/schema';
import { parseCel } from './cel';
import { choicesOf } from './choices';
import { CrdSchema, Kind } from './crds';
import { ImportError } from './errors';
import { plainPattern } from './patterns';

const ANY: Schema = { type: 'any' };
// A label that is null is an empty one for the API server.
const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string', nullable: true } };

/** What every object of Kubernetes has; definitions leave it to the API server. */
const METADATA: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string' }, generateName: { type: 'string' }, namespace: { type: 'string' }, labels: TEXTS, annotations: TEXTS,
    uid: ANY, resourceVersion: ANY, generation: ANY, selfLink: ANY, creationTimestamp: ANY, deletionTimestamp: ANY,
    deletionGracePeriodSeconds: ANY, ownerReferences: ANY, finalizers: ANY, managedFields: ANY,
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What says nothing to a check, or is taken account of together with another word. */
const SILENT = new Set(['description', 'default', 'oneOf', 'anyOf', 'allOf', 'not', 'x-kubernetes-list-type']);
/** What is handed on as it is. */
const KEPT = new Set([
  'enum', 'required', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties',
]);
const TYPES = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

type Convert = (schema: CrdSchema, path: string) => Partial<Schema>;

/** What is said otherwise in our own schemas. */
const CONVERTED: Readonly<Record<string, Convert>> = {
  'type': (schema, path) => ({ type: typeOf(schema, path) }),
  'x-kubernetes-int-or-string': () => ({ type: 'int-or-string' }),
  'nullable': ({ nullable }) => (nullable ? { nullable } : {}),
  'format': formatOf,
  'pattern': ({ pattern = '' }, path) => ({ pattern: plainPattern(pattern, path) }),
  'properties': ({ properties = {} }, path) => ({ properties: mapValues(properties, (each, name) => schemaOf(each, `${path}.${name}`)) }),
  'items': ({ items }, path) => (items ? { items: schemaOf(items, `${path}[]`) } : {}),
  'additionalProperties': valuesOf,
  'x-kubernetes-preserve-unknown-fields': () => ({ open: true }),
  'x-kubernetes-list-map-keys': (schema) => ({ keys: schema['x-kubernetes-list-map-keys'] }),
  'x-kubernetes-validations': (schema, path) => ({ rules: schema['x-kubernetes-validations']?.map((rule) => ruleOf(rule, path)) }),
};

/**
 * A schema of a definition, in the words of `lib/schema`. One that uses a word that nothing checks is refused: it would let pass what
 * the API server does not.
 */
export function schemaOf(schema: CrdSchema, path: string): Schema {
  const result: Mutable<Partial<Schema>> = { type: 'any' };
  for (const [word, value] of Object.entries(schema)) {
    if (KEPT.has(word)) Object.assign(result, { [word]: value });
    else if (Object.hasOwn(CONVERTED, word)) Object.assign(result, CONVERTED[word](schema, path));
    else if (!SILENT.has(word)) throw new ImportError(`${path}: nothing checks ${word}; teach projenrc/imports/schemas.ts and lib/schema`);
  }
  const choices = schema['x-kubernetes-int-or-string'] ? [] : choicesOf(schema, path);
  return { ...result, ...(choices.length > 0 && { choices }) } as Schema;
}

/** The schema of an object as a whole; its status is none of the user's. */
export function objectSchemaOf({ schema, name }: Kind): Schema {
  const { status: _, ...given } = schema.properties ?? {};
  const { properties, ...rest } = schemaOf({ ...schema, properties: given }, name);
  return { ...rest, properties: { apiVersion: ANY, kind: ANY, metadata: METADATA, ...properties, status: ANY } };
}

function typeOf({ type }: CrdSchema, path: string): Schema['type'] {
  if (!TYPES.has(String(type))) throw new ImportError(`${path}: type ${String(type)} is not known; teach projenrc/imports/schemas.ts`);
  return type as Schema['type'];
}

// The bounds of a double, and a time in what is none of the user's fields, say nothing.
function formatOf({ format }: CrdSchema, path: string): Partial<Schema> {
  if (format === 'int32' || format === 'byte') return { format };
  if (format === 'double' || format === 'int64') return {};
  throw new ImportError(`${path}: format ${format} is not known; teach projenrc/imports/schemas.ts and lib/schema`);
}

function valuesOf({ additionalProperties: values }: CrdSchema, path: string): Partial<Schema> {
  if (typeof values === 'object') return { additionalProperties: schemaOf(values, `${path}{}`) };
  return values ? { open: true } : {};
}

const RULE_WORDS = ['message', 'rule'];

function ruleOf(rule: Readonly<Record<string, unknown>>, path: string): CelRule {
  const { message, rule: expression } = rule;
  const other = Object.keys(rule).find((word) => !RULE_WORDS.includes(word));
  if (other !== undefined || typeof message !== 'string' || typeof expression !== 'string') {
    throw new ImportError(`${path}: a rule with ${other ?? 'no message'} is not known; teach projenrc/imports/schemas.ts`);
  }
  parseCel(expression, path);
  return { message, expression };
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T, name: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
