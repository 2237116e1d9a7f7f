import { Yaml } from 'cdk8s';
import { placeOf, run } from './programs';
import type { GatewayWorkload, Manifest } from './question';

/** What istiod pushes to one gateway: the parts that are read here, everything else being passed on as it came. */
export interface Pushed {
  readonly istio: string;
  readonly api: string;
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteTable[];
  readonly clusters: readonly Cluster[];
  /** Of clusters that do not have theirs within. */
  readonly endpoints?: readonly LoadAssignment[];
}

export interface Cluster {
  readonly name: string;
  readonly loadAssignment?: LoadAssignment;
  readonly [field: string]: unknown;
}

interface LoadAssignment {
  readonly clusterName: string;
  readonly endpoints?: ReadonlyArray<{ readonly lbEndpoints?: ReadonlyArray<{ readonly healthStatus?: string }> }>;
}

export interface Listener {
  readonly name: string;
  readonly address: { readonly socketAddress: { readonly address: string; readonly portValue: number } };
  readonly listenerFilters?: readonly Filter[];
  readonly filterChains?: readonly FilterChain[];
}

export interface FilterChain {
  readonly filterChainMatch?: { readonly serverNames?: readonly string[] };
  readonly transportSocket?: { readonly typedConfig: DownstreamTls };
  readonly filters: readonly Filter[];
}

export interface DownstreamTls {
  readonly commonTlsContext?: { readonly alpnProtocols?: readonly string[]; readonly tlsParams?: object };
  readonly requireClientCertificate?: boolean;
}

export interface Filter {
  readonly name: string;
  readonly typedConfig: FilterConfig;
}

export interface FilterConfig {
  readonly rds?: { readonly routeConfigName: string };
  readonly routeConfig?: RouteTable;
  readonly httpFilters?: readonly Filter[];
  readonly [field: string]: unknown;
}

export interface RouteTable {
  readonly name: string;
  readonly virtualHosts?: readonly VirtualHost[];
  readonly [field: string]: unknown;
}

export interface VirtualHost {
  readonly name: string;
  readonly domains?: readonly string[];
  readonly routes?: readonly Readonly<Record<string, unknown>>[];
  readonly [field: string]: unknown;
}

/** Asks istiod's own code what it would push to that gateway. */
export async function push(manifests: readonly Manifest[], gateway: GatewayWorkload): Promise<Pushed> {
  const labels = Object.entries(gateway.labels).map(([key, value]) => `${key}=${value}`).join(',');
  const { code, stdout, stderr } = await run(placeOf('translate'), [gateway.namespace, labels], Yaml.stringify(...manifests));
  if (code !== 0) throw new Error(`istiod's code does not take these manifests: ${stderr.trim()}`);
  return JSON.parse(stdout) as Pushed;
}

/** The names of the clusters that have an endpoint which takes requests. */
export function servedClusters({ clusters, endpoints = [] }: Pushed): ReadonlySet<string> {
  const assignments = [...endpoints, ...clusters.flatMap(({ name, loadAssignment }) => (loadAssignment === undefined ? [] : [{ ...loadAssignment, clusterName: name }]))];
  const isServed = (assignment: LoadAssignment): boolean => (assignment.endpoints ?? []).flatMap(({ lbEndpoints = [] }) => lbEndpoints).some(({ healthStatus = 'HEALTHY' }) => healthStatus === 'HEALTHY');
  return new Set(assignments.filter(isServed).map(({ clusterName }) => clusterName));
}

/** The names of every cluster that a configuration sends requests to, sorted. */
export function clustersIn(configuration: unknown): readonly string[] {
  const names = new Set<string>();
  collect(configuration, names);
  return [...names].sort();
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'cluster' && typeof value === 'string') names.add(value);
    if (key === 'weightedClusters') for (const { name } of (value as WeightedClusters).clusters) names.add(name);
    collect(value, names);
  }
}

interface WeightedClusters {
  readonly clusters: readonly { readonly name: string }[];
}
