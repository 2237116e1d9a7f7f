import type { ReachedMirror, Outcome, ReachedDestination } from '../../../lib/router/outcome';
import { parseDuration } from '../../../lib/values/duration';
import { asList, asNumber, asRecord, asText, type Manifest } from '../../../lib/values/read';
import { servedClusters, type Pushed } from '../engine/pushed';
import { clusterOf, hangsOnOrder } from './agreement';

type Sent = Extract<Outcome, { kind: 'forwarded' | 'unreachable' }>;

interface Known {
  /** Whether all pods are given, so that what is not said to be without endpoints has some. */
  readonly pods: boolean;
}

/** What an answer does not show of a request that is sent on, and istiod pushes otherwise than the router says: a difference a line. */
export function detailDifferences(outcome: Outcome, pushed: Pushed, known: Known): readonly string[] {
  const { routes, clusters } = pushed;
  if (outcome.kind !== 'forwarded' && outcome.kind !== 'unreachable') return [];
  if (hangsOnOrder(outcome)) return [];
  const byName = new Map(clusters.map((each) => [each.name, each as Manifest]));
  const served = servedClusters(pushed);
  return [
    ...(outcome.protocol === 'http' ? routeDifferences(outcome, pushedRoute(outcome, routes)) : []),
    ...[...outcome.destinations, ...outcome.mirrors].flatMap((each) => clusterDifferences(each, byName.get(clusterOf(each)))),
    ...[...outcome.destinations, ...outcome.mirrors].flatMap((each) => endpointDifferences(each, served.has(clusterOf(each)), known)),
  ];
}

/** Routes of a virtual host are pushed in the order that the model has them in. */
function pushedRoute({ trace: { chain, virtualHost, route } }: Sent, routes: Pushed['routes']): Manifest {
  const table = routes.find(({ name }) => chain?.kind === 'http' && name === chain.routeTable.name);
  const index = route === undefined ? -1 : virtualHost?.routes.indexOf(route) ?? -1;
  return asRecord(asRecord(table?.virtualHosts?.find(({ name }) => name === virtualHost?.name)?.routes?.[index]).route);
}

function routeDifferences({ timeout, retries, destinations, mirrors }: Sent, pushed: Manifest): readonly string[] {
  const { numRetries, retryOn } = asRecord(pushed.retryPolicy);
  return [
    ...difference('timeout', parseDuration(timeout ?? '0s'), parseDuration(asText(pushed.timeout) ?? '0s')),
    ...difference('attempts', retries?.attempts ?? 0, asNumber(numRetries) ?? 0),
    ...difference('retries on', retries?.on.join(',') ?? '', asText(retryOn) ?? ''),
    ...difference('destinations', destinations.map(shareOf).sort().join(' '), sharesIn(pushed)),
    ...difference('mirrors', mirrors.map(mirrorOf).join(' '), mirrorsIn(pushed)),
  ];
}

function shareOf(destination: ReachedDestination): string {
  return `${clusterOf(destination)} ${destination.weight.toFixed(3)}`;
}

function sharesIn({ cluster, weightedClusters }: Manifest): string {
  if (asText(cluster) !== undefined) return `${asText(cluster)} 100.000`;
  const shares = asList(asRecord(weightedClusters).clusters).map(asRecord).map(({ name, weight }) => ({ name: asText(name), weight: asNumber(weight) ?? 0 }));
  const sum = shares.reduce((all, { weight }) => all + weight, 0);
  return shares.map(({ name, weight }) => `${name} ${(weight * 100 / sum).toFixed(3)}`).sort().join(' ');
}

function mirrorOf(mirror: ReachedMirror): string {
  return `${clusterOf(mirror)} ${mirror.percent.toFixed(3)}`;
}

const DENOMINATORS: Readonly<Record<string, number>> = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 };

function mirrorsIn({ requestMirrorPolicies }: Manifest): string {
  return asList(requestMirrorPolicies).map(asRecord).map(({ cluster, runtimeFraction }) => {
    const { numerator, denominator } = asRecord(asRecord(runtimeFraction).defaultValue);
    return `${asText(cluster)} ${((asNumber(numerator) ?? 0) * 100 / DENOMINATORS[asText(denominator) ?? 'HUNDRED']).toFixed(3)}`;
  }).join(' ');
}

function clusterDifferences(destination: Omit<ReachedDestination, 'weight'>, pushed: Manifest | undefined): readonly string[] {
  const name = clusterOf(destination);
  const isThere = destination.state === 'defined' || destination.state === 'no-endpoints';
  // istiod pushes no cluster where the endpoints that it would look up are none.
  if (pushed === undefined) return difference(`${name} is there`, destination.state === 'defined', false);
  return [
    ...difference(`${name} is there`, isThere, true), ...difference(`TLS to ${name}`, destination.tls, tlsOf(pushed)),
    ...(destination.protocol === 'tcp' ? [] : difference(`protocol to ${name}`, destination.protocol, protocolOf(pushed))),
  ];
}

function endpointDifferences(destination: Omit<ReachedDestination, 'weight'>, isServed: boolean, { pods }: Known): readonly string[] {
  if (destination.state !== 'no-endpoints' && !(pods && destination.state === 'defined')) return [];
  return difference(`${clusterOf(destination)} has endpoints`, destination.state === 'defined', isServed);
}

function tlsOf({ transportSocketMatches, transportSocket }: Manifest): string {
  if (asList(transportSocketMatches).length > 0) return 'auto-mtls';
  if (transportSocket === undefined) return 'none';
  const { tlsCertificateSdsSecretConfigs } = asRecord(asRecord(asRecord(transportSocket).typedConfig).commonTlsContext);
  const [certificate] = asList(tlsCertificateSdsSecretConfigs).map(asRecord);
  if (certificate === undefined) return 'SIMPLE';
  return certificate.name === 'default' ? 'ISTIO_MUTUAL' : 'MUTUAL';
}

function protocolOf({ typedExtensionProtocolOptions }: Manifest): string {
  const options = asRecord(asRecord(typedExtensionProtocolOptions)['envoy.extensions.upstreams.http.v3.HttpProtocolOptions']);
  return asRecord(options.explicitHttpConfig).http2ProtocolOptions === undefined ? 'http1' : 'http2';
}

function difference(what: string, router: unknown, engine: unknown): readonly string[] {
  return router === engine ? [] : [`${what}: router: ${String(router)}; pushed: ${String(engine)}`];
}
