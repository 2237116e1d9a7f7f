import type { Field } from '../values/field';
import { asRecord } from '../values/read';
import type { Schema } from './schema';

/** An object on the way to a value, with its schema and how far the way to it goes. */
interface Around {
  readonly schema: Schema;
  readonly value: unknown;
  readonly depth: number;
}

/**
 * Where an unknown field would be right: in an object around the one that it stands in, as when it is indented too far, or in one of
 * those in it. Undefined where there is none, or more than one.
 *
 * @param field the way to it from the root
 */
export function belongs(field: Field, root: unknown, schema: Schema): Field | undefined {
  const name = String(field[field.length - 1]);
  const way = field.slice(0, -1);
  const [own, ...outer] = around(way, root, schema).reverse();
  const home = outer.find((each) => hasField(each.schema, name));
  if (home !== undefined) return [...way.slice(0, home.depth), name];
  const inner = Object.entries(own.schema.properties ?? {}).filter(([, each]) => hasField(each.items ?? each, name));
  const there = inner.filter(([child]) => asRecord(own.value)[child] !== undefined);
  const [only, ...others] = there.length > 0 ? there : inner;
  if (only === undefined || others.length > 0) return undefined;
  return [...way, only[0], ...(only[1].items === undefined ? [] : [0]), name];
}

function around(way: Field, root: unknown, schema: Schema): Around[] {
  const found: Around[] = [{ schema, value: root, depth: 0 }];
  way.forEach((step, index) => {
    const last = found[found.length - 1];
    const inside = typeof step === 'number' ? last.schema.items : last.schema.properties?.[step] ?? last.schema.additionalProperties;
    if (inside !== undefined) found.push({ schema: inside, value: (last.value as Record<string | number, unknown>)[step], depth: index + 1 });
  });
  return found;
}

function hasField({ properties }: Schema, name: string): boolean {
  return properties !== undefined && Object.hasOwn(properties, name);
}
