import { asRecord } from '../values/read';
import type { Schema } from './schema';

/** How much of something a value has, and may have. */
export interface Bounds {
  readonly of: 'value' | 'characters' | 'items' | 'entries';
  readonly given: number;
  readonly least?: number;
  readonly most?: number;
}

const INT32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };

/** What a value does not keep to of the bounds that its schema has. */
export function boundsBroken(value: unknown, schema: Schema): Bounds | undefined {
  const bounds = boundsOf(value, schema);
  return bounds !== undefined && (bounds.given < (bounds.least ?? bounds.given) || bounds.given > (bounds.most ?? bounds.given)) ? bounds : undefined;
}

function boundsOf(value: unknown, schema: Schema): Bounds | undefined {
  if (typeof value === 'number') {
    const { least, most } = schema.format === 'int32' ? INT32 : { least: undefined, most: undefined };
    return { of: 'value', given: value, least: schema.minimum ?? least, most: schema.maximum ?? most };
  }
  if (typeof value === 'string') return isBounded(schema.minLength, schema.maxLength) ? { of: 'characters', given: [...value].length, least: schema.minLength, most: schema.maxLength } : undefined;
  if (Array.isArray(value)) return { of: 'items', given: value.length, least: schema.minItems, most: schema.maxItems };
  return isBounded(schema.minProperties, schema.maxProperties)
    ? { of: 'entries', given: Object.values(asRecord(value)).filter((each) => each !== null && each !== undefined).length, least: schema.minProperties, most: schema.maxProperties }
    : undefined;
}

// Counting takes its time where there is much to count.
function isBounded(least: number | undefined, most: number | undefined): boolean {
  return least !== undefined || most !== undefined;
}
