import type { Rule } from '../define-rule';
import { gatewayLabelShared } from './gateway-label-shared';

/** The rules of Services and workloads: MESH6xx. */
export const workloadRules: readonly Rule[] = [gatewayLabelShared];
