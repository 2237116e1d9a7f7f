import { qualifiedName } from '../../values/object-ref';
import { isPlainHttp } from '../../values/protocol';
import { agesKnown } from '../../values/age';
import { parseServerHost } from '../../values/host';
import { passesTlsOn, type Server } from '../gateway';
import type { BoundServer } from '../listener';
import type { MatchScope, TlsMatch, TlsRule } from '../virtual-service';
import { isBindingOrderKnown, type BoundRoutes } from './bound-routes';
import type { DroppedTlsMatch, FilterChain, PassthroughChain, RouteTable, TcpChain } from './build';
import { hostTexts, routeTableOf, type ServerGroup } from './merged-servers';
import type { RouteSources } from './route-tables';

/** Which `tls` match had an SNI host last, on one port of the pods. */
export type SniClaims = Map<string, { readonly chain: PassthroughChain; readonly bound: BoundRoutes }>;

export interface ChainSources extends RouteSources {
  readonly routeTable: (name: string) => RouteTable;
}

export interface Chains {
  readonly chains: readonly FilterChain[];
  readonly droppedMatches: readonly DroppedTlsMatch[];
}

/** The filter chains of a group of servers, as istiod makes them. */
export function filterChains(group: ServerGroup, claims: SniClaims, sources: ChainSources): Chains {
  if (isPlainHttp(group.protocol)) {
    return { chains: [{ kind: 'http', terminatesTls: false, servers: group.servers, routeTable: sources.routeTable(group.routeTable) }], droppedMatches: [] };
  }
  const droppedMatches: DroppedTlsMatch[] = [];
  const chains = group.servers.flatMap((bound): readonly FilterChain[] => {
    const { server } = bound;
    if (server.tls?.mode === 'AUTO_PASSTHROUGH') return [{ kind: 'auto-passthrough', terminatesTls: false, server: bound }];
    if (passesTlsOn(server)) return passthroughChains(bound, claims, sources, droppedMatches);
    if (server.protocol !== 'HTTPS' || !server.hasTls) return tcpChains(bound, sources);
    return [{ kind: 'http', terminatesTls: true, serverNames: serverNamesOf(server), servers: [bound], routeTable: sources.routeTable(routeTableOf(bound)) }];
  });
  return { chains, droppedMatches };
}

/** The SNI that leads to a server which terminates TLS; undefined for any. */
function serverNamesOf(server: Server): readonly string[] | undefined {
  if (!server.hasTls) return undefined;
  return namesOrAny(hostTexts(server).map((host) => parseServerHost(host).name));
}

function namesOrAny(names: readonly string[]): readonly string[] | undefined {
  return names.includes('*') ? undefined : [...new Set(names)].sort();
}

// The first VirtualService with a rule that fits, whatever the others say.
function tcpChains(bound: BoundServer, { bindings }: ChainSources): readonly TcpChain[] {
  const { server } = bound;
  const candidates = bindings.on(server, qualifiedName(server.gateway.ref)).flatMap(({ bound: binding }) => {
    const { tcp } = binding.virtualService;
    const rule = tcp.find(({ matches, destinations }) => destinations.length > 0 && (matches.length === 0 || matches.some((match) => fits(match, server))));
    return rule === undefined ? [] : [{ binding, rule }];
  });
  if (candidates.length === 0) return [];
  const [{ binding, rule }, ...others] = candidates;
  const passedOver = others.filter((each) => each.binding.virtualService !== binding.virtualService)
    .map((each) => ({ virtualService: each.binding.virtualService, rule: each.rule, certain: isBindingOrderKnown(binding, each.binding) }));
  return [{
    kind: 'tcp', server: bound, serverNames: serverNamesOf(server), terminatesTls: server.hasTls, rule, virtualService: binding.virtualService,
    match: rule.matches.find((match) => fits(match, server)),
    certain: passedOver.every((each) => each.certain), passedOver,
  }];
}

function passthroughChains(bound: BoundServer, claims: SniClaims, { bindings }: ChainSources, dropped: DroppedTlsMatch[]): readonly PassthroughChain[] {
  const { server } = bound;
  const chains: PassthroughChain[] = [];
  for (const { bound: binding } of bindings.on(server, qualifiedName(server.gateway.ref))) {
    const { virtualService } = binding;
    for (const rule of virtualService.tls.filter(({ destinations }) => destinations.length > 0)) {
      for (const match of rule.matches.filter((each) => fits(each, server))) {
        const lost = claimedBefore(bound, binding, rule, match, claims);
        if (lost !== undefined) {
          dropped.push(lost);
          continue;
        }
        const names = match.sniHosts.includes('*') || match.sniHosts.length === 0 ? undefined : [...match.sniHosts].sort();
        const chain: PassthroughChain = { kind: 'passthrough', terminatesTls: false, serverNames: names, server: bound, virtualService, rule, match };
        match.sniHosts.forEach((host) => claims.set(host, { chain, bound: binding }));
        chains.push(chain);
      }
    }
  }
  return chains;
}

function claimedBefore(server: BoundServer, binding: BoundRoutes, rule: TlsRule, match: TlsMatch, claims: SniClaims): DroppedTlsMatch | undefined {
  const taken = match.sniHosts.filter((host) => claims.get(host)?.chain.server.server.writtenBind === server.server.writtenBind);
  if (taken.length === 0) return undefined;
  const winners = taken.map((host) => claims.get(host)).filter((each) => each !== undefined);
  const isCertain = winners.every(({ chain, bound }) => (chain.server.server.gateway === server.server.gateway
    ? isBindingOrderKnown(bound, binding) : agesKnown([chain.server.server.gateway, server.server.gateway])));
  return {
    server, virtualService: binding.virtualService, rule, match, hosts: taken, lostTo: [...new Set(winners.map(({ chain }) => chain))], certain: isCertain,
  };
}

function fits({ port, gateways }: MatchScope, server: Server): boolean {
  return (port === undefined || port === server.port.number) && (gateways === undefined || gateways.includes(qualifiedName(server.gateway.ref)));
}
