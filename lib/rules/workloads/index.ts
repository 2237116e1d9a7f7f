import type { Rule } from '../define-rule';
import { annotationDeprecated } from './annotation-deprecated';
import { annotationMisplaced } from './annotation-misplaced';
import { annotationUnknown } from './annotation-unknown';
import { annotationValueInvalid } from './annotation-value-invalid';
import { externalNamePortName } from './external-name-port-name';
import { externalNameUnregistered } from './external-name-unregistered';
import { gatewayLabelShared } from './gateway-label-shared';
import { imageAutoNotInjected } from './image-auto-not-injected';
import { inboundProtocolDisputed } from './inbound-protocol-disputed';
import { injectionLabelsContradict } from './injection-labels-contradict';
import { namedTargetPortMissing } from './named-target-port-missing';
import { namespaceNotInjected } from './namespace-not-injected';
import { podWithoutProxy } from './pod-without-proxy';
import { reservedUserId } from './reserved-user-id';
import { servicePortName } from './service-port-name';
import { serviceSelectsNothing } from './service-selects-nothing';
import { targetPortShared } from './target-port-shared';

/** The rules of Services and workloads: MESH6xx. */
export const workloadRules: readonly Rule[] = [
  gatewayLabelShared, servicePortName, externalNamePortName, inboundProtocolDisputed, targetPortShared, namedTargetPortMissing,
  serviceSelectsNothing, reservedUserId, annotationMisplaced, annotationUnknown, annotationValueInvalid, annotationDeprecated,
  namespaceNotInjected, injectionLabelsContradict, podWithoutProxy, imageAutoNotInjected, externalNameUnregistered,
];
