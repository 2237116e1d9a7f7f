import type { Proof } from './proof';

/** By code of the rules in lib/rules/policies. */
export const proofs: Readonly<Record<string, Proof>> = {};
