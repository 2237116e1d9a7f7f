import type { DecidingPolicy } from '../router/trace';
import type { Place } from '../rules/define-rule';
import type { Locate } from '../values/origin';
import { firstOf, formatSource } from './route-words';

/** `rules[0] of AuthorizationPolicy web/access (dist/web.yaml:12)`; of a policy as a whole without its rules. */
export function formatPolicies(policies: readonly DecidingPolicy[], locate: Locate): string {
  return firstOf(policies.map((each) => `${each.index === undefined ? '' : `${listOf(each)}[${each.index}] of `}${formatSource(placeOfPolicy(each), locate)}`));
}

/** The rule that decided, or the policy where all of its rules did. */
export function placeOfPolicy(deciding: DecidingPolicy): Place {
  const { policy: { ref, origin }, index } = deciding;
  return { ref, origin, field: index === undefined ? undefined : ['spec', listOf(deciding), index] };
}

function listOf({ policy: { ref } }: DecidingPolicy): 'rules' | 'jwtRules' {
  return ref.kind === 'RequestAuthentication' ? 'jwtRules' : 'rules';
}
