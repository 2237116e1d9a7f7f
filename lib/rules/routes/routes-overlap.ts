import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import { VirtualHosts } from '../../model/virtual-hosts';
import type { VirtualService } from '../../model/virtual-service';
import { compareTexts } from '../../values/compare';
import { formatRef, qualifiedName } from '../../values/object-ref';
import { isOurs } from '../../values/origin';
import { isPlainHttp } from '../../values/protocol';
import { formatRequestMatch, requestMatchesMeet, type RequestMatch } from '../../values/request-match';
import { defineRule } from '../define-rule';
import { changed } from '../example-manifests';

interface Overlap {
  readonly host: string;
  readonly where: string;
  readonly first: string;
  readonly second: string;
}

/** Istio puts the routes of several VirtualServices behind one another by age, which no manifest fixes. */
export const routesOverlap = defineRule<Overlap>({
  code: 'MESH401',
  name: 'routes-overlap',
  severity: 'error',
  summary: 'Two routes of one host on one gateway could take the same request, and their age decides which does.',
  seeAlso: ['KIA1106'],
  reads: ['virtualServices', 'servers'],
  examples: {
    bad: { yaml: example('/shop/cart'), ours: true },
    good: [
      { why: 'paths that no request shares', yaml: example('/blog'), ours: true },
      { why: 'other methods', yaml: example('/shop/cart', { first: 'POST', second: 'GET' }), ours: true },
      { why: 'another host', yaml: changed(example('/shop/cart'), 'www.example.com', 'shop.example.com'), ours: true },
    ],
  },
  * check(mesh) {
    const told = new Set<string>();
    for (const { host, where, routes } of shared(mesh)) {
      for (const [first, second] of meetingPairs(routes)) {
        const pair = [host, formatRef(first.route.ref), formatRef(second.route.ref)].join(' ');
        const data = { host, where, first: formatRequestMatch(first.match), second: formatRequestMatch(second.match) };
        if (!told.has(pair)) yield { at: second.route, related: [first.route], data };
        told.add(pair);
      }
    }
  },
  words: ({ host, where, first, second }) => ({
    what: `two routes of host "${host}" on ${where} could take one request: ${first}, and ${second}`,
    fix: 'Istio tries the older object first. Make them rules of one route: give route: ... to one of them, or match paths that no request can share.',
  }),
});

/** The routes that istiod puts behind one another: of one virtual host, on one server or on plain-HTTP servers of one listener. */
interface SharedHost {
  readonly host: string;
  readonly where: string;
  readonly routes: readonly VirtualService[];
}

function shared({ virtualServices, servers }: Mesh): readonly SharedHost[] {
  const placesOf = placesByGateway(servers);
  const found = new Map<string, Place & { readonly gateways: Set<string>; readonly routes: Set<VirtualService> }>();
  for (const route of virtualServices) {
    for (const gateway of route.gateways) {
      for (const place of placesOf(gateway, route)) {
        const there = found.get(place.key) ?? { ...place, gateways: new Set(), routes: new Set() };
        there.gateways.add(gateway);
        there.routes.add(route);
        found.set(place.key, there);
      }
    }
  }
  return [...found.values()].filter(({ routes }) => routes.size > 1).map(({ host, port, gateways, routes }) => ({
    host, routes: [...routes], where: gateways.size > 1 && port !== undefined ? port : `gateway ${[...gateways][0]}`,
  }));
}

/** A virtual host. */
interface Place {
  /** One for all routes that become one list. */
  readonly key: string;
  readonly host: string;
  readonly port?: string;
}

function placesByGateway(servers: readonly BoundServer[]): (gateway: string, route: VirtualService) => readonly Place[] {
  const byGateway = new Map<string, Array<{ readonly bound: BoundServer; readonly virtualHosts: VirtualHosts }>>();
  for (const bound of servers) {
    const name = qualifiedName(bound.server.gateway.ref);
    const there = byGateway.get(name) ?? [];
    there.push({ bound, virtualHosts: new VirtualHosts(bound.server) });
    byGateway.set(name, there);
  }
  return (gateway, { hosts, ref }) => hosts.flatMap((host): readonly Place[] => (
    byGateway.get(gateway)?.flatMap(({ bound, virtualHosts }) => virtualHosts.of(host, ref.namespace).map((virtualHost) => placeOf(bound, virtualHost)))
      // Of a gateway that is not known only the route's own host is.
      ?? [{ key: `${gateway} ${host}`, host }]
  ));
}

function placeOf({ server, listenerKey, workload }: BoundServer, host: string): Place {
  if (!isPlainHttp(server.protocol)) return { key: `${listenerKey} ${formatRef(server.gateway.ref)} ${server.index} ${host}`, host };
  return { key: `${listenerKey} ${host}`, host, port: `port ${server.port.number} of ${workload.name}` };
}

interface Taking {
  readonly route: VirtualService;
  /** Its place among the routes of the mesh. */
  readonly index: number;
  readonly match: RequestMatch;
  readonly path: string;
  readonly exact: boolean;
}

/**
 * The pairs of routes, each once, that could take one request. Sorted by path, whatever takes a path too stands on the way
 * to it: so only those are compared, however many routes a host has.
 */
function* meetingPairs(routes: readonly VirtualService[]): Iterable<readonly [Taking, Taking]> {
  const told = new Set<string>();
  const onTheWay: Taking[] = [];
  for (const taking of routes.flatMap(takings).sort((a, b) => compareTexts(a.path, b.path) || Number(a.exact) - Number(b.exact))) {
    while (onTheWay.length > 0 && !leadsTo(onTheWay[onTheWay.length - 1], taking)) onTheWay.pop();
    for (const other of onTheWay) {
      const [first, second] = other.index < taking.index ? [other, taking] : [taking, other];
      const key = `${first.index} ${second.index}`;
      const counts = first.index !== second.index && !told.has(key) && (isOurs(first.route.origin) || isOurs(second.route.origin));
      if (!counts || requestMatchesMeet(first.match, second.match) !== true) continue;
      told.add(key);
      yield [first, second];
    }
    onTheWay.push(taking);
  }
}

// What a regular expression takes is not known, and no reason to refuse it.
function takings(route: VirtualService, index: number): readonly Taking[] {
  return route.takes.filter((match) => match !== undefined).flatMap((match): readonly Taking[] => {
    if (match.path.kind === 'regex') return [];
    return [{ route, index, match, path: match.path.kind === 'any' ? '' : match.path.value, exact: match.path.kind === 'exact' }];
  });
}

function leadsTo(outer: Taking, inner: Taking): boolean {
  return outer.exact ? inner.path === outer.path : inner.path.startsWith(outer.path);
}

function example(secondPath: string, methods?: { readonly first: string; readonly second: string }): string {
  const route = (name: string, path: string, method: string | undefined) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: web }
spec:
  hosts: [www.example.com]
  gateways: [web]
  http:
    - match: [{ uri: { prefix: ${path} }${method === undefined ? '' : `, method: { exact: ${method} }`} }]
      route: [{ destination: { host: ${name}, port: { number: 80 } } }]
`;
  return `${route('shop', '/shop', methods?.first)}---${route('other', secondPath, methods?.second)}`;
}
