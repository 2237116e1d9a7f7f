import type { Rule } from '../define-rule';

/** The rules of policies: MESH7xx. */
export const policyRules: readonly Rule[] = [];
