import { formatStringMatch, stringMatchCovers, stringMatchesMeet, type StringMatch } from './string-match';

/** How a path is compared. `prefix` is Istio's: of the text, so `/shop` takes `/shopping`, too. */
export type PathMatch =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact' | 'prefix' | 'regex'; readonly value: string };

/** What a request must be like: all of this. */
export interface RequestMatch {
  readonly path: PathMatch;
  readonly method?: StringMatch;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, StringMatch>>;
  readonly queryParams: Readonly<Record<string, StringMatch>>;
}

export const ANY_REQUEST: RequestMatch = { path: { kind: 'any' }, headers: {}, queryParams: {} };

/** Whether some request meets both; undefined where a regular expression leaves it open. */
export function requestMatchesMeet(a: RequestMatch, b: RequestMatch): boolean | undefined {
  const parts = [
    pathsMeet(a.path, b.path),
    a.method && b.method ? stringMatchesMeet(a.method, b.method) : true,
    ...sharedNames(a.headers, b.headers).map((name) => stringMatchesMeet(a.headers[name], b.headers[name])),
    ...sharedNames(a.queryParams, b.queryParams).map((name) => stringMatchesMeet(a.queryParams[name], b.queryParams[name])),
  ];
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

/** Whether `outer` takes every request that `inner` takes; false also where a regular expression leaves it open. */
export function requestMatchCovers(outer: RequestMatch, inner: RequestMatch): boolean {
  return pathCovers(outer.path, inner.path)
    && (outer.method === undefined || (inner.method !== undefined && stringMatchCovers(outer.method, inner.method)))
    && everyCovered(outer.headers, inner.headers)
    && everyCovered(outer.queryParams, inner.queryParams);
}

/** As a sentence shows it: `GET prefix /shop with header x=1`. */
export function formatRequestMatch({ path, method, headers, queryParams }: RequestMatch): string {
  const conditions = [
    ...Object.entries(headers).map(([name, match]) => `header ${formatStringMatch(name, match)}`),
    ...Object.entries(queryParams).map(([name, match]) => `query ${formatStringMatch(name, match)}`),
  ];
  const start = path.kind === 'any' ? 'any path' : `${path.kind} ${path.value}`;
  const verb = method ? `${formatStringMatch('method', method).replace(/^method=/, '')} ` : '';
  return `${verb}${start}${conditions.length > 0 ? ` with ${conditions.join(' and ')}` : ''}`;
}

function pathsMeet(a: PathMatch, b: PathMatch): boolean | undefined {
  if (a.kind === 'any' || b.kind === 'any') return true;
  return stringMatchesMeet(pathAsString(a), pathAsString(b));
}

function pathCovers(outer: PathMatch, inner: PathMatch): boolean {
  if (outer.kind === 'any') return true;
  return inner.kind !== 'any' && stringMatchCovers(pathAsString(outer), pathAsString(inner));
}

function pathAsString(path: Exclude<PathMatch, { kind: 'any' }>): StringMatch {
  if (path.kind === 'exact') return { exact: path.value };
  return path.kind === 'prefix' ? { prefix: path.value } : { regex: path.value };
}

type ByName = Readonly<Record<string, StringMatch>>;

function sharedNames(a: ByName, b: ByName): readonly string[] {
  return Object.keys(a).filter((name) => Object.hasOwn(b, name));
}

function everyCovered(outer: ByName, inner: ByName): boolean {
  return Object.entries(outer).every(([name, match]) => Object.hasOwn(inner, name) && stringMatchCovers(match, inner[name]));
}
