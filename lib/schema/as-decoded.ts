import { asRecord } from '../values/read';
import type { Problem } from './problem';
import type { Schema } from './schema';

type Way = ReadonlyArray<string | number>;

/** Whether a value is already as the API server goes by it, as nearly all are. */
export function isAsDecoded(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined;
  if (value === null || value instanceof Date) return false;
  if (Array.isArray(value)) return value.every(isAsDecoded);
  for (const key in value) if (!isAsDecoded((value as Record<string, unknown>)[key])) return false;
  return true;
}

/**
 * A value as the API server goes by it: without the fields that are null or undefined, and with dates as texts, of which some parsers
 * of YAML make dates.
 */
export function asDecoded(value: unknown, schema: Schema, found: (problem: Problem) => void): unknown {
  return decoded(value, schema, [], found);
}

function decoded(value: unknown, schema: Schema | undefined, way: Way, found: (problem: Problem) => void): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item, index) => decoded(item, schema?.items, [...way, index], found));
  if (typeof value !== 'object' || value === null) return value;
  const { properties = {}, additionalProperties } = schema ?? {};
  return Object.fromEntries(Object.entries(asRecord(value)).flatMap(([name, each]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    // In a map the user wrote the name, and it goes without a word.
    if (each === null && own !== undefined && own === additionalProperties && !own.nullable) found({ is: 'empty-entry', field: [...way, name] });
    return each === undefined || (each === null && own !== undefined) ? [] : [[name, decoded(each, own, [...way, name], found)]];
  }));
}
