import type { GroupKind } from '../values/object-ref';
import type { KindSchema } from './schema';

/** Every kind that there is a definition of, by group as `groupKindOf` has it. */
export function kindsDefined(): readonly GroupKind[] {
  return Object.keys(definitions());
}

/** What its definition says of a kind. @throws where there is none */
export function kindDefined(kind: GroupKind): KindSchema {
  const there = definitions()[kind];
  if (there === undefined) throw new Error(`there is no definition of ${kind}`);
  const { versions, schema, validator } = there;
  return { versions, schema: once(schema), validator: once(validator) };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

// Loaded when the first object is checked, as the schema and the validator of each kind are.
function definitions(): Readonly<Record<GroupKind, KindSchema>> {
  return (require('../../imports/schemas') as typeof import('../../imports/schemas')).kinds;
}
