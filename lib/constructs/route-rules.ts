import type { HTTPRoute } from '../../imports/networking';
import { qualifiedName } from '../values/object-ref';
import { wireMatch, type Branch } from './branch';
import type { IHttpGateway } from './gateway';
import { rankRules, type Ranking } from './route-ranking';
import type { Action, RouteRule } from './route-rule';
import { keepTogether } from './rules-together';

/** Where a route's requests come in. */
export interface Bound {
  readonly gateways: readonly IHttpGateway[];
  readonly inMesh: boolean;
}

/** The rules of one host, in whatever order they were given. */
export class RouteRules {
  private readonly rules: RouteRule[] = [];
  private readonly sequences: Array<readonly RouteRule[]> = [];
  private ranked?: { readonly size: number; readonly ranking: Ranking };

  /** @param bound not known where others hand the requests over */
  constructor(private readonly bound?: Bound) {}

  /** @throws where a match is for what the route is not on */
  public add(rule: RouteRule): RouteRule {
    if (this.bound !== undefined) checkScope(rule._branches(), this.bound);
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

  /** As Istio wants them in an object of this namespace: most precise first, neighbours that do the same joined. */
  public wire(namespace?: string): HTTPRoute[] {
    const joined: Array<{ readonly branches: Branch[]; readonly action: Action; readonly key: string }> = [];
    for (const branch of keepTogether(this.rank().branches)) {
      const action = branch.rule._action(branch);
      const key = JSON.stringify(action);
      const last = joined[joined.length - 1];
      if (last?.key === key) last.branches.push(branch);
      else joined.push({ branches: [branch], action, key });
    }
    return joined.map(({ branches, action }) => ({ ...wireMatches(branches, namespace), ...action }));
  }

  // Asked for by the checks and again by the synth; rules and sequences only ever grow.
  private rank(): Ranking {
    const size = this.rules.length + this.sequences.length;
    if (this.ranked?.size !== size) this.ranked = { size, ranking: rankRules(this.rules, this.sequences) };
    return this.ranked.ranking;
  }
}

// A rule that takes everything has no match; beside it others of the same rule say nothing.
function wireMatches(branches: readonly Branch[], namespace: string | undefined): Pick<HTTPRoute, 'match'> {
  const matches = branches.map((branch) => wireMatch(branch, namespace)).filter((match) => match !== undefined);
  return matches.length < branches.length ? {} : { match: matches };
}

function checkScope(branches: readonly Branch[], { gateways, inMesh }: Bound): void {
  const bound = gateways.map(qualifiedName);
  for (const { request } of branches) {
    const stranger = request.gateways?.find((name) => name !== 'mesh' && !bound.includes(name));
    if (stranger !== undefined) throw new Error(`a match is for gateway "${stranger}", which the route is not on; add it to the route: gateway: [..., ${stranger}], or take it out of the match`);
    if (!inMesh && request.gateways?.includes('mesh')) throw new Error('a match is for requests from within the mesh, and the route takes none; say alsoInMesh: true, or take inMesh() away');
    if (!inMesh && (Object.keys(request.sourceLabels).length > 0 || request.sourceNamespace !== undefined)) {
      throw new Error('a match is for requests from pods of the mesh, and the route takes none; say alsoInMesh: true, or take sourceLabels(...) and sourceNamespace(...) away');
    }
  }
}
