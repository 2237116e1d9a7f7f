import { readFullMatch } from '../../model/full-match';
import type { HttpMatch, HttpRule, VirtualService } from '../../model/virtual-service';
import { append } from '../../values/append';
import { compareTexts } from '../../values/compare';
import { onceFor } from '../../values/once';
import { asList, asRecord } from '../../values/read';
import { ANY_ROUTE_MATCH, routeMatchCovers, routeMatchesMeet, type RouteMatch } from '../../values/route-match';

/** What a rule of a VirtualService takes by one of its matches. */
export interface Taking {
  readonly route: VirtualService;
  readonly rule: HttpRule;
  readonly match: RouteMatch;
  /** Whether it takes every request: istiod puts such routes last. */
  readonly takesAll: boolean;
}

/** Two takings that could take one request. */
export interface Meeting {
  readonly first: Taking;
  readonly second: Taking;
  /** Whether the order of the two objects decides about the answer to some request. */
  matters(): boolean;
}

interface Placed extends Taking {
  /** Place of its VirtualService among those given, and its own within that. */
  readonly index: number;
  readonly order: number;
  readonly path: string;
  readonly exact: boolean;
  /** All of its VirtualService, by path. */
  readonly siblings: ReadonlyMap<string, readonly Placed[]>;
}

/**
 * The pairs of takings, of different VirtualServices, that could take one request. Sorted by path, whatever takes a path too stands
 * on the way to it: so only those are compared, however many routes a host has.
 */
export function* meetings(routes: readonly VirtualService[]): Iterable<Meeting> {
  const onTheWay: Placed[] = [];
  for (const taking of routes.flatMap(takings).sort((a, b) => compareTexts(a.path, b.path) || Number(a.exact) - Number(b.exact))) {
    while (onTheWay.length > 0 && !leadsTo(onTheWay[onTheWay.length - 1], taking)) onTheWay.pop();
    for (const other of onTheWay) {
      if (other.index === taking.index || routeMatchesMeet(other.match, taking.match) !== true) continue;
      const [first, second] = other.index < taking.index ? [other, taking] : [taking, other];
      yield { first, second, matters: () => answer(other) !== answer(taking) && !isDecidedBefore(other, taking) };
    }
    onTheWay.push(taking);
  }
}

// What a regular expression takes is not known. What stands behind a match of everything is never reached.
function takings(route: VirtualService, index: number): readonly Placed[] {
  // An Ingress compares paths in its own way.
  const read = route.ingress === undefined ? readMatch : () => undefined;
  const all = route.http.flatMap((rule) => matchesOf(rule, read).map((match) => ({ rule, match })));
  const end = all.findIndex(({ match }) => match !== undefined && takesAll(match));
  const siblings = new Map<string, Placed[]>();
  all.slice(0, end < 0 ? undefined : end + 1).forEach(({ rule, match }, order) => {
    if (match === undefined || match.path.kind === 'regex') return;
    const path = match.path.kind === 'any' ? '' : match.path.value;
    append(siblings, path, { route, index, order, rule, match, path, exact: match.path.kind === 'exact', takesAll: takesAll(match), siblings });
  });
  return [...siblings.values()].flat();
}

function matchesOf({ matches }: HttpRule, read: (match: HttpMatch) => RouteMatch | undefined): ReadonlyArray<RouteMatch | undefined> {
  return matches.length === 0 ? [ANY_ROUTE_MATCH] : matches.map(read);
}

// One that counts in some places only may count in none that another VirtualService shares.
const readMatch = onceFor(({ manifest, port, gateways, sourceLabels, sourceNamespace }: HttpMatch): RouteMatch | undefined => {
  const isEverywhere = port === undefined && gateways === undefined && sourceNamespace === undefined && Object.keys(sourceLabels).length === 0;
  const match = isEverywhere ? readFullMatch(manifest) : undefined;
  return match && { ...match, sourceLabels: {} };
});

function takesAll(match: RouteMatch): boolean {
  return routeMatchCovers(match, ANY_ROUTE_MATCH);
}

function leadsTo(outer: Placed, inner: Placed): boolean {
  return outer.exact ? inner.path === outer.path : inner.path.startsWith(outer.path);
}

/** Whether an earlier match of one of the two VirtualServices takes all that the two share. */
function isDecidedBefore(outer: Placed, inner: Placed): boolean {
  return [outer, inner].some(({ siblings, order }) => beginningsOf(inner.path)
    .some((path) => siblings.get(path)?.some((each) => each.order < order && routeMatchCovers(each.match, inner.match))));
}

function beginningsOf(path: string): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => path.slice(0, length));
}

/** One text for rules that answer alike, whichever of them takes a request. */
function answer({ rule, path, route: { ref } }: Placed): string {
  const { match: _, name: __, route, ...rest } = rule.manifest;
  const sending = rule.destinations.filter(({ mirror }) => !mirror);
  const routes = asList(route).map((each, index) => ({ ...asRecord(each), destination: { ...asRecord(asRecord(each).destination), host: sending[index]?.host } }));
  // Part of these is relative to the path that is matched, or to the namespace of the object.
  const isRelative = ['rewrite', 'redirect'].some((field) => rest[field] !== undefined && rest[field] !== null);
  const isNamed = ['delegate', 'mirror', 'mirrors'].some((field) => rest[field] !== undefined && rest[field] !== null);
  return JSON.stringify([rest, routes, isRelative ? path : '', isNamed ? ref.namespace : '']);
}
