export type LocalityMistake = 'star' | 'empty' | 'overlap';

interface Zones {
  /** A region as a whole stands for all zones, and so does a star. */
  all: boolean;
  readonly byName: Map<string, { all: boolean; readonly subZones: Set<string> }>;
}

/**
 * What Istio's validation refuses of a list of localities, `region`, `region/zone` or `region/zone/sub-zone`, by their places. Of two that
 * overlap it sees only where the wider comes first, or both are of one region, zone or sub-zone.
 */
export function* localityMistakes(localities: readonly string[]): Iterable<{ readonly index: number; readonly kind: LocalityMistake }> {
  const regions = new Map<string, Zones>();
  for (const [index, locality] of localities.entries()) {
    const stars = locality.split('*').length - 1;
    if (stars > 1 || (stars === 1 && !locality.endsWith('*'))) yield { index, kind: 'star' };
    const [region, zone, ...rest] = locality.split('/');
    const subZone = rest.length === 0 ? undefined : rest.join('/');
    if (region === '' || zone === '' || subZone === '') yield { index, kind: 'empty' };
    else if (regions.has('*') || !place(regions, region, zone, subZone)) yield { index, kind: 'overlap' };
  }
}

function place(regions: Map<string, Zones>, region: string, zone?: string, subZone?: string): boolean {
  const there = regions.get(region);
  if (zone === undefined) {
    if (there === undefined) regions.set(region, { all: true, byName: new Map() });
    return there === undefined;
  }
  const zones = there ?? { all: false, byName: new Map() };
  regions.set(region, zones);
  const known = zones.byName.get(zone);
  if (zones.all || known?.all || (known !== undefined && (subZone === undefined || known.subZones.has(subZone)))) return false;
  const placed = known ?? { all: false, subZones: new Set() };
  zones.byName.set(zone, placed);
  if (subZone === undefined || subZone === '*') placed.all = true;
  else placed.subZones.add(subZone);
  if (zone === '*') zones.all = true;
  return true;
}
