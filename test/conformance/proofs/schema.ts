import type { Proof } from './proof';

/** By code of the rules in lib/rules/schema. */
export const proofs: Readonly<Record<string, Proof>> = {};
