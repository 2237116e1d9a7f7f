import { formatRequestMatch, requestMatchCovers, type PathMatch, type RequestMatch } from './request-match';
import { formatStringMatch, stringMatchCovers, stringMatchesMeet, type StringMatch } from './string-match';

/** All that a match of an HTTP rule can ask of a request. */
export interface FullMatch extends RequestMatch {
  /** The path is compared in any case; not so a regular expression. */
  readonly ignoreCase: boolean;
  readonly authority?: StringMatch;
  readonly scheme?: StringMatch;
  /** What headers must not be, by lower-case name. One that is absent counts as empty, unless presence is what must not be. */
  readonly without: Readonly<Record<string, StringMatch>>;
}

/** Whether `outer` takes every request that `inner` takes; false also where that is not certain. */
export function fullMatchCovers(outer: FullMatch, inner: FullMatch): boolean {
  const path = pathAsComparedBy(outer, inner);
  return path !== undefined && requestMatchCovers({ ...outer, path: path.outer }, { ...inner, path: path.inner })
    && textCovers(outer.authority, inner.authority)
    && textCovers(outer.scheme, inner.scheme)
    && Object.entries(outer.without).every(([name, match]) => isRuledOut(match, inner.headers[name], inner.without[name]));
}

/** As a sentence shows it. */
export function formatFullMatch(match: FullMatch): string {
  const conditions = [
    ...(match.authority === undefined ? [] : [formatStringMatch('authority', match.authority)]),
    ...(match.scheme === undefined ? [] : [formatStringMatch('scheme', match.scheme)]),
    ...Object.entries(match.without).map(([name, without]) => `without header ${formatStringMatch(name, without)}`),
    ...(match.ignoreCase ? ['in any case'] : []),
  ];
  return [formatRequestMatch(match), ...conditions].join(', ');
}

function pathAsComparedBy(outer: FullMatch, inner: FullMatch): { readonly outer: PathMatch; readonly inner: PathMatch } | undefined {
  if (outer.ignoreCase) return { outer: lowered(outer.path), inner: lowered(inner.path) };
  const hasCase = inner.ignoreCase && (inner.path.kind === 'exact' || inner.path.kind === 'prefix');
  return hasCase && outer.path.kind !== 'any' ? undefined : { outer: outer.path, inner: inner.path };
}

function lowered(path: PathMatch): PathMatch {
  return path.kind === 'exact' || path.kind === 'prefix' ? { ...path, value: path.value.toLowerCase() } : path;
}

function textCovers(outer: StringMatch | undefined, inner: StringMatch | undefined): boolean {
  return outer === undefined || 'present' in outer || (inner !== undefined && stringMatchCovers(outer, inner));
}

/** Whether no request meets `match` with its header that has what `header` asks, or has not what `without` forbids. */
function isRuledOut(match: StringMatch, header: StringMatch | undefined, without: StringMatch | undefined): boolean {
  if (header !== undefined && stringMatchesMeet(header, match) === false) return true;
  if (without === undefined || !stringMatchCovers(without, match)) return false;
  // An absent header is the empty text to a match that compares, and to one for presence nothing.
  return !('present' in without) || 'present' in match || !meetsEmpty(match);
}

function meetsEmpty(match: StringMatch): boolean {
  if ('exact' in match) return match.exact === '';
  return !('prefix' in match) || match.prefix === '';
}
