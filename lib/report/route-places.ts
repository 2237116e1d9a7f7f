import type { FilterChain, Route } from '../model/build/build';
import type { BoundServer } from '../model/listener';
import type { VirtualService } from '../model/virtual-service';
import type { Trace } from '../router/trace';
import type { Place } from '../rules/define-rule';
import type { Field } from '../values/field';

/** The match that takes requests, or the rule where it has none. */
export function placeOfRoute({ rule, ruleOf, match, matchOf }: Route): Place {
  return match === undefined ? placeWithin(ruleOf, rule.field) : placeWithin(matchOf, match.field);
}

/** The rule that decides what becomes of the requests; of a delegate it is in another object than the match may be. */
export function placeOfRule({ rule, ruleOf }: Route): Place {
  return placeWithin(ruleOf, rule.field);
}

/** The `tcp` or `tls` rule of a filter chain, or its match; undefined of one that has routes of HTTP. */
export function placeOfChain(chain: FilterChain): Place | undefined {
  if (chain.kind !== 'tcp' && chain.kind !== 'passthrough') return undefined;
  return placeWithin(chain.virtualService, (chain.match ?? chain.rule).field);
}

/** Of what istiod makes of an Ingress no field is written there. */
export function placeWithin({ ref, origin, ingress }: VirtualService, field?: Field): Place {
  return ingress === undefined ? { ref, origin, field } : { ref: ingress, origin };
}

export function placeOfServer({ server: { gateway, field } }: BoundServer): Place {
  const { ref, origin, ingress } = gateway;
  return ingress === undefined ? { ref, origin, field } : { ref: ingress, origin };
}

/** The servers that a request came to: as few as the trace can tell. */
export function serversOf({ listener, chain, virtualHost, route }: Trace): readonly BoundServer[] {
  if (route !== undefined) return [route.server];
  const ofHost = [...virtualHost?.redirectedBy ?? [], ...virtualHost?.routes.map(({ server }) => server) ?? []];
  if (ofHost.length > 0) return [...new Set(ofHost)];
  if (chain !== undefined) return chain.kind === 'http' ? chain.servers : [chain.server];
  return listener?.servers ?? [];
}
