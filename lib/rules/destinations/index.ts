import type { Rule } from '../define-rule';

/** The rules of destinations and DestinationRules: MESH5xx. */
export const destinationRules: readonly Rule[] = [];
