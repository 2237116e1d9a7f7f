import type { Rule } from '../define-rule';

/** The rules of hosts and what binds to them: MESH3xx. */
export const hostRules: readonly Rule[] = [];
