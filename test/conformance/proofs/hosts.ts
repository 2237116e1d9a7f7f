import type { Proof } from './proof';

/** By code of the rules in lib/rules/hosts. */
export const proofs: Readonly<Record<string, Proof>> = {};
