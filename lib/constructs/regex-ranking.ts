import { literalPrefix } from '../values/literal-prefix';
import type { RequestMatch } from '../values/request-match';
import type { Branch } from './branch';

/**
 * Pairs of matches whose paths have no rank against each other since one is a regular expression.
 *
 * Gateway API leaves the rank of regular expressions open. Here an exact path goes before, as it takes least; what takes every path goes behind, and so
 * does a prefix that all paths of the expression start with. Nothing can be said of two expressions that differ, and of one and a longer prefix.
 */
export function openRegexPairs<B extends Branch>(branches: readonly B[]): ReadonlyArray<readonly [B, B]> {
  const regexes = branches.filter(({ request }) => request.path.kind === 'regex');
  if (regexes.length === 0) return [];
  return branches.flatMap((branch) => regexes.filter((regex) => isOpen(regex, branch, branches)).map((regex) => [branch, regex] as const));
}

function isOpen<B extends Branch>(regex: B, other: B, branches: readonly B[]): boolean {
  const [{ path: ofRegex }, { path, ignoreCase }] = [regex.request, other.request];
  if (ofRegex.kind !== 'regex' || path.kind === 'any' || other.rank.exact) return false;
  if (path.kind === 'regex') return path.value !== ofRegex.value && branches.indexOf(other) < branches.indexOf(regex);
  return !startsWithin(ofRegex.value, path, ignoreCase);
}

function startsWithin(regex: string, { value }: Exclude<RequestMatch['path'], { kind: 'any' }>, ignoreCase: boolean): boolean {
  const start = literalPrefix(regex);
  return (ignoreCase ? start.toLowerCase() : start).startsWith(value);
}
