import type { Rule } from '../define-rule';

/** The rules of TLS and certificates: MESH2xx. */
export const tlsRules: readonly Rule[] = [];
