import type { Denied, DeniedBecause } from '../router/outcome';
import type { DecidingPolicy } from '../router/trace';
import { formatRef } from '../values/object-ref';
import type { Locate } from '../values/origin';
import { asList, asRecord } from '../values/read';
import { allOf } from '../values/words';
import { formatPolicies } from './route-policies';
import { stage, type Stage } from './route-stages';

/** Why a request is denied, and which rules of policies decided. */
export function deniedDetails({ because, trace }: Denied, locate: Locate): readonly Stage[] {
  const { deniedBy: policies = [] } = trace;
  if (policies.length === 0) return [];
  return [...stage('why', WHY[because](policies)), ...stage('denied by', formatPolicies(policies, locate))];
}

const WHY: Readonly<Record<DeniedBecause, (policies: readonly DecidingPolicy[]) => string>> = {
  'malformed-token': () => 'what it carries as token is no JSON web token',
  'unknown-issuer': (policies) => `no RequestAuthentication takes tokens of its issuer, but of ${issuersOf(policies)}`,
  'wrong-audience': () => 'its token is not for the audiences that are asked for',
  'rule': () => 'a rule with action DENY takes it',
  'no-rule': (policies) => (policies.every(hasNoRule) ? `${allOf(policies.map(({ policy }) => formatRef(policy.ref)))} allows nothing` : 'where an AuthorizationPolicy has action ALLOW, only what a rule allows goes on, and none allows this'),
};

function hasNoRule({ policy: { manifest } }: DecidingPolicy): boolean {
  return asList(asRecord(manifest.spec).rules).length === 0;
}

function issuersOf(policies: readonly DecidingPolicy[]): string {
  const issuers = policies.map(({ policy: { manifest }, index = 0 }) => JSON.stringify(asRecord(asList(asRecord(manifest.spec).jwtRules)[index]).issuer ?? ''));
  return allOf([...new Set(issuers)]);
}
