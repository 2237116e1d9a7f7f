import { inOrderOfAge } from '../../values/age';
import { append } from '../../values/append';
import type { Gateway } from '../gateway';
import type { BoundServer } from '../listener';
import type { VirtualService } from '../virtual-service';
import type { Workload } from '../workload';
import { RouteBindings } from './bound-routes';
import type { DroppedServer, FilterChain, DroppedTlsMatch, Listener, RouteTable, WorkloadBuild } from './build';
import type { RulesOf } from './effective-rules';
import { filterChains, type ChainSources, type SniClaims } from './filter-chains';
import { listenerRefusal } from './listener-refusal';
import { mergeServers, type MergedPort, type MergedServers, type ServerGroup } from './merged-servers';
import { buildRouteTable } from './route-tables';

const WILDCARD_ADDRESS = '0.0.0.0';
const FIRST_UNPRIVILEGED_PORT = 1024;

/** What istiod would build for each workload that serves a Gateway; objects come in the order that they were given in. */
export function buildWorkloads(servers: readonly BoundServer[], virtualServices: readonly VirtualService[], rulesOf: RulesOf): readonly WorkloadBuild[] {
  const ordered = inOrderOfAge(virtualServices);
  const bindings = new Map<string | undefined, RouteBindings>();
  return [...byWorkload(servers)].map(([workload, there]) => {
    const seen = bindings.get(workload.namespace) ?? new RouteBindings(ordered, workload.namespace);
    bindings.set(workload.namespace, seen);
    const merged = mergeServers(there);
    const sources = { bindings: seen, rulesOf };
    const routeTable = tablesOf(merged, (name, of) => buildRouteTable(name, of, sources));
    return { workload, listeners: merged.ports.flatMap((port) => listenersOf(port, workload, { ...sources, routeTable })) };
  });
}

function byWorkload(servers: readonly BoundServer[]): ReadonlyMap<Workload, readonly BoundServer[]> {
  const gateways = inOrderOfAge([...new Set(servers.map(({ server }) => server.gateway))]);
  const ranks = new Map<Gateway, number>(gateways.map((gateway, index) => [gateway, index]));
  const rankOf = ({ server }: BoundServer) => ranks.get(server.gateway) ?? 0;
  const found = new Map<Workload, BoundServer[]>();
  for (const bound of [...servers].sort((a, b) => rankOf(a) - rankOf(b))) append(found, bound.workload, bound);
  return found;
}

function tablesOf({ byRouteTable }: MergedServers, build: (name: string, servers: readonly BoundServer[]) => RouteTable): (name: string) => RouteTable {
  const built = new Map<string, RouteTable>();
  return (name) => {
    const table = built.get(name) ?? build(name, byRouteTable.get(name) ?? []);
    built.set(name, table);
    return table;
  };
}

function listenersOf(merged: MergedPort, workload: Workload, sources: ChainSources): readonly Listener[] {
  const claims: SniClaims = new Map();
  const byAddress = new Map<string, ServerGroup[]>();
  for (const group of merged.groups) byAddress.set(addressOf(group.bind), [...(byAddress.get(addressOf(group.bind)) ?? []), group]);
  const chains = new Map(merged.groups.map((group) => [group, filterChains(group, claims, sources)]));
  return [...byAddress].map(([bind, groups]) => listenerOf({
    merged, bind, workload,
    servers: groups.flatMap(({ servers }) => servers),
    chains: groups.flatMap((group) => chains.get(group)?.chains ?? []),
    droppedMatches: groups.flatMap((group) => chains.get(group)?.droppedMatches ?? []),
  }));
}

interface ListenerParts {
  readonly merged: MergedPort;
  readonly bind: string;
  readonly workload: Workload;
  readonly servers: readonly BoundServer[];
  readonly chains: readonly FilterChain[];
  readonly droppedMatches: readonly DroppedTlsMatch[];
}

function listenerOf({ merged, bind, workload, servers, chains, droppedMatches }: ListenerParts): Listener {
  const { port } = merged;
  const isHere = ({ server }: BoundServer) => addressOf(server.writtenBind) === bind;
  const listener = {
    name: `${bind}_${port ?? servers[0].server.port.number}`, port, bind,
    dropped: merged.dropped.filter(({ server }) => isHere(server)), contests: merged.contests.filter(({ second }) => isHere(second)),
  };
  if (workload.unprivileged && port !== undefined && port < FIRST_UNPRIVILEGED_PORT) {
    const unprivileged = servers.map((server): DroppedServer => ({ server, because: 'unprivileged-port', hosts: [], lostTo: [], certain: true }));
    return { ...listener, servers: [], dropped: [...listener.dropped, ...unprivileged], chains: [], droppedMatches: [], absent: 'unprivileged-port' };
  }
  const absent = chains.length === 0 ? 'no-filter-chain' : undefined;
  return { ...listener, servers, chains, droppedMatches, absent, refused: listenerRefusal(chains, port) };
}

function addressOf(bind: string): string {
  return bind === '' ? WILDCARD_ADDRESS : bind;
}
