import type { Rule } from './define-rule';
import { gatewayLabelShared } from './gateway-label-shared';
import { hostClaimedTwice } from './host-claimed-twice';
import { listenerUnprivileged } from './listener-unprivileged';
import { routesOverlap } from './routes-overlap';
import { servicePortDisputed } from './service-port-disputed';

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  hostClaimedTwice,
  servicePortDisputed,
  listenerUnprivileged,
  routesOverlap,
  gatewayLabelShared,
];
