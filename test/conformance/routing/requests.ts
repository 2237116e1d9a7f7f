import { buildMesh } from '../../../lib/model/mesh';
import type { FilterChain, Listener, Route, VirtualHost, WorkloadBuild } from '../../../lib/model/build/build';
import { selects } from '../../../lib/values/labels';
import { asRecord, asText } from '../../../lib/values/read';
import { asApplied } from '../engine/as-applied';
import type { ClientRequest, GatewayWorkload, Manifest } from '../engine/question';
import type { Random } from '../meshes/random';

const PATHS = ['/', '/a', '/a/b', '/a/bc', '/ab', '/A', '/c', '/c/', '/a/', '/x', '/a/../c', '/a/./b', '/a//b', '/%61/b', '/a%2Fb', '/a\\b', '/a;x=1', '/a/b/..', '/a#b', '/a%00'] as const;
const ENDINGS = ['', '', '', '', '', '', '/', 'b', '/x', '/../a', '//x', '/%62', '#c'] as const;
const QUERIES = ['', '', '', '', '?q=a', '?q=ab', '?q=b&q=a', '?Q=a', '?z', '?q', '?q=%61'] as const;
const OTHER_HOSTS = ['q.y.a.com', 'nobody.test', 'q.org', 'app.web.svc.cluster.local', 'x.a.com', 'a.com', 'b.com'] as const;
const PORTS = [80, 80, 80, 443, 443, 8080, 81, 444, 9000] as const;

/** Where a request could go, by what the model says is built. That it goes there is for the engine to say. */
export interface Aim {
  readonly kind: string;
  readonly scheme: 'http' | 'https';
  readonly port: number;
  readonly host: string;
  readonly route?: Route;
}

/** Requests that may meet what a mesh has, and some that do not. */
export function generateRequests(random: Random, manifests: readonly Manifest[], gateway: GatewayWorkload, count: number): readonly ClientRequest[] {
  const aims = aimsFor(manifests, gateway);
  return Array.from({ length: count }, () => (aims.length > 0 && random.chance(0.9) ? aimed(random, pickOf(random, aims)) : blind(random)));
}

// Of each kind as often, however many routes plain HTTP has.
function pickOf(random: Random, aims: readonly Aim[]): Aim {
  const kinds = [...new Set(aims.map(({ kind }) => kind))];
  const kind = random.pick(kinds);
  return random.pick(aims.filter((each) => each.kind === kind));
}

/** Where requests to some gateway pods could go. */
export function aimsFor(manifests: readonly Manifest[], { namespace, labels }: GatewayWorkload): readonly Aim[] {
  const mesh = buildMesh(manifests.map(asApplied).map((object) => ({ object, origin: { kind: 'construct', path: '' } })));
  return mesh.builds.filter(({ workload }) => workload.namespace === namespace && selects(workload.labels, labels)).flatMap(aimsAt);
}

function aimsAt({ listeners, workload }: WorkloadBuild): readonly Aim[] {
  return listeners.flatMap((listener) => workload.services.flatMap(({ ports }) => ports)
    .filter(({ targetPort }) => (typeof targetPort === 'number' ? targetPort : workload.containers?.find(({ name }) => name === targetPort)?.number) === listener.port)
    .flatMap(({ number }) => aimsOn(listener, number)));
}

function aimsOn({ chains }: Listener, port: number): readonly Aim[] {
  return chains.flatMap((chain): readonly Aim[] => {
    const scheme = chain.terminatesTls || chain.kind === 'passthrough' ? 'https' : 'http';
    if (chain.kind !== 'http') return (chain.serverNames ?? ['a.com']).map((host) => ({ kind: chain.kind, scheme, port, host }));
    return chain.routeTable.virtualHosts.flatMap((virtualHost) => aimsIn(chain, virtualHost).map((aim) => ({ ...aim, kind: kindOf(aim.route), scheme, port })));
  });
}

// What is rare among routes is asked about as often as what is not.
function kindOf(route: Route | undefined): string {
  const { redirect, directResponse, corsPolicy, rewrite, retries, mirror, mirrors, fault } = route?.rule.manifest ?? {};
  const found = Object.entries({ redirect, directResponse, corsPolicy, rewrite, retries, mirror: mirror ?? mirrors, fault }).find(([, value]) => value !== undefined);
  return found?.[0] ?? (route === undefined ? 'none' : Object.keys(route.match?.manifest ?? {}).sort().join(' '));
}

