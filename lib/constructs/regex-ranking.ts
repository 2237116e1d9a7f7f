import { literalPrefix } from '../values/literal-prefix';
import type { Branch } from './branch';

/**
 * Pairs of matches whose paths have no rank against each other since one is a regular expression.
 *
 * Gateway API leaves the rank of regular expressions open. Here an exact path goes before, as it takes least; what takes every path goes behind, and so
 * does a prefix that all paths of the expression start with. Nothing can be said of two expressions that differ, and of one and a longer prefix.
 */
export function openRegexPairs<B extends Branch>(branches: readonly B[]): ReadonlyArray<readonly [B, B]> {
  const regexes = branches.filter(({ request }) => request.path.kind === 'regex').map((branch) => ({ branch, start: startOf(branch) }));
  if (regexes.length === 0) return [];
  const prefixes = branches.filter(({ request: { path }, rank }) => path.kind !== 'any' && path.kind !== 'regex' && !rank.exact);
  return [
    ...regexes.flatMap((one, index) => regexes.slice(index + 1).filter(({ branch }) => pathOf(branch) !== pathOf(one.branch)).map(({ branch }) => [one.branch, branch] as const)),
    ...prefixes.flatMap((prefix) => regexes.filter(({ start }) => !isWithin(start, prefix)).map(({ branch }) => [prefix, branch] as const)),
  ];
}

function isWithin(start: string, { request }: Branch): boolean {
  return (request.ignoreCase ? start.toLowerCase() : start).startsWith(pathOf({ request }));
}

function startOf(branch: Branch): string {
  return literalPrefix(pathOf(branch));
}

function pathOf({ request: { path } }: Pick<Branch, 'request'>): string {
  return path.kind === 'any' ? '' : path.value;
}
