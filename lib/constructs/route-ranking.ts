import { compareTexts } from '../values/compare';
import { formatRouteMatch, routeMatchCovers, routeMatchesMeet } from '../values/route-match';
import { comparePathRanks, type Branch } from './branch';
import { openRegexPairs } from './regex-ranking';
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
 * query parameters; and then by how many other conditions there are. The order in which the rules were given does not matter.
 *
 * @param sequences rules that the user has put in order, where the precedence does not tell
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function rankRules(rules: readonly RouteRule[], sequences: Sequences): Ranking {
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
  return { branches: kept, problems: [...unrankable(branches, sequences), ...unreachable(rules, kept, (rule) => isTold(rule, coveredBy.get(rule), sequences), coveredBy)] };
}

type Sequences = ReadonlyArray<readonly RouteRule[]>;

type Predecessors = ReadonlyMap<RankedBranch, readonly RankedBranch[]>;

function compareBranches(a: RankedBranch, b: RankedBranch): number {
  return comparePathRanks(a.rank, b.rank)
    || Number(a.request.ignoreCase) - Number(b.request.ignoreCase)
    || compareTexts(pathOf(a), pathOf(b))
    || compareNumbers(precisionOf(b), precisionOf(a))
    || compareTexts(formatRouteMatch(a.request), formatRouteMatch(b.request))
    || compareTexts(JSON.stringify(a.labels), JSON.stringify(b.labels));
}

// Beyond the path, in order of weight.
function precisionOf({ request }: Branch): readonly number[] {
  const { method, headers, without, queryParams, authority, scheme, port, gateways, sourceLabels, sourceNamespace } = request;
  const others = [authority, scheme, port, gateways, sourceNamespace].filter((each) => each !== undefined).length;
  return [
    Number(method !== undefined), Object.keys(headers).length + Object.keys(without).length, Object.keys(queryParams).length,
    others + Object.keys(sourceLabels).length,
  ];
}

function pathOf({ request: { path, ignoreCase } }: Branch): string {
  return path.kind === 'any' ? '' : `${path.kind} ${path.value}${ignoreCase ? ' in any case' : ''}`;
}

// Only branches that could take one request need an order; others keep the rank's.
function predecessors(branches: readonly RankedBranch[], sequences: Sequences): Predecessors {
  const before = new Map<RankedBranch, RankedBranch[]>();
  for (const sequence of sequences) {
    for (const later of branches.filter(({ rule }) => sequence.includes(rule))) {
      const earlier = branches.filter(({ rule, request }) => (
        sequence.includes(rule) && sequence.indexOf(rule) < sequence.indexOf(later.rule) && routeMatchesMeet(request, later.request) !== false
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

// By rank only an equal path can stand before a branch and take all of it; by the user's word any can. Of what is delegated some may come back.
function dropCovered(ordered: readonly RankedBranch[], before: Predecessors): { kept: readonly RankedBranch[]; coveredBy: ReadonlyMap<RouteRule, RouteRule> } {
  const byPath = new Map<string, RankedBranch[]>();
  const coveredBy = new Map<RouteRule, RouteRule>();
  const kept = ordered.filter((branch) => {
    const equalPaths = byPath.get(pathOf(branch)) ?? [];
    const cover = [...equalPaths, ...(before.get(branch) ?? [])].find((earlier) => !earlier.rule._handsOver && routeMatchCovers(earlier.request, branch.request));
    if (cover !== undefined && cover.rule !== branch.rule) coveredBy.set(branch.rule, cover.rule);
    if (cover === undefined) byPath.set(pathOf(branch), [...equalPaths, branch]);
    return cover === undefined;
  });
  return { kept, coveredBy };
}

function unreachable(
  rules: readonly RouteRule[], kept: readonly RankedBranch[], told: (rule: RouteRule) => boolean, coveredBy: ReadonlyMap<RouteRule, RouteRule>,
): readonly string[] {
  const alive = new Set(kept.map(({ rule }) => rule));
  return rules.filter((rule) => !alive.has(rule) && !told(rule)).map((rule) => problem(
    'a rule is never reached: another one before it takes all of its requests', rule, coveredBy.get(rule) ?? rule,
    'Take one away, or make the one before it match less.',
  ));
}

// As an unrankable pair.
function isTold(a: RouteRule, b: RouteRule | undefined, sequences: Sequences): boolean {
  return b !== undefined && !areInOrder(a, b, sequences)
    && a._branches().some((one) => b._branches().some((other) => sameRank(one, other) && routeMatchesMeet(one.request, other.request) !== false));
}

function areInOrder(a: RouteRule, b: RouteRule, sequences: Sequences): boolean {
  return sequences.some((sequence) => sequence.includes(a) && sequence.includes(b));
}

function unrankable(branches: readonly RankedBranch[], sequences: Sequences): readonly string[] {
  const told = new Map<RouteRule, Set<RouteRule>>();
  const problems: string[] = [];
  const tell = (a: RankedBranch, b: RankedBranch) => {
    if (a.rule === b.rule || told.get(a.rule)?.has(b.rule) || told.get(b.rule)?.has(a.rule) || areInOrder(a.rule, b.rule, sequences)) return;
    if (routeMatchesMeet(a.request, b.request) === false) return;
    told.set(a.rule, (told.get(a.rule) ?? new Set()).add(b.rule));
    problems.push(problem('two rules could take one request, and neither is more precise', a.rule, b.rule,
      'Make one of them more precise, or say which comes first: inOrder([first, second]).'));
  };
  forEachRankGroup(branches, (group) => group.forEach((a, index) => group.slice(index + 1).forEach((b) => tell(a, b))));
  for (const [a, b] of openRegexPairs(branches)) tell(a, b);
  return problems;
}

function sameRank(a: Branch, b: Branch): boolean {
  return comparePathRanks(a.rank, b.rank) === 0 && pathOf(a) === pathOf(b) && compareNumbers(precisionOf(a), precisionOf(b)) === 0;
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
