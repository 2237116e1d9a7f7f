import type { L4MatchAttributes, RouteDestination, TLSMatchAttributes } from '../../imports/networking';
import type { CallSite } from '../values/call-site';
import { compareTexts } from '../values/compare';
import { formatTarget, type RouteTarget } from './destination';

/** A match of a rule on the wire: with SNI hosts where the rule is for TLS; undefined takes everything. */
export type WireConnectionMatch = Partial<TLSMatchAttributes & L4MatchAttributes> | undefined;

/** A rule as its user gave it. */
interface GivenRule {
  readonly matches: readonly WireConnectionMatch[];
  readonly targets: readonly RouteTarget[];
  readonly site: CallSite;
  /** @throws where a target has no such port */
  route(): RouteDestination[];
}

interface Branch {
  readonly match: WireConnectionMatch;
  readonly rule: GivenRule;
}

/** The rules of a route for connections, in whatever order they were given. */
export class ConnectionRules {
  private readonly rules: GivenRule[] = [];

  public add(rule: GivenRule): void {
    this.rules.push(rule);
  }

  /** What can be wrong only when everything has been said. */
  public problems(): readonly string[] {
    if (this.rules.length === 0) return ['the route has no rule, and Istio takes no VirtualService without one; call forward or split'];
    return [...this.rules.flatMap(problemsOf), ...this.twice()];
  }

  /** As Istio wants them: narrow ones first, neighbours that do the same joined; so the order of the calls does not matter. */
  public wire(): Array<{ match: TLSMatchAttributes[]; route: RouteDestination[] }> {
    const joined: Array<{ match?: object[]; route: RouteDestination[]; key: string }> = [];
    for (const { match, rule } of this.branches()) {
      const route = rule.route();
      const key = JSON.stringify(route);
      const last = joined[joined.length - 1];
      if (match !== undefined && last?.key === key) last.match?.push(match);
      else joined.push({ ...(match && { match: [match] }), route, key });
    }
    return joined.map(({ key: _, ...rule }) => rule) as ReturnType<ConnectionRules['wire']>;
  }

  private branches(): readonly Branch[] {
    return this.rules.flatMap((rule) => rule.matches.map((match) => ({ match, rule }))).sort((a, b) => compareBranches(a.match, b.match));
  }

  private twice(): readonly string[] {
    const seen = new Map<string, GivenRule>();
    const told = new Set<string>();
    for (const { match, rule } of this.branches()) {
      for (const key of keysOf(match)) {
        const first = seen.get(key);
        if (first !== undefined) told.add(`two rules take ${key}, and Istio goes by one alone; take one of the two away\n      by  ${wordsOf(first)}\n      and ${wordsOf(rule)}`);
        else seen.set(key, rule);
      }
    }
    return [...told];
  }
}

function problemsOf(rule: GivenRule): readonly string[] {
  try {
    rule.route();
    return [];
  } catch (error) {
    return [`${(error as Error).message}\n      by  ${wordsOf(rule)}`];
  }
}

function wordsOf({ targets, site }: GivenRule): string {
  return `→ ${targets.map(formatTarget).join(', ')} at ${site}`;
}

// By each SNI host, with whatever else Istio looks at.
function keysOf(match: WireConnectionMatch): readonly string[] {
  const { sniHosts, sourceSubnet: _, ...rest } = match ?? {};
  const also = Object.entries(rest).sort().map(([field, value]) => ` with ${field} ${JSON.stringify(value)}`).join('');
  return (sniHosts ?? [undefined]).map((host) => (host === undefined ? `all connections${also}` : `connections for "${host}"${also}`));
}

function compareBranches(a: WireConnectionMatch, b: WireConnectionMatch): number {
  return fieldsOf(b) - fieldsOf(a) || widthOf(a) - widthOf(b) || compareTexts(JSON.stringify(a) ?? '', JSON.stringify(b) ?? '');
}

function fieldsOf(match: WireConnectionMatch): number {
  return Object.keys(match ?? {}).length;
}

// A name is narrower than a wildcard, a longer wildcard narrower than a shorter one.
function widthOf(match: WireConnectionMatch): number {
  const widths = (match?.sniHosts ?? []).map((host) => (host.startsWith('*') ? 1000 - host.length : 0));
  return Math.max(0, ...widths);
}
