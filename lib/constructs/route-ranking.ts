import { compareTexts } from '../values/compare';
import { formatRequestMatch, requestMatchCovers, requestMatchesMeet } from '../values/request-match';
import type { Branch } from './match';
import type { RouteRule } from './route-rule';

/** A branch with the rule that it is of. */
export interface RankedBranch extends Branch {
  readonly rule: RouteRule;
}

export interface Ranking {
  /** In the order in which Istio must try them; what an earlier one takes whole is left out. */
  readonly branches: readonly RankedBranch[];
  readonly problems: readonly string[];
}

/**
 * Orders the rules of a host by Gateway API's precedence: exact path, longest prefix, method, number of headers, number of
 * query parameters. The order in which the rules were given does not matter.
 *
 * @param sequences rules that the user has put in order, where the precedence does not tell
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function rankRules(rules: readonly RouteRule[], sequences: ReadonlyArray<readonly RouteRule[]>): Ranking {
  const branches = rules.flatMap((rule) => rule._branches().map((branch) => ({ ...branch, rule })));
  // Most hosts have one rule for everything.
  if (branches.length <= 1) return { branches, problems: [] };
  branches.sort(compareBranches);
  const before = predecessors(branches, sequences);
  const ordered = inOrder(branches, before);
  if (ordered === undefined) {
    return { branches, problems: ['inOrder(...) has been called with orders that contradict each other; give each pair of rules one order'] };
  }
  const { kept, coveredBy } = dropCovered(ordered, before);
  return { branches: kept, problems: [...unrankable(branches, sequences), ...unreachable(rules, kept, coveredBy)] };
}

type Predecessors = ReadonlyMap<RankedBranch, readonly RankedBranch[]>;

function compareBranches(a: RankedBranch, b: RankedBranch): number {
  return Number(b.rank.exact) - Number(a.rank.exact)
    || (a.rank.exact ? 0 : b.rank.length - a.rank.length || Number(b.rank.bySegment) - Number(a.rank.bySegment))
    || compareTexts(pathOf(a), pathOf(b))
    || compareNumbers(precisionOf(b), precisionOf(a))
    || compareTexts(formatRequestMatch(a.request), formatRequestMatch(b.request));
}

// Beyond the path, in order of weight.
function precisionOf({ request }: Branch): readonly number[] {
  return [Number(request.method !== undefined), Object.keys(request.headers).length, Object.keys(request.queryParams).length];
}

function pathOf({ request: { path } }: Branch): string {
  return path.kind === 'any' ? '' : `${path.kind} ${path.value}`;
}

// Only branches that could take one request need an order; others keep the rank's.
function predecessors(branches: readonly RankedBranch[], sequences: ReadonlyArray<readonly RouteRule[]>): Predecessors {
  const before = new Map<RankedBranch, RankedBranch[]>();
  for (const sequence of sequences) {
    for (const later of branches.filter(({ rule }) => sequence.includes(rule))) {
      const earlier = branches.filter(({ rule, request }) => (
        sequence.includes(rule) && sequence.indexOf(rule) < sequence.indexOf(later.rule) && requestMatchesMeet(request, later.request) !== false
      ));
      before.set(later, [...(before.get(later) ?? []), ...earlier]);
    }
  }
  return before;
}

function inOrder(branches: readonly RankedBranch[], before: Predecessors): readonly RankedBranch[] | undefined {
  if (before.size === 0) return branches;
  const placed = new Set<RankedBranch>();
  const waiting = [...branches];
  while (waiting.length > 0) {
    const next = waiting.findIndex((branch) => (before.get(branch) ?? []).every((earlier) => placed.has(earlier)));
    if (next < 0) return undefined;
    placed.add(waiting.splice(next, 1)[0]);
  }
  return [...placed];
}

// By rank only an equal path can stand before a branch and take all of it; by the user's word any can.
function dropCovered(ordered: readonly RankedBranch[], before: Predecessors): { kept: readonly RankedBranch[]; coveredBy: ReadonlyMap<RouteRule, RouteRule> } {
  const byPath = new Map<string, RankedBranch[]>();
  const coveredBy = new Map<RouteRule, RouteRule>();
  const kept = ordered.filter((branch) => {
    const equalPaths = byPath.get(pathOf(branch)) ?? [];
    const cover = [...equalPaths, ...(before.get(branch) ?? [])].find((earlier) => requestMatchCovers(earlier.request, branch.request));
    if (cover !== undefined && cover.rule !== branch.rule) coveredBy.set(branch.rule, cover.rule);
    if (cover === undefined) byPath.set(pathOf(branch), [...equalPaths, branch]);
    return cover === undefined;
  });
  return { kept, coveredBy };
}

function unreachable(rules: readonly RouteRule[], kept: readonly RankedBranch[], coveredBy: ReadonlyMap<RouteRule, RouteRule>): readonly string[] {
  const alive = new Set(kept.map(({ rule }) => rule));
  return rules.filter((rule) => !alive.has(rule) && !isSameClaim(rule, coveredBy.get(rule))).map((rule) => problem(
    'a rule is never reached: another one before it takes all of its requests', rule, coveredBy.get(rule) ?? rule,
    'Take one away, or make the one before it match less.',
  ));
}

// Told as an unrankable pair already.
function isSameClaim(a: RouteRule, b: RouteRule | undefined): boolean {
  return b !== undefined && a._branches().some((one) => b._branches().some((other) => sameRank(one, other) && requestMatchesMeet(one.request, other.request) !== false));
}

function unrankable(branches: readonly RankedBranch[], sequences: ReadonlyArray<readonly RouteRule[]>): readonly string[] {
  const told = new Map<RouteRule, Set<RouteRule>>();
  const problems: string[] = [];
  forEachRankGroup(branches, (group) => group.forEach((a, index) => group.slice(index + 1).forEach((b) => {
    if (a.rule === b.rule || told.get(a.rule)?.has(b.rule) || requestMatchesMeet(a.request, b.request) === false) return;
    if (sequences.some((sequence) => sequence.includes(a.rule) && sequence.includes(b.rule))) return;
    told.set(a.rule, (told.get(a.rule) ?? new Set()).add(b.rule));
    problems.push(problem('two rules could take one request, and neither is more precise', a.rule, b.rule,
      'Make one of them more precise, or say which comes first: inOrder([first, second]).'));
  })));
  return problems;
}

function sameRank(a: Branch, b: Branch): boolean {
  return a.rank.exact === b.rank.exact && a.rank.length === b.rank.length && a.rank.bySegment === b.rank.bySegment
    && pathOf(a) === pathOf(b) && compareNumbers(precisionOf(a), precisionOf(b)) === 0;
}

// Branches of one rank stand together, since they are sorted by it.
function forEachRankGroup(branches: readonly RankedBranch[], visit: (group: readonly RankedBranch[]) => void): void {
  let group: RankedBranch[] = [];
  for (const branch of branches) {
    if (group.length > 0 && !sameRank(group[0], branch)) {
      visit(group);
      group = [];
    }
    group.push(branch);
  }
  visit(group);
}

function problem(what: string, one: RouteRule, other: RouteRule, fix: string): string {
  return `${what}\n      by  ${one} at ${one._site}\n      and ${other} at ${other._site}\n    ${fix}`;
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((each, index) => each !== b[index]);
  return differing < 0 ? 0 : a[differing] - b[differing];
}
