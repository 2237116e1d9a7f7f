import type { Schema } from '../../schema/schema';

/** What a field has: `the text "80"`. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `the text "${value}"`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a map';
}

const TYPES: Readonly<Record<Schema['type'], string>> = {
  'object': 'a map', 'array': 'a list', 'string': 'a text', 'integer': 'a whole number', 'number': 'a number', 'boolean': 'true or false',
  'int-or-string': 'a whole number or a text', 'any': 'a value',
};
const PLURALS: Partial<Readonly<Record<Schema['type'], string>>> = { object: 'maps', string: 'texts', integer: 'whole numbers' };

/** What a field should have: `a list of texts`. */
export function shownType({ type, items }: Schema): string {
  const plural = items && PLURALS[items.type];
  return type === 'array' && plural !== undefined ? `a list of ${plural}` : TYPES[type];
}
