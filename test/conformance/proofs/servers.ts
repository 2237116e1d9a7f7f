import type { Proof } from './proof';

/** By code of the rules in lib/rules/servers. */
export const proofs: Readonly<Record<string, Proof>> = {};
