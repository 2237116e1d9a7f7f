import { asTexts } from '../values/read';
import { l4ScopeCovers } from './match-scope';
import type { MatchPlace, ShadowedMatch } from './shadowed-matches';
import type { TlsMatch, VirtualService } from './virtual-service';

/** A match of a TLS rule that has an SNI host in common with one before it. istiod leaves it out, with all of its SNI hosts. */
export interface LeftOutTlsMatch extends ShadowedMatch {
  /** SNI hosts in common. */
  readonly shared: readonly string[];
  /** SNI hosts that no match before it takes, and now none does. */
  readonly lost: readonly string[];
}

/** A match of a TLS rule with SNI hosts that Envoy cannot tell apart from those of a match before it, or of itself. */
export interface ClashingTlsMatch extends ShadowedMatch {
  readonly sniHost: string;
  readonly other: string;
}

interface Placed {
  readonly place: MatchPlace;
  readonly match: TlsMatch;
  readonly sniHost: string;
}

const NONE: readonly LeftOutTlsMatch[] = [];

/** Those of one VirtualService on a gateway; to sidecars only equal matches are the same. */
export function leftOutTlsMatches({ tls, gateways }: VirtualService): readonly LeftOutTlsMatch[] {
  if (tls.length === 0) return NONE;
  const onGateway = gateways.some((gateway) => gateway !== 'mesh');
  const taken = new Map<string, Placed[]>();
  const found: LeftOutTlsMatch[] = [];
  for (const { place, match } of placesOf(tls)) {
    const takerOf = (key: string) => taken.get(key)?.find((other) => l4ScopeCovers(other.match, match, gateways));
    const keys = onGateway ? match.sniHosts : [JSON.stringify([match.sniHosts, asTexts(match.manifest.destinationSubnets)])];
    const shared = keys.filter((key) => takerOf(key) !== undefined);
    const first = takerOf(shared[0] ?? '');
    if (first === undefined) for (const sniHost of keys) taken.set(sniHost, [...(taken.get(sniHost) ?? []), { place, match, sniHost }]);
    else found.push({ ...place, by: first.place, shared: onGateway ? shared : match.sniHosts, lost: keys.filter((key) => !shared.includes(key)) });
  }
  return found;
}

/** Those of one VirtualService on a gateway: the same text twice in one match, or in other letters in two. */
export function clashingTlsMatches({ tls, gateways }: VirtualService): readonly ClashingTlsMatch[] {
  if (gateways.every((gateway) => gateway === 'mesh')) return [];
  const byName = new Map<string, Placed[]>();
  const found: ClashingTlsMatch[] = [];
  for (const { place, match } of placesOf(tls)) {
    for (const sniHost of match.sniHosts) {
      const there = byName.get(sniHost.toLowerCase()) ?? [];
      const other = there.find((each) => (each.match === match || (each.sniHost !== sniHost && meet(each.match, match, gateways))));
      if (other !== undefined) found.push({ ...place, by: other.place, sniHost, other: other.sniHost });
      there.push({ place, match, sniHost });
      byName.set(sniHost.toLowerCase(), there);
    }
  }
  return found;
}

function meet(a: TlsMatch, b: TlsMatch, gateways: readonly string[]): boolean {
  return l4ScopeCovers(a, b, gateways) || l4ScopeCovers(b, a, gateways);
}

function* placesOf(tls: VirtualService['tls']): Iterable<{ readonly place: MatchPlace; readonly match: TlsMatch }> {
  for (const [rule, { matches }] of tls.entries()) for (const [index, match] of matches.entries()) yield { place: { rule, match: index }, match };
}
