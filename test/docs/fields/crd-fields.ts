import { kindDefined } from '../../../lib/schema/kinds';
import type { Schema } from '../../../lib/schema/schema';
import type { GroupKind } from '../../../lib/values/object-ref';

/** A field of a kind, down to its values: `servers[].tls.credentialName`, `selector{}`, `servers[].tls.mode: MUTUAL`. */
export interface Field {
  readonly name: string;
  /** In a word. */
  readonly type: string;
}

/** All that the definition of a kind has below `spec`: items of a list as `[]`, values of a map as `{}`, each value of an enumeration by itself. */
export function fieldsOf(kind: GroupKind): readonly Field[] {
  return [...leaves(specOf(kind), '')];
}

/**
 * Those of them that a `spec` has.
 *
 * @throws for a field that the definition does not have
 */
export function fieldsIn(kind: GroupKind, spec: unknown): ReadonlySet<string> {
  return new Set(given(specOf(kind), '', spec));
}

function specOf(kind: GroupKind): Schema {
  return kindDefined(kind).schema().properties?.spec as Schema;
}

function* leaves(schema: Schema, path: string): Iterable<Field> {
  const { properties, items, additionalProperties } = schema;
  if (properties !== undefined) for (const [name, each] of Object.entries(properties)) yield* leaves(each, below(path, name));
  else if (items !== undefined) yield* leaves(items, `${path}[]`);
  else if (additionalProperties !== undefined) yield* leaves(additionalProperties, `${path}{}`);
  else if (schema.enum !== undefined) yield* schema.enum.map((value) => ({ name: `${path}: ${value}`, type: 'name' }));
  else yield { name: path, type: typeOf(schema) };
}

function* given(schema: Schema, path: string, value: unknown): Iterable<string> {
  const { properties, items, additionalProperties } = schema;
  if (properties !== undefined) for (const [name, each] of Object.entries(value as object)) yield* given(known(properties[name], below(path, name)), below(path, name), each);
  else if (items !== undefined) for (const each of value as unknown[]) yield* given(items, `${path}[]`, each);
  else if (additionalProperties !== undefined) for (const each of Object.values(value as object)) yield* given(additionalProperties, `${path}{}`, each);
  else yield schema.enum === undefined ? path : `${path}: ${String(value)}`;
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function known(schema: Schema | undefined, path: string): Schema {
  if (schema === undefined) throw new Error(`there is no field ${path}`);
  return schema;
}

function typeOf({ type, rules = [] }: Schema): string {
  return rules.some(({ expression }) => expression.startsWith('duration(self)')) ? 'duration' : type;
}
