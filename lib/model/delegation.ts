import { append } from '../values/append';
import { qualifiedName } from '../values/object-ref';
import type { MatchScope, VirtualService } from './virtual-service';

/** A VirtualService by which the rules of one come to proxies: itself, or one that delegates to it, by one of its rules. */
export interface Way {
  readonly root: VirtualService;
  /** Matches of the rule that delegates; they count as well. */
  readonly matches: readonly MatchScope[];
}

/** The ways to a VirtualService; to a delegate that no other delegates to there is none. */
export type WaysTo = (route: VirtualService) => readonly Way[];

export function waysIn(virtualServices: readonly VirtualService[]): WaysTo {
  const delegating = new Map<string, Way[]>();
  for (const root of virtualServices) {
    for (const { delegate, matches } of root.http) {
      if (delegate !== undefined) append(delegating, qualifiedName(delegate), { root, matches });
    }
  }
  return (route) => (route.hosts.length > 0 ? [{ root: route, matches: [] }] : delegating.get(qualifiedName(route.ref)) ?? []);
}
