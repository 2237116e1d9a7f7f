import type { Field } from '../values/field';
import { asRecord } from '../values/read';
import { belongs } from './nearby';
import type { Mistake, Problem } from './problem';
import type { Schema, ValidatorError } from './schema';

/** A value that a validator found something wrong with. */
interface Place {
  readonly field: Field;
  readonly value: unknown;
  readonly schema: Schema;
  readonly root: { readonly value: unknown; readonly schema: Schema };
}

/** What a validator found, as problems: one for each thing that is wrong. */
export function problemsOf(errors: readonly ValidatorError[], value: unknown, schema: Schema): readonly Problem[] {
  const problems = errors.map((error) => problemOf(error, placeOf(error.instancePath, value, schema)));
  const wrongTypes = new Set(problems.filter(isOfType).map(keyOf));
  const inTheWay = new Set(problems.filter(({ is }) => !BESIDE_RULES.has(is)).flatMap(keysAround));
  // Of a value of another type all else is wrong, too, and of what is wrong otherwise a rule would say the same again.
  return problems.filter((problem) => {
    if (problem.is === 'rule-violated') return !inTheWay.has(keyOf(problem));
    return isOfType(problem) || !wrongTypes.has(keyOf(problem));
  });
}

const BESIDE_RULES: ReadonlySet<Problem['is']> = new Set(['unknown-field', 'boolean-name', 'empty-entry', 'not-listed', 'rule-violated'] as const);

function isOfType({ is }: Problem): boolean {
  return is === 'wrong-type' || is === 'not-text';
}

function keyOf({ field }: Problem): string {
  return JSON.stringify(field);
}

/** Of the field and of all that it is in. */
function keysAround({ field }: Problem): readonly string[] {
  return field.map((_, index) => JSON.stringify(field.slice(0, index + 1)));
}

/** The value at a JSON pointer, with its schema. */
function placeOf(pointer: string, value: unknown, schema: Schema): Place {
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce(inside, { field: [], value, schema, root: { value, schema } });
}

const ANY: Schema = { type: 'any' };

function inside({ field, value, schema, root }: Place, step: string): Place {
  const { properties = {}, additionalProperties = ANY, items = ANY } = schema;
  if (Array.isArray(value)) return { field: [...field, Number(step)], value: (value as readonly unknown[])[Number(step)], schema: items, root };
  const own = Object.hasOwn(properties, step) ? properties[step] : additionalProperties;
  return { field: [...field, step], value: asRecord(value)[step], schema: own, root };
}

function problemOf({ keyword, params }: ValidatorError, place: Place): Problem {
  const { [keyword]: read = bounds } = KEYWORDS;
  return { field: place.field, ...read(place, params, keyword) };
}

type Read = (place: Place, params: ValidatorError['params'], keyword: string) => Mistake & { readonly field?: Field };

const KEYWORDS: Readonly<Record<string, Read>> = {
  type: ({ value, schema: wanted }) => (
    wanted.type === 'string' && isScalar(value) ? { is: 'not-text', given: value, wanted } : { is: 'wrong-type', given: value, wanted }
  ),
  additionalProperties: ({ field, schema, root }, { additionalProperty }) => {
    const way = [...field, String(additionalProperty)];
    return { is: 'unknown-field', field: way, known: Object.keys(schema.properties ?? {}), belongs: belongs(way, root.value, root.schema) };
  },
  required: ({ field, schema }, { missingProperty }) => {
    const name = String(missingProperty);
    return { is: 'missing', field: [...field, name], wanted: schema.properties?.[name] };
  },
  enum: ({ value, schema }) => ({ is: 'not-listed', given: String(value), known: schema.enum ?? [] }),
  pattern: ({ value, schema: { format, pattern = '' } }) => (
    format === 'byte' ? { is: 'not-base64', given: String(value) } : { is: 'not-of-pattern', given: String(value), pattern }
  ),
  choices: ({ value, schema }, { choice }) => {
    const known = schema.choices?.[Number(choice)].fields ?? [];
    const given = known.filter((name) => asRecord(value)[name] !== undefined);
    return given.length === 0 ? { is: 'none-chosen', known } : { is: 'too-many-chosen', given, known };
  },
  keys: ({ field, schema }, { repeated }) => {
    const [index, first] = repeated as readonly [number, number];
    return { is: 'repeated', field: [...field, index], keys: schema.keys ?? [], first: [...field, first] };
  },
  hasTextNames: ({ field }, { name }) => ({ is: 'boolean-name', field: [...field, String(name)] }),
  rules: ({ value, schema }, { rule }) => {
    const { message = '', expression = '' } = schema.rules?.[Number(rule)] ?? {};
    return { is: 'rule-violated', message, expression, given: value };
  },
};

const INT32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };

function bounds({ value, schema }: Place): Mistake {
  const { format, minimum, maximum, minLength, maxLength, minItems, maxItems, minProperties, maxProperties } = schema;
  if (typeof value === 'number') {
    const { least, most } = format === 'int32' ? INT32 : { least: undefined, most: undefined };
    return { is: 'out-of-bounds', of: 'value', given: value, least: minimum ?? least, most: maximum ?? most };
  }
  if (typeof value === 'string') return { is: 'out-of-bounds', of: 'characters', given: value.length, least: minLength, most: maxLength };
  if (Array.isArray(value)) return { is: 'out-of-bounds', of: 'items', given: value.length, least: minItems, most: maxItems };
  return { is: 'out-of-bounds', of: 'entries', given: Object.keys(asRecord(value)).length, least: minProperties, most: maxProperties };
}

function isScalar(value: unknown): value is boolean | number | null {
  return typeof value === 'boolean' || typeof value === 'number' || value === null;
}
