import type { HTTPRoute } from '../../imports/networking';
import { wireMatch, type Branch } from './match';
import { rankRules, type Ranking } from './route-ranking';
import type { Action, RouteRule } from './route-rule';

/** The rules of one host, in whatever order they were given. */
export class RouteRules {
  private readonly rules: RouteRule[] = [];
  private readonly sequences: Array<readonly RouteRule[]> = [];
  private ranked?: { readonly size: number; readonly ranking: Ranking };

  public add(rule: RouteRule): RouteRule {
    this.rules.push(rule);
    return rule;
  }

  /** @throws where a rule is another host's */
  public putInOrder(rules: readonly RouteRule[]): void {
    const stranger = rules.find((rule) => !this.rules.includes(rule));
    if (stranger !== undefined) throw new Error(`the rule ${stranger} is of another route; put rules of one route in order`);
    this.sequences.push(rules);
  }

  public problems(): readonly string[] {
    if (this.rules.length === 0) return ['the route has no rule, and Istio takes no VirtualService without one; call forward, split or redirect, or give route: ... to an ExposedService'];
    return [...this.rules.flatMap((rule) => rule._problems()), ...this.rank().problems];
  }

  /** As Istio wants them: most precise first, neighbours that do the same joined. */
  public wire(): HTTPRoute[] {
    const joined: Array<{ readonly branches: Branch[]; readonly action: Action; readonly key: string }> = [];
    for (const branch of this.rank().branches) {
      const action = branch.rule._action(branch);
      const key = JSON.stringify(action);
      const last = joined[joined.length - 1];
      if (last?.key === key) last.branches.push(branch);
      else joined.push({ branches: [branch], action, key });
    }
    return joined.map(({ branches, action }) => ({ ...wireMatches(branches), ...action }));
  }

  // Asked for by the checks and again by the synth; rules and sequences only ever grow.
  private rank(): Ranking {
    const size = this.rules.length + this.sequences.length;
    if (this.ranked?.size !== size) this.ranked = { size, ranking: rankRules(this.rules, this.sequences) };
    return this.ranked.ranking;
  }
}

// A rule that takes everything has no match; beside it others of the same rule say nothing.
function wireMatches(branches: readonly Branch[]): Pick<HTTPRoute, 'match'> {
  const matches = branches.map(({ request }) => wireMatch(request)).filter((match) => match !== undefined);
  return matches.length < branches.length ? {} : { match: matches };
}
