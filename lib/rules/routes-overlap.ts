import type { Mesh } from '../model/mesh';
import type { VirtualService } from '../model/virtual-service';
import { isOurs } from '../values/origin';
import { formatRequestMatch, requestMatchesMeet, type RequestMatch } from '../values/request-match';
import { defineRule } from './define-rule';

interface Overlap {
  readonly host: string;
  readonly gateway: string;
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
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: example('/shop/cart'), ours: true },
    good: { yaml: example('/blog'), ours: true },
  },
  * check(mesh) {
    for (const { host, gateway, routes } of shared(mesh)) {
      for (const [first, second] of meetingPairs(routes)) {
        const data = { host, gateway, first: formatRequestMatch(first.match), second: formatRequestMatch(second.match) };
        yield { at: second.route, related: [first.route], data };
      }
    }
  },
  words: ({ host, gateway, first, second }) => ({
    what: `two routes of host "${host}" on gateway ${gateway} could take one request: ${first}, and ${second}`,
    fix: 'Istio tries the older object first. Make them rules of one route: give route: ... to one of them, or match paths that no request can share.',
  }),
});

interface SharedHost {
  readonly host: string;
  readonly gateway: string;
  readonly routes: VirtualService[];
}

function shared({ virtualServices }: Mesh): readonly SharedHost[] {
  const byHost = new Map<string, SharedHost>();
  for (const route of virtualServices) {
    for (const gateway of new Set(route.gateways)) {
      for (const host of new Set(route.hosts)) {
        const key = `${gateway} ${host}`;
        const there = byHost.get(key) ?? { host, gateway, routes: [] };
        there.routes.push(route);
        byHost.set(key, there);
      }
    }
  }
  return [...byHost.values()].filter(({ routes }) => routes.length > 1);
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
  for (const taking of routes.flatMap(takings).sort((a, b) => compare(a.path, b.path) || Number(a.exact) - Number(b.exact))) {
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

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function example(secondPath: string): string {
  const route = (name: string, path: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: web }
spec:
  hosts: [www.example.com]
  gateways: [web]
  http:
    - match: [{ uri: { prefix: ${path} } }]
      route: [{ destination: { host: ${name}, port: { number: 80 } } }]
`;
  return `${route('shop', '/shop')}---${route('other', secondPath)}`;
}
