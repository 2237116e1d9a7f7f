import { append } from '../../../lib/values/append';
import { asRecord, asText, isGiven, type Manifest as Fields } from '../../../lib/values/read';
import type { ClientRequest } from '../engine/question';
import type { Random } from '../meshes/random';
import type { Aim } from './aims';

const PATHS = ['/', '/a', '/a/b', '/a/bc', '/ab', '/A', '/c', '/c/', '/a/', '/x', '/a/../c', '/a/./b', '/a//b', '/%61/b', '/a%2Fb', '/a\\b', '/a;x=1', '/a/b/..', '/a#b', '/a%00', '/a"{b', '//', '/a%5cb'] as const;
const ENDINGS = ['', '', '', '', '', '', '/', 'b', '/x', '/../a', '//x', '/%62', '#c', '|'] as const;
const QUERIES = ['', '', '', '', '?q=a', '?q=ab', '?q=b&q=a', '?Q=a', '?z', '?q', '?q=%61'] as const;
const OTHER_HOSTS = ['q.y.a.com', 'nobody.test', 'q.org', 'app.web.svc.cluster.local', 'x.a.com', 'a.com', 'b.com'] as const;
const PORTS = [80, 80, 80, 443, 443, 8080, 81, 444, 9000] as const;

/** Requests that may meet what a mesh has, and some that do not. */
export function generateRequests(random: Random, all: readonly Aim[], count: number): readonly ClientRequest[] {
  const aims = byFeature(all);
  // Of a mesh that serves nothing there is little to ask.
  if (aims.size === 0) return Array.from({ length: Math.min(count, MOST_IN_VAIN) }, () => blind(random));
  const features = [...aims.keys()].flatMap((feature) => Array.from({ length: shareOf(feature) }, () => feature));
  return Array.from({ length: count }, () => (random.chance(0.98) ? aimed(random, random.pick(aims.get(random.pick(features)) ?? [])) : blind(random)));
}

const MOST_IN_VAIN = 10;

// What few meshes have is asked about more often where it is, and most requests are to be forwarded.
function shareOf(feature: string): number {
  const share = { passthrough: 16, tcp: 8, corsPolicy: 6 }[feature];
  return share ?? (/redirect|directResponse|fault|no-route|refused/.test(feature) ? 1 : 3);
}

// Of each feature as often: what is rare among routes is asked about as often as what is not.
function byFeature(aims: readonly Aim[]): ReadonlyMap<string, readonly Aim[]> {
  const found = new Map<string, Aim[]>();
  for (const aim of aims) for (const feature of aim.features) append(found, feature, aim);
  return found;
}

// What the route asks for, as a rule: the rest meets others, or none.
function aimed(random: Random, { scheme, port, host, address, route }: Aim): ClientRequest {
  const { uri, method, headers, queryParams, authority } = route?.match?.manifest ?? {};
  const isWanted = random.chance(0.92);
  const verb = asText(asRecord(method).exact);
  return requestOf(random, {
    ...slip(random, { scheme, port, host: asText(asRecord(authority).exact) ?? host }), address, path: pathFor(random, asRecord(uri)),
    query: isWanted && isGiven(queryParams) ? `?${textsFor(queryParams).map(([name, value]) => `${name}=${value}`).join('&')}` : random.pick(QUERIES),
    method: isWanted && verb !== undefined ? verb : methodOf(random, isGiven(route?.rule.manifest.corsPolicy)),
    headers: isWanted ? Object.fromEntries(textsFor(headers).filter(([name]) => !name.startsWith('@'))) : {},
  });
}

type Target = Pick<Parts, 'scheme' | 'port' | 'host'>;

// Plain text to a server of TLS, and the other way round.
function slip(random: Random, target: Target): Target {
  return random.chance(0.03) ? { ...target, scheme: target.scheme === 'http' ? 'https' : 'http' } : target;
}

function pathFor(random: Random, { exact, prefix }: Fields): string {
  const start = asText(exact) ?? asText(prefix) ?? random.pick(PATHS);
  return asText(exact) === undefined ? `${start}${ending(random, start)}` : start;
}

function textsFor(matches: unknown): ReadonlyArray<readonly [name: string, text: string]> {
  return Object.entries(asRecord(matches)).map(([name, match]) => [name, textFor(match)]);
}

function textFor(match: unknown): string {
  const { exact, prefix, regex } = asRecord(match);
  return asText(exact) ?? asText(prefix) ?? asText(regex)?.replace('(?i)', '').replace('.*', 'x').replace(/[|].*/, '') ?? '';
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
  return random.weighted({ GET: 80, POST: 12, OPTIONS: isCors ? 200 : 8 });
}

interface Parts extends Omit<Aim, 'route' | 'features'> {
  readonly path: string;
  readonly query: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

function requestOf(random: Random, { scheme, port, host, address, path, query, method, headers }: Parts): ClientRequest {
  const concrete = host.startsWith('*') ? `${random.pick(['w', 'w.v'])}${host === '*' ? '.net' : host.startsWith('*.') ? host.slice(1) : host.slice(1)}` : host;
  const isUsual = port === (scheme === 'https' ? 443 : 80);
  const all = { ...extraHeaders(random, method), ...headers };
  return {
    url: `${scheme}://${random.chance(0.1) ? concrete.toUpperCase() : concrete}${isUsual && random.chance(0.9) ? '' : `:${port}`}${path.startsWith('/') ? path : `/${path}`}${query}`,
    ...(method !== 'GET' && { method }), ...(address !== undefined && { address }), ...(Object.keys(all).length > 0 && { headers: all }),
    ...(scheme === 'https' && random.chance(0.85) && { clientCertificate: true }), ...(scheme === 'https' && random.chance(0.08) && { sni: random.pick([...OTHER_HOSTS, 'nobody.test', 'q.net']) }),
  };
}

function extraHeaders(random: Random, method: string): Readonly<Record<string, string>> {
  return {
    ...(random.chance(0.2) && { [random.pick(['x-team', 'X-Team'])]: random.pick(['a', 'ab', 'b', 'xa', '']) }),
    ...(random.chance(0.15) && { 'x-not': random.pick(['a', 'b']) }),
    ...(method === 'OPTIONS' && { 'origin': random.pick(['https://shop.example', 'https://shop.example', 'http://evil.test']), ...(random.chance(0.8) && { 'access-control-request-method': 'GET' }) }),
  };
}
