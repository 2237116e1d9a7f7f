import type { Rule } from '../define-rule';
import { authorizationAccountUnknown } from './authorization-account-unknown';
import { authorizationDeniesTcp } from './authorization-denies-tcp';
import { authorizationHostWithoutPort } from './authorization-host-without-port';
import { authorizationMethodUnknown } from './authorization-method-unknown';
import { authorizationNamespaceUnknown } from './authorization-namespace-unknown';
import { authorizationNeedsIdentity } from './authorization-needs-identity';
import { authorizationPatternNeverMatches } from './authorization-pattern-never-matches';
import { authorizationTemplateEndsEnvoy } from './authorization-template-ends-envoy';
import { jwksFetchUnrestricted } from './jwks-fetch-unrestricted';
import { mtlsModeRefused } from './mtls-mode-refused';
import { namespacePolicyTwice } from './namespace-policy-twice';
import { policiesOverlap } from './policies-overlap';
import { policyInAmbient } from './policy-in-ambient';
import { policyPortOfService } from './policy-port-of-service';
import { policySelectsNothing } from './policy-selects-nothing';
import { rootPolicySelector } from './root-policy-selector';
import { selectorOnWaypoint } from './selector-on-waypoint';
import { sidecarEgressHostUnknown } from './sidecar-egress-host-unknown';
import { sidecarInAmbient } from './sidecar-in-ambient';
import { sidecarOutboundModeMissing } from './sidecar-outbound-mode-missing';
import { strictWithoutMtls } from './strict-without-mtls';

/** The rules of policies: MESH7xx. */
export const policyRules: readonly Rule[] = [
  namespacePolicyTwice, policiesOverlap, policySelectsNothing, rootPolicySelector, policyPortOfService, selectorOnWaypoint,
  sidecarInAmbient, sidecarEgressHostUnknown, sidecarOutboundModeMissing,
  mtlsModeRefused, strictWithoutMtls,
  authorizationMethodUnknown, authorizationPatternNeverMatches, authorizationNamespaceUnknown, authorizationAccountUnknown,
  authorizationNeedsIdentity, authorizationDeniesTcp, authorizationHostWithoutPort, policyInAmbient, authorizationTemplateEndsEnvoy, jwksFetchUnrestricted,
];
