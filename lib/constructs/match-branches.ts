import { literalPrefix } from '../values/literal-prefix';
import type { PathMatch } from '../values/request-match';
import type { RouteMatch } from '../values/route-match';
import type { Branch, PathRank } from './branch';
import type { Conditions } from './match-conditions';

/** How a match compares the path. */
export type PathKind = 'exact' | 'prefix' | 'under' | 'regex' | 'any';

/** What a match takes of paths. */
interface Path {
  readonly kind: PathKind;
  readonly value: string;
}

/** The matches of Istio that one match makes: for a path and what is below it, and for each method. */
export function branchesOf(given: Path, conditions: Conditions): readonly Branch[] {
  const { methods, gatewayObjects, labels, ignoreCase, ...asked } = conditions;
  const requests: readonly Omit<RouteMatch, 'path'>[] = methods.length === 0 ? [{ ...asked, ignoreCase }] : methods.map((method) => ({ ...asked, ignoreCase, method }));
  return pathsOf(given, ignoreCase).flatMap(({ path, part }) => requests.map((request): Branch => (
    { request: { ...request, path }, rank: rankOf(given), part, gateways: gatewayObjects, labels }
  )));
}

function rankOf({ kind, value }: Path): PathRank {
  if (kind === 'any') return { exact: false, length: 0, kind: 'segment' };
  if (kind === 'regex') return { exact: false, length: literalPrefix(value).length, kind: 'regex' };
  return { exact: kind === 'exact', length: value.length, kind: kind === 'under' ? 'segment' : 'text' };
}

function pathsOf({ kind, value: given }: Path, ignoreCase: boolean): ReadonlyArray<{ readonly path: PathMatch; readonly part?: Branch['part'] }> {
  const value = ignoreCase ? given.toLowerCase() : given;
  if (kind === 'any') return [{ path: { kind: 'any' }, part: 'below' }];
  if (kind !== 'under') return [{ path: { kind, value } }];
  return [{ path: { kind: 'exact', value }, part: 'itself' }, { path: { kind: 'prefix', value: `${value}/` }, part: 'below' }];
}
