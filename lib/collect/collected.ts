import { formatRef, groupOf, refOf } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { Manifest } from '../values/read';

/** An object as the cluster would get it, with where it comes from. */
export interface Collected {
  readonly object: Manifest;
  readonly origin: Origin;
}

/** Both, where an object of the first stands for one of the second with the same kind, namespace and name. */
export function withFurther(objects: readonly Collected[], further: readonly Collected[]): readonly Collected[] {
  if (further.length === 0) return objects;
  const seen = new Set(objects.map(keyOf));
  const missing = further.filter((each) => {
    const key = keyOf(each);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return [...objects, ...missing];
}

function keyOf({ object }: Collected): string {
  return `${groupOf(object)} ${formatRef(refOf(object))}`;
}