function aimsIn({ serverNames }: FilterChain, { domains, routes }: VirtualHost): ReadonlyArray<Pick<Aim, 'host' | 'route'>> {
  const hosts = domains.filter((domain) => serverNames === undefined || serverNames.some((name) => name.toLowerCase() === domain) || domain.startsWith('*'));
  return hosts.flatMap((host) => (routes.length === 0 ? [{ host }] : routes.map((route) => ({ host, route }))));
}

function aimed(random: Random, { scheme, port, host, route }: Aim): ClientRequest {
  const { uri, method, headers, queryParams } = route?.match?.manifest ?? {};
  const { exact, prefix } = asRecord(uri);
  const start = asText(exact) ?? asText(prefix) ?? random.pick(PATHS);
  const wanted = random.chance(0.8);
  const verb = asText(asRecord(method).exact);
  const given = wanted ? Object.fromEntries(Object.entries(asRecord(headers)).filter(([name]) => !name.startsWith('@')).map(([name, value]) => [name, textFor(value)])) : {};
  const query = wanted && Object.keys(asRecord(queryParams)).length > 0 ? `?${Object.entries(asRecord(queryParams)).map(([name, value]) => `${name}=${textFor(value)}`).join('&')}` : random.pick(QUERIES);
  const path = `${start}${asText(exact) === undefined ? ending(random, start) : ''}`;
  return requestOf(random, { scheme, port, host, path, query, method: wanted && verb !== undefined ? verb : methodOf(random, route?.rule.manifest.corsPolicy !== undefined), headers: given });
}

function textFor(match: unknown): string {
  const { exact, prefix, regex } = asRecord(match);
  return asText(exact) ?? asText(prefix) ?? asText(regex)?.replace('.*', 'x') ?? '';
}

function ending(random: Random, start: string): string {
  const text = random.pick(ENDINGS);
  return start.endsWith('/') && text.startsWith('/') ? text.slice(1) : text;
}

function blind(random: Random): ClientRequest {
  const port = random.pick(PORTS);
  const scheme = random.chance([443, 444].includes(port) ? 0.9 : 0.05) ? 'https' : 'http';
  return requestOf(random, { scheme, port, host: random.pick(OTHER_HOSTS), path: random.pick(PATHS), query: random.pick(QUERIES), method: methodOf(random), headers: {} });
}

function methodOf(random: Random, isCors = false): string {
  return random.weighted({ GET: 80, POST: 12, OPTIONS: isCors ? 60 : 8 });
}

interface Parts extends Omit<Aim, 'route' | 'kind'> {
  readonly path: string;
  readonly query: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

function requestOf(random: Random, { scheme, port, host, path, query, method, headers }: Parts): ClientRequest {
  const concrete = host.startsWith('*') ? `${random.pick(['w', 'w.v'])}${host === '*' ? '.net' : host.startsWith('*.') ? host.slice(1) : host.slice(1)}` : host;
  const isUsual = port === (scheme === 'https' ? 443 : 80);
  const all = { ...extraHeaders(random, method), ...headers };
  return {
    url: `${scheme}://${random.chance(0.1) ? concrete.toUpperCase() : concrete}${isUsual && random.chance(0.9) ? '' : `:${port}`}${path.startsWith('/') ? path : `/${path}`}${query}`,
    ...(method !== 'GET' && { method }), ...(Object.keys(all).length > 0 && { headers: all }),
    ...(scheme === 'https' && random.chance(0.7) && { clientCertificate: true }), ...(scheme === 'https' && random.chance(0.03) && { sni: random.pick(OTHER_HOSTS) }),
  };
}

function extraHeaders(random: Random, method: string): Readonly<Record<string, string>> {
  return {
    ...(random.chance(0.2) && { [random.pick(['x-team', 'X-Team'])]: random.pick(['a', 'ab', 'b', 'xa', '']) }),
    ...(random.chance(0.15) && { 'x-not': random.pick(['a', 'b']) }),
    ...(method === 'OPTIONS' && { 'origin': random.pick(['https://shop.example', 'http://evil.test']), ...(random.chance(0.8) && { 'access-control-request-method': 'GET' }) }),
  };
}
