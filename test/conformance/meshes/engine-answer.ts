import { asApplied } from '../engine/as-applied';
import { envoyVersion } from '../engine/envoy';
import { judge, type Judged } from '../engine/judge';
import { pushAll, type PushedToPod } from '../engine/push-all';
import type { FilterChain, Listener, RouteTable, VirtualHost } from '../engine/pushed';
import type { EngineVersions } from '../engine/question';
import { chainText, ingressRouteText, virtualHostText, type ListenerAnswer, type PodAnswer, type RouteTableAnswer } from './answer';
import type { GeneratedMesh } from './mesh';

export interface EngineAnswers {
  readonly engine: EngineVersions;
  /** One for each mesh, in order. */
  readonly answers: ReadonlyArray<readonly PodAnswer[]>;
}

// So that neither a program's answer nor Envoy's start takes longer than is waited for, on a busy machine either.
const AT_ONCE = 50;

/** What the real engine says of each mesh: istiod's own code in one process for many, and one Envoy. */
export async function engineAnswers(meshes: readonly GeneratedMesh[]): Promise<EngineAnswers> {
  const answers: (readonly PodAnswer[])[] = [];
  let versions: Pick<EngineVersions, 'istio' | 'istioApi'> | undefined;
  for (let first = 0; first < meshes.length; first += AT_ONCE) {
    const batch = meshes.slice(first, first + AT_ONCE);
    const { istio, api, pushed } = await pushAll(batch.map(({ manifests, pods }) => ({ manifests: manifests.map(asApplied), pods })));
    versions = { istio, istioApi: api };
    answers.push(...await judged(batch, pushed));
  }
  if (versions === undefined) throw new Error('no mesh was given');
  return { engine: { ...versions, envoy: await envoyVersion() }, answers };
}

async function judged(meshes: readonly GeneratedMesh[], pushed: ReadonlyArray<readonly PushedToPod[]>): Promise<ReadonlyArray<readonly PodAnswer[]>> {
  const refusals = await judge(pushed.flat());
  let next = 0;
  return pushed.map((pods, index) => pods.map((told, pod) => podAnswer(meshes[index].pods[pod], told, refusals[next++])));
}

function podAnswer(pod: string, { listeners, routes }: PushedToPod, { refusedListeners, refusedTables }: Judged): PodAnswer {
  return {
    pod,
    listeners: sorted(listeners.map((listener) => listenerAnswer(listener, refusedListeners.get(listener)))),
    // Two chains may name one table.
    routeTables: sorted([...new Map(routes.map((table) => [table.name, tableAnswer(table, refusedTables.get(table))])).values()]),
  };
}

function sorted<T extends { readonly name: string }>(named: readonly T[]): readonly T[] {
  return [...named].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const LISTENER_REASONS: readonly (readonly [RegExp, string])[] = [
  [/same matching rules|overlapping matching rules/, 'same-match'], [/partial wildcards are not supported/, 'partial-wildcard'],
];
const ROUTE_REASONS: readonly (readonly [RegExp, string])[] = [
  [/"action", reason: is required/, 'no-action'], [/inside range \[200, 600\)/, 'status-out-of-range'],
  [/QueryParameterMatcherValidationError\.Name/, 'query-parameter-without-name'], [/does not match regex pattern/, 'line-break'],
  [/sum of weights/, 'weights-too-great'], [/MatchPattern|StringMatcherValidationError/, 'claim-without-value'],
];

function reasonOf(details: string | undefined, known: typeof LISTENER_REASONS): { readonly refused?: string } {
  if (details === undefined) return {};
  return { refused: known.find(([pattern]) => pattern.test(details))?.[1] ?? details.slice(-300) };
}

function listenerAnswer({ name, filterChains = [] }: Listener, refused: string | undefined): ListenerAnswer {
  return { name, ...reasonOf(refused, LISTENER_REASONS), chains: filterChains.map(chainOf) };
}

function chainOf({ filterChainMatch, transportSocket, filters }: FilterChain): string {
  const { typedConfig } = filters[filters.length - 1];
  const to = typedConfig.rds?.routeConfigName ?? hostOf(String(typedConfig.cluster));
  return chainText({ serverNames: filterChainMatch?.serverNames, terminatesTls: transportSocket !== undefined, to });
}

/** `reviews.default.svc.cluster.local` of `outbound|80||reviews.default.svc.cluster.local`. */
function hostOf(cluster: string): string {
  return cluster.split('|')[3] ?? cluster;
}

function tableAnswer({ name, virtualHosts = [] }: RouteTable, refused: string | undefined): RouteTableAnswer {
  const real = virtualHosts.filter((host) => !host.name.startsWith('blackhole:'));
  return { name, ...reasonOf(refused, ROUTE_REASONS), virtualHosts: real.map(hostText).sort() };
}

function hostText({ name, domains = [], requireTls, routes = [] }: VirtualHost): string {
  return virtualHostText({ name, domains, redirects: requireTls === 'ALL', routes: routes.map(routeText) });
}

interface PushedRoute {
  readonly name?: string;
  readonly match: { readonly prefix?: string; readonly path?: string; readonly pathSeparatedPrefix?: string };
  readonly metadata: { readonly filterMetadata: { readonly istio: { readonly config: string } } };
  readonly route?: { readonly cluster?: string };
}

function routeText(route: Readonly<Record<string, unknown>>): string {
  const { name, match, metadata, route: action } = route as unknown as PushedRoute;
  if (name) return name;
  const [, namespace, virtualService] = /namespaces\/([^/]+)\/virtual-service\/(.+)$/.exec(metadata.filterMetadata.istio.config) ?? [];
  return ingressRouteText(match.path ?? `${match.pathSeparatedPrefix ?? match.prefix}*`, `${namespace}/${virtualService}`, hostOf(action?.cluster ?? ''));
}
