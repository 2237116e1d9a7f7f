import type { Manifest } from '../engine/question';

/** The kinds whose ages decide which server, rule or route comes first. */
export const AGED: readonly string[] = ['Gateway', 'VirtualService'];

/** Every way in which so many objects may be younger than, older than or as old as one another: the rank of each. */
export function weakOrders(count: number): ReadonlyArray<readonly number[]> {
  const all = tuples(count, count);
  // A rank that is left out would give the same order once more.
  return all.filter((ranks) => ranks.every((rank) => rank === 0 || ranks.includes(rank - 1)));
}

function tuples(count: number, ranks: number): ReadonlyArray<readonly number[]> {
  if (count === 0) return [[]];
  return tuples(count - 1, ranks).flatMap((rest) => Array.from({ length: ranks }, (_, rank) => [...rest, rank]));
}

/** The manifests, once with each order of ages that their Gateways and their VirtualServices may have. */
export function inAllAges(manifests: readonly Manifest[]): ReadonlyArray<readonly Manifest[]> {
  return AGED.reduce<ReadonlyArray<readonly Manifest[]>>((made, kind) => made.flatMap((each) => {
    const places = each.flatMap((manifest, index) => (manifest.kind === kind ? [index] : []));
    return weakOrders(places.length).map((ranks) => each.map((manifest, index) => (places.includes(index) ? aged(manifest, ranks[places.indexOf(index)]) : manifest)));
  }), [manifests]);
}

function aged(manifest: Manifest, rank: number): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, creationTimestamp: `2020-01-0${rank + 1}T00:00:00Z` } };
}

/** The manifests as they stand in files: without ages. */
export function ageless(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.map((each) => {
    if (!AGED.includes(each.kind)) return each;
    const { creationTimestamp: _, ...metadata } = each.metadata;
    return { ...each, metadata: { ...metadata, name: metadata.name } };
  });
}
