import type { MeshObject } from '../model/objects';
import { append } from '../values/append';
import { namesIn } from '../values/names-in';
import { onceFor } from '../values/once';

type Ranks = ReadonlyMap<string, readonly number[]>;

/** Which objects of a list have fields of a name, found once for all rules that go through the list. */
const ranksByField = onceFor((objects: readonly MeshObject[]): Ranks => {
  const ranks = new Map<string, number[]>();
  objects.forEach(({ manifest }, rank) => namesIn(manifest).forEach((name) => append(ranks, name, rank)));
  return ranks;
});

/** Those objects that have a field of one of these names, however deep, in the order that they were given in. */
export function havingFields<T extends MeshObject>(objects: readonly T[], names: readonly string[]): readonly T[] {
  const all = ranksByField(objects);
  const [first = [], ...rest] = names.map((name) => all.get(name)).filter((ranks) => ranks !== undefined);
  const ranks = rest.length === 0 ? first : [...new Set([first, ...rest].flat())].sort((a, b) => a - b);
  return ranks.map((rank) => objects[rank]);
}
