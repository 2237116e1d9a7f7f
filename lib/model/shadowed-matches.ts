import { FullMatchIndex } from '../values/full-match-index';
import { onceFor } from '../values/once';
import { asTexts } from '../values/read';
import { readFullMatch } from './full-match';
import { httpScopeCovers, l4ScopeCovers } from './match-scope';
import type { MatchScope, VirtualService } from './virtual-service';

/** The place of a match among those of a VirtualService's HTTP, TLS or TCP rules. */
export interface MatchPlace {
  readonly rule: number;
  /** Left out where the rule has no matches, and so takes all. */
  readonly match?: number;
}

/** A match that no request reaches, since all that it takes is taken before. */
export interface ShadowedMatch extends MatchPlace {
  readonly by: MatchPlace;
}

interface Placed {
  readonly place: MatchPlace;
  readonly scope: MatchScope;
}

interface Rule {
  readonly matches: readonly MatchScope[];
}

const EVERYWHERE: MatchScope = { field: [], manifest: {}, sourceLabels: {} };

const NONE: readonly ShadowedMatch[] = [];

/** Among its HTTP rules. A rule that delegates takes only what its delegate does, and hides nothing. */
export const shadowedHttpMatches = onceFor(findShadowed);

function findShadowed({ http, gateways }: VirtualService): readonly ShadowedMatch[] {
  if (http.length === 0 || (http.length === 1 && http[0].matches.length < 2)) return NONE;
  const index = new FullMatchIndex<Placed>();
  const found: ShadowedMatch[] = [];
  for (const placed of placesOf(http)) {
    const match = readFullMatch(placed.scope.manifest);
    if (match === undefined) continue;
    const by = index.covering(match, (other) => httpScopeCovers(other.scope, placed.scope, gateways));
    if (by !== undefined) found.push({ ...placed.place, by: by.place });
    else if (http[placed.place.rule].delegate === undefined) index.add(match, placed);
  }
  return found;
}

/** Among its TCP rules. The one with the narrowest subnet counts on a sidecar, so that only the same or all subnets hide one. */
export function shadowedTcpMatches({ tcp, gateways }: VirtualService): readonly ShadowedMatch[] {
  if (tcp.length === 0) return NONE;
  const byPort = new Map<number | undefined, Placed[]>();
  const found: ShadowedMatch[] = [];
  for (const placed of placesOf(tcp)) {
    const { place, scope } = placed;
    const earlier = [...(byPort.get(undefined) ?? []), ...(scope.port === undefined ? [] : byPort.get(scope.port) ?? [])];
    const by = earlier.find((other) => l4ScopeCovers(other.scope, scope, gateways) && subnetsCover(other.scope, scope));
    if (by !== undefined) {
      found.push({ ...place, by: by.place });
      continue;
    }
    const there = byPort.get(scope.port) ?? [];
    there.push(placed);
    byPort.set(scope.port, there);
  }
  return found;
}

/** Each match with its place, and a rule without any as one. */
function* placesOf(rules: readonly Rule[]): Iterable<Placed> {
  for (const [rule, { matches }] of rules.entries()) {
    if (matches.length === 0) yield { place: { rule }, scope: EVERYWHERE };
    for (const [match, scope] of matches.entries()) yield { place: { rule, match }, scope };
  }
}

function subnetsCover(outer: MatchScope, inner: MatchScope): boolean {
  const [big, small] = [outer, inner].map(({ manifest }) => asTexts(manifest.destinationSubnets));
  return big.length === 0 || (small.length > 0 && small.every((each) => big.includes(each)));
}
