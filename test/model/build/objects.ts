import type { Listener, VirtualHost, WorkloadBuild } from '../../../lib/model/build/build';
import { buildMesh, type Facts } from '../../../lib/model/mesh';
import { qualifiedName } from '../../../lib/values/object-ref';
import type { Manifest } from '../../../lib/values/read';

// Objects on one gateway workload: pods with the label `istio: ingressgateway` in istio-system, their Service 80 to 8080 and 443 to 8443.

export interface ServerLike {
  readonly number?: number;
  readonly protocol?: string;
  readonly tls?: object;
  readonly bind?: string;
  readonly name?: string;
}

/** A server of these hosts: plain HTTP on 80, unless `about` says otherwise. */
export function server(hosts: string, about: ServerLike = {}): object {
  const { number = 80, protocol = 'HTTP', name = `p-${hosts.length}-${number}`, ...rest } = about;
  return { port: { number, protocol, name }, hosts: hosts.split(' '), ...rest };
}

export function https(hosts: string, about: ServerLike = {}): object {
  return server(hosts, { number: 443, protocol: 'HTTPS', tls: { mode: 'SIMPLE', credentialName: 'certificate' }, ...about });
}

export function passthrough(hosts: string, about: ServerLike = {}): object {
  return server(hosts, { number: 443, protocol: 'TLS', tls: { mode: 'PASSTHROUGH' }, ...about });
}

export function redirecting(hosts: string, about: ServerLike = {}): object {
  return server(hosts, { tls: { httpsRedirect: true }, ...about });
}

/** @param name `namespace/name`, of namespace `web` where it has none; `@2` behind it is the year of its creation */
export function gateway(name: string, ...servers: readonly object[]): Manifest {
  return { ...head('Gateway', name), spec: { selector: { istio: 'ingressgateway' }, servers } };
}

export function virtualService(name: string, hosts: string, gateways: string, spec: object): Manifest {
  return { ...head('VirtualService', name), spec: { ...(hosts !== '' && { hosts: hosts.split(' ') }), ...(gateways !== '' && { gateways: gateways.split(' ') }), ...spec } };
}

/** HTTP rules of these names; a match behind a colon, a path prefix: `shop:/shop`. */
export function http(...rules: readonly string[]): { readonly http: readonly object[] } {
  return { http: rules.map((text) => {
    const [name, prefix] = text.split(':');
    return { name, ...(prefix !== undefined && { match: [{ uri: { prefix } }] }), route: to(name) };
  }) };
}

export function to(host: string): readonly object[] {
  return [{ destination: { host: `${host}.web.svc.cluster.local`, port: { number: 80 } } }];
}

function head(kind: string, text: string): Manifest {
  const [name, year] = text.split('@');
  const [namespace, own] = name.includes('/') ? name.split('/') : ['web', name];
  const created = year === undefined ? {} : { creationTimestamp: `202${year}-01-01T00:00:00Z` };
  return { apiVersion: 'networking.istio.io/v1', kind, metadata: { name: own, namespace, ...created } };
}

const PORTS = [{ name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 }];

export function pods(env: readonly object[] = []): Manifest {
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'ingress', namespace: 'istio-system', labels: { istio: 'ingressgateway', app: 'ingress' } },
    spec: { containers: [{ name: 'istio-proxy', image: 'auto', env }] },
  };
}

export function service(ports: readonly object[] = PORTS): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ingress', namespace: 'istio-system' }, spec: { selector: { istio: 'ingressgateway' }, ports } };
}

export function buildOf(objects: readonly Manifest[], facts: Facts = {}): WorkloadBuild {
  const known = new Set(objects.map(({ kind }) => kind));
  const all = [...(known.has('Pod') ? [] : [pods()]), ...(known.has('Service') ? [] : [service()]), ...objects];
  const { builds: [build] } = buildMesh(all.map((object) => ({ object, origin: { kind: 'known', path: '' } })), facts);
  return build;
}

/** Each listener in a line: its chains by SNI, or why there is none. */
export function listenersOf(objects: readonly Manifest[], facts?: Facts): readonly string[] {
  return buildOf(objects, facts).listeners.map((each) => `${each.name} ${outcomeOf(each)}`);
}

function outcomeOf({ absent, refused, chains }: Listener): string {
  if (absent !== undefined) return `absent: ${absent}`;
  if (refused !== undefined) return `refused: ${refused.because}`;
  return chains.map(({ serverNames, kind, terminatesTls }) => `${serverNames?.join(',') ?? '*'} ${kind}${terminatesTls ? ' TLS' : ''}`).join('; ');
}

/** Each server that is left out in a line: of which Gateway, why and for which. */
export function droppedOf(objects: readonly Manifest[]): readonly string[] {
  return buildOf(objects).listeners.flatMap(({ dropped }) => dropped).map(({ server: { server: lost }, because, hosts, lostTo, certain }) => [
    `${lost.gateway.ref.name} ${because}`, ...hosts, ...lostTo.map(({ server: won }) => `to ${won.gateway.ref.name}`), ...(certain ? [] : ['or the other way round']),
  ].join(' '));
}

/** Each virtual host in a line: its domains and routes. */
export function virtualHostsOf(objects: readonly Manifest[], facts?: Facts): readonly string[] {
  const tables = buildOf(objects, facts).listeners.flatMap(({ chains }) => chains).flatMap((chain) => (chain.kind === 'http' ? [chain.routeTable] : []));
  return tables.flatMap(({ virtualHosts }) => virtualHosts).map(textOf);
}

function textOf({ domains, redirectedBy, routes, certain }: VirtualHost): string {
  const names = routes.map(({ name, virtualService: { ref } }) => name || qualifiedName(ref));
  return [`${domains.join(',')}${redirectedBy.length > 0 ? ' redirects' : ''}:`, ...names, ...(certain ? [] : ['in any order'])].join(' ');
}
