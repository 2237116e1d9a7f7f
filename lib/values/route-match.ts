import { formatFullMatch, fullMatchCovers, type FullMatch } from './full-match';
import { selects, type Labels } from './labels';
import { pathAsString } from './request-match';
import { stringMatchCovers, type StringMatch } from './string-match';
import { takes, textMatchesMeet } from './text-meeting';

/** All that a match of an HTTP rule can ask: of a request, and of where it comes in. */
export interface RouteMatch extends FullMatch {
  /** Of the Gateway's server. */
  readonly port?: number;
  /** Full names of gateways, and `mesh`, by the alphabet; undefined for all of the route's. */
  readonly gateways?: readonly string[];
  readonly sourceLabels: Labels;
  readonly sourceNamespace?: string;
}

export const ANY_ROUTE_MATCH: RouteMatch = { path: { kind: 'any' }, ignoreCase: false, headers: {}, queryParams: {}, without: {}, sourceLabels: {} };

/** Whether some request meets both; undefined where a regular expression leaves it open. */
export function routeMatchesMeet(a: RouteMatch, b: RouteMatch): boolean | undefined {
  const parts = [
    ...scopesMeet(a, b),
    pathsMeet(a, b),
    ...(['method', 'authority', 'scheme'] as const).map((key) => textsMeet(a[key], b[key])),
    ...namedMeet(a.headers, b.headers),
    ...namedMeet(a.queryParams, b.queryParams),
    ...[...forbidden(a.without, b.headers), ...forbidden(b.without, a.headers)].map((ruledOut) => !ruledOut),
  ];
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** Whether `outer` takes every request that `inner` takes; false also where that is not certain. */
export function routeMatchCovers(outer: RouteMatch, inner: RouteMatch): boolean {
  if (!scopeCovers(outer, inner)) return false;
  const isTaken = outer.path.kind === 'regex' && inner.path.kind === 'exact' && !inner.ignoreCase && takes(outer.path.value, inner.path.value);
  return fullMatchCovers(isTaken ? { ...outer, path: { kind: 'any' } } : outer, inner);
}

/** As a sentence shows it. */
export function formatRouteMatch(match: RouteMatch): string {
  const scope = [
    ...(match.port === undefined ? [] : [`port ${match.port}`]),
    ...(match.gateways === undefined ? [] : [`gateway ${match.gateways.join(' or ')}`]),
    ...Object.entries(match.sourceLabels).map(([key, value]) => `from pods with ${key}=${value}`),
    ...(match.sourceNamespace === undefined ? [] : [`from namespace ${match.sourceNamespace}`]),
  ];
  return [formatFullMatch(match), ...scope].join(', ');
}

function pathsMeet(a: RouteMatch, b: RouteMatch): boolean | undefined {
  if (a.path.kind === 'any' || b.path.kind === 'any') return true;
  return textMatchesMeet(pathAsString(a.path), pathAsString(b.path), { ignoreCase: a.ignoreCase || b.ignoreCase });
}

function textsMeet(a: StringMatch | undefined, b: StringMatch | undefined): boolean | undefined {
  return a === undefined || b === undefined || textMatchesMeet(a, b);
}

type ByName = Readonly<Record<string, StringMatch>>;

function namedMeet(a: ByName, b: ByName): ReadonlyArray<boolean | undefined> {
  return Object.entries(a).map(([name, match]) => (Object.hasOwn(b, name) ? textMatchesMeet(match, b[name]) : true));
}

/** For each header that must not be so whether all that is asked of it is just what must not be. */
function forbidden(without: ByName, headers: ByName): readonly boolean[] {
  return Object.entries(without).map(([name, match]) => Object.hasOwn(headers, name) && stringMatchCovers(match, headers[name]));
}

function scopesMeet(a: RouteMatch, b: RouteMatch): readonly boolean[] {
  const sources = Object.entries(a.sourceLabels).every(([key, value]) => (b.sourceLabels[key] ?? value) === value)
    && areEqualOrOpen(a.sourceNamespace, b.sourceNamespace);
  return [
    areEqualOrOpen(a.port, b.port),
    a.gateways === undefined || b.gateways === undefined || a.gateways.some((each) => b.gateways?.includes(each)),
    sources,
  ];
}

function areEqualOrOpen<T>(a: T | undefined, b: T | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

// Where a match names gateways, istiod does not look at its source.
function scopeCovers(outer: RouteMatch, inner: RouteMatch): boolean {
  return (outer.port === undefined || outer.port === inner.port)
    && (outer.gateways === undefined || (inner.gateways?.every((each) => outer.gateways?.includes(each)) ?? false))
    && selects(outer.sourceLabels, inner.sourceLabels)
    && (outer.sourceNamespace === undefined || outer.sourceNamespace === inner.sourceNamespace);
}
