import type { Given } from '../../../lib/model/objects';
import type { FilterChain, Listener, Route, RouteTable, WorkloadBuild } from '../../../lib/model/build/build';
import { buildMesh } from '../../../lib/model/mesh';
import { qualifiedName } from '../../../lib/values/object-ref';
import { asRecord, asText } from '../../../lib/values/read';
import { chainText, ingressRouteText, virtualHostText, type ListenerAnswer, type PodAnswer, type RouteTableAnswer } from './answer';
import type { GeneratedMesh } from './mesh';

/** What our model says of a mesh. */
export function modelAnswer({ manifests, pods, meshConfig }: GeneratedMesh): readonly PodAnswer[] {
  const given = manifests.map((object): Given => ({ object: { ...object }, origin: { kind: 'known', path: object.metadata.name } }));
  const { builds } = buildMesh(given, { meshConfig });
  const byPod = new Map(builds.map((build) => [qualifiedName(build.workload.ref ?? { name: '' }), build]));
  return pods.map((pod) => podAnswer(pod, byPod.get(pod)));
}

function podAnswer(pod: string, build: WorkloadBuild | undefined): PodAnswer {
  const open = (build?.listeners ?? []).filter(({ absent }) => absent === undefined);
  const tables = new Set(open.flatMap(({ chains }) => chains).map((chain) => (chain.kind === 'http' ? chain.routeTable : undefined)).filter((table) => table !== undefined));
  return { pod, listeners: sorted(open.map(listenerAnswer)), routeTables: sorted([...tables].map(tableAnswer)) };
}

function sorted<T extends { readonly name: string }>(named: readonly T[]): readonly T[] {
  return [...named].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listenerAnswer({ name, refused, chains }: Listener): ListenerAnswer {
  return { name, ...(refused && { refused: refused.because }), chains: chains.map((chain) => chainText({ ...chain, to: leadsTo(chain) })) };
}

function leadsTo(chain: FilterChain): string {
  if (chain.kind === 'http') return chain.routeTable.name;
  return chain.kind === 'auto-passthrough' ? '?' : chain.rule.destinations[0].host;
}

function tableAnswer({ name, refused, virtualHosts }: RouteTable): RouteTableAnswer {
  const hosts = virtualHosts.map((host) => virtualHostText({ ...host, redirects: host.redirectedBy.length > 0, routes: host.routes.map(routeText) }));
  return { name, ...(refused && { refused: refused.because }), virtualHosts: hosts.sort() };
}

function routeText({ name, virtualService, match, rule }: Route): string {
  if (virtualService.ingress === undefined) return name;
  const { exact, prefix } = asRecord(match?.manifest.uri);
  return ingressRouteText(asText(exact) ?? `${(asText(prefix) ?? '/').replace(/(.)\/$/, '$1')}*`, qualifiedName(virtualService.ref), rule.destinations[0].host);
}
