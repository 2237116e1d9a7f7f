import { selects } from '../../values/labels';
import { qualifiedName } from '../../values/object-ref';
import { asRecord, asText, type Manifest } from '../../values/read';
import type { BoundServer } from '../listener';
import type { HttpMatch, VirtualService } from '../virtual-service';
import type { Route } from './build';
import type { EffectiveMatch, EffectiveRule } from './effective-rules';

/**
 * The routes of a VirtualService on a gateway, in its own order, as far as istiod makes them: it leaves out matches that are not for
 * this gateway, this port or these pods, and all that stands behind one that takes every request.
 *
 * @param server whose port number stands for the request's port
 */
export function routesOf(virtualService: VirtualService, rules: readonly EffectiveRule[], server: BoundServer): readonly Route[] {
  const routes: Route[] = [];
  for (const rule of rules) {
    if (rule.matches.length === 0) return [...routes, routeOf(virtualService, server, rule)];
    for (const match of rule.matches) {
      if (!isFor(match.match, server)) continue;
      const route = routeOf(virtualService, server, rule, match);
      routes.push(route);
      if (route.isCatchAll) return routes;
    }
  }
  return routes;
}

/** Why istiod leaves a match out of a gateway's routes; undefined where it does not. */
export function whyNotFor(match: HttpMatch, { server, workload }: BoundServer): 'port' | 'gateways' | 'source' | undefined {
  if (match.port !== undefined && match.port !== server.port.number) return 'port';
  if (match.gateways !== undefined) return match.gateways.includes(qualifiedName(server.gateway.ref)) ? undefined : 'gateways';
  const isOurs = selects(match.sourceLabels, workload.labels) && (match.sourceNamespace === undefined || match.sourceNamespace === workload.namespace);
  return isOurs ? undefined : 'source';
}

function isFor(match: HttpMatch, server: BoundServer): boolean {
  return whyNotFor(match, server) === undefined;
}

function routeOf(virtualService: VirtualService, server: BoundServer, { rule, ruleOf, delegatedBy }: EffectiveRule, effective?: EffectiveMatch): Route {
  const match = effective?.match;
  return {
    name: match?.name ? `${rule.name ?? ''}.${match.name}` : rule.name ?? '',
    server, virtualService, rule, ruleOf, match, matchOf: effective?.matchOf ?? ruleOf, delegatedBy,
    isCatchAll: match === undefined || takesAll(match.manifest),
  };
}

function takesAll(match: Manifest): boolean {
  const uri = asRecord(match.uri);
  const everyPath = asText(uri.regex) === '.*' || asText(uri.prefix) === '/' || ['exact', 'prefix', 'regex'].every((kind) => asText(uri[kind]) === undefined);
  return everyPath
    && ['headers', 'withoutHeaders', 'queryParams'].every((key) => Object.keys(asRecord(match[key])).length === 0)
    && ['method', 'scheme', 'authority'].every((key) => match[key] === undefined || match[key] === null);
}
