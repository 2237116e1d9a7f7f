import type { Denied, DeniedBecause } from '../router/outcome';
import type { DecidingPolicy, Trace } from '../router/trace';
import type { Place } from '../rules/define-rule';
import { formatRef } from '../values/object-ref';
import type { Locate } from '../values/origin';
import { asList, asRecord } from '../values/read';
import { allOf } from '../values/words';
import { stage, type Stage } from './route-stages';
import { firstOf, formatSource } from './route-words';

/** Why a request is denied, and which rules of policies decided. */
export function deniedDetails({ because, trace }: Denied, locate: Locate): readonly Stage[] {
  const { policies = [] } = trace;
  if (policies.length === 0) return [];
  const sources = deniedPlaces(trace).map((place) => formatSource(place, locate));
  return [
    ...stage('why', WHY[because](policies)),
    ...(because === 'no-rule' ? [] : stage('rule', firstOf(policies.map(({ policy, index }, at) => `${listOf(policy.ref.kind)}[${index}] of ${sources[at]}`)))),
    ...(because === 'no-rule' ? stage('policy', firstOf(sources)) : []),
  ];
}

/** The rules that decided, or policies where all of their rules did. */
export function deniedPlaces({ policies = [] }: Trace): readonly Place[] {
  return policies.map(({ policy: { ref, origin }, index }) => ({ ref, origin, field: index === undefined ? undefined : ['spec', listOf(ref.kind), index] }));
}

function listOf(kind: string): 'rules' | 'jwtRules' {
  return kind === 'RequestAuthentication' ? 'jwtRules' : 'rules';
}

const WHY: Readonly<Record<DeniedBecause, (policies: readonly DecidingPolicy[]) => string>> = {
  'malformed-token': () => 'what it carries as token is no JSON web token',
  'unknown-issuer': (policies) => `nobody is asked to trust the issuer of its token; known ${issuersOf(policies)}`,
  'wrong-audience': () => 'its token is for another audience',
  'rule': () => 'a rule with action DENY takes it',
  'no-rule': (policies) => (policies.every(hasNoRule) ? `${allOf(policies.map(({ policy }) => formatRef(policy.ref)))} allows nothing` : 'what has an AuthorizationPolicy with action ALLOW takes only what a rule allows, and none allows it'),
};

function hasNoRule({ policy: { manifest } }: DecidingPolicy): boolean {
  return asList(asRecord(manifest.spec).rules).length === 0;
}

function issuersOf(policies: readonly DecidingPolicy[]): string {
  const issuers = policies.map(({ policy: { manifest }, index = 0 }) => JSON.stringify(asRecord(asList(asRecord(manifest.spec).jwtRules)[index]).issuer));
  return `${issuers.length === 1 ? 'is' : 'are'} ${allOf([...new Set(issuers)])}`;
}
