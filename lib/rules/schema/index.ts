import type { Rule } from '../define-rule';

/** The rules of what the API server and Istio's webhook refuse whatever else there is: MESH9xx. */
export const schemaRules: readonly Rule[] = [];
