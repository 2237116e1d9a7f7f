import { JSONSchema } from 'json-schema-to-typescript';
import { Choice, choicesOf } from './choices';
import { CrdSchema } from './crds';
import { ImportError } from './errors';

/** What a schema says about types and nothing else, so that two equal shapes can share one type. */
export type Shape =
  | { readonly is: 'value'; readonly schema: JSONSchema }
  | { readonly is: 'list' | 'map' | 'nullable'; readonly of: Shape }
  | ObjectShape;

export interface ObjectShape {
  readonly is: 'object';
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  readonly choices: readonly Choice[];
  /** Whether fields that the schema does not name are kept. */
  readonly open: boolean;
}

const INT_OR_STRING: Shape = { is: 'value', schema: { type: ['integer', 'string'] } };
const UNKNOWN: Shape = { is: 'value', schema: { tsType: 'unknown' } };
/** Kubernetes prunes every field of an object that declares none; `{}` would accept even a string. */
const EMPTY_OBJECT: Shape = { is: 'value', schema: { tsType: 'Record<string, never>' } };

/** @param path where the schema stands: `Kind.field`, with `[]` for the items of a list and `{}` for the values of a map */
export function shapeOf(schema: CrdSchema, path: string): Shape {
  const shape = schema['x-kubernetes-int-or-string'] ? INT_OR_STRING : shapeOfType(schema, path);
  return schema.nullable ? { is: 'nullable', of: shape } : shape;
}

function shapeOfType(schema: CrdSchema, path: string): Shape {
  const choices = choicesOf(schema, path);
  switch (schema.type) {
    case 'object':
      return shapeOfObject(schema, choices, path);
    case 'array':
      return { is: 'list', of: schema.items ? shapeOf(schema.items, `${path}[]`) : UNKNOWN };
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return { is: 'value', schema: { type: schema.type, ...(schema.enum && { enum: [...schema.enum] }) } };
    default:
      if (schema['x-kubernetes-preserve-unknown-fields']) {
        return UNKNOWN;
      }
      throw new ImportError(`${path}: type ${String(schema.type)} is not known; teach projenrc/imports/shapes.ts`);
  }
}

function shapeOfObject(schema: CrdSchema, choices: Choice[], path: string): Shape {
  const { properties = {}, additionalProperties: others } = schema;
  const open = others === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const fields = Object.entries(properties).map(([name, field]) => [name, shapeOf(field, `${path}.${name}`)]);
  if (fields.length > 0) {
    return { is: 'object', fields: Object.fromEntries(fields), required: schema.required ?? [], choices, open };
  }
  if (typeof others === 'object') {
    return { is: 'map', of: shapeOf(others, `${path}{}`) };
  }
  return open ? { is: 'map', of: UNKNOWN } : EMPTY_OBJECT;
}

/** Every object within a shape, itself included, with its path. */
export function* objectsIn(shape: Shape, path: string): Generator<{ readonly path: string; readonly shape: ObjectShape }> {
  if (shape.is === 'object') {
    yield { path, shape };
    for (const [name, field] of Object.entries(shape.fields)) {
      yield* objectsIn(field, `${path}.${name}`);
    }
  } else if (shape.is !== 'value') {
    yield* objectsIn(shape.of, pathWithin(shape.is, path));
  }
}

export function pathWithin(container: 'list' | 'map' | 'nullable', path: string): string {
  return path + { list: '[]', map: '{}', nullable: '' }[container];
}

/** Equal for equal shapes. */
export function keyOf(shape: Shape): string {
  return JSON.stringify(shape);
}
