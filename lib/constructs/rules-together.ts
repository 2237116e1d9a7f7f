import { routeMatchesMeet } from '../values/route-match';
import type { Branch } from './branch';

interface OfRule extends Branch {
  readonly rule: { readonly _together: boolean };
}

/**
 * Moves matches of rules that delegate down to the next match of the same rule, over others that no request meets as well. Istio compares the matches
 * of the delegate with those of one rule that delegates: of a path and what is below it each alone would be too little. A rule that a controller finds
 * by its name stays in one piece, too.
 */
export function keepTogether<B extends OfRule>(ranked: readonly B[]): readonly B[] {
  if (!ranked.some(({ rule }) => rule._together)) return ranked;
  const placed = [...ranked];
  for (let index = placed.length - 2; index >= 0; index--) {
    const branch = placed[index];
    const next = branch.rule._together ? placed.findIndex((other, place) => place > index && other.rule === branch.rule) : -1;
    const between = placed.slice(index + 1, Math.max(next, index + 1));
    if (between.length === 0 || between.some(({ request }) => routeMatchesMeet(request, branch.request) !== false)) continue;
    placed.splice(next, 0, branch);
    placed.splice(index, 1);
  }
  return placed;
}
