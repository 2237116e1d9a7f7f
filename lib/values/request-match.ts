import { formatStringMatch, stringMatchCovers, type StringMatch } from './string-match';

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

function pathCovers(outer: PathMatch, inner: PathMatch): boolean {
  if (outer.kind === 'any') return true;
  return inner.kind !== 'any' && stringMatchCovers(pathAsString(outer), pathAsString(inner));
}

/** Compared as any other text. */
export function pathAsString(path: Exclude<PathMatch, { kind: 'any' }>): StringMatch {
  if (path.kind === 'exact') return { exact: path.value };
  return path.kind === 'prefix' ? { prefix: path.value } : { regex: path.value };
}

type ByName = Readonly<Record<string, StringMatch>>;

function everyCovered(outer: ByName, inner: ByName): boolean {
  return Object.entries(outer).every(([name, match]) => Object.hasOwn(inner, name) && stringMatchCovers(match, inner[name]));
}
