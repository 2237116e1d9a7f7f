import type { Rule } from '../../lib/rules/define-rule';
import { rules } from '../../lib/rules/registry';
import { main } from './main';
import { proofs } from './proofs';
import { gaps, type Evidence } from './proofs/evidence';
import { judge } from './proofs/judge';
import { recordedEvidence, recordEvidence } from './proofs/recorded';

// Usage: prove.ts [--record] [CODE]...
// Has Istio's own checks and the real engine judge the examples of every rule. Exit code: 0 all proved, 1 not all, 2 could not be asked.

async function prove(args: readonly string[]): Promise<number> {
  const record = args.includes('--record');
  const codes = args.filter((arg) => arg !== '--record');
  const chosen = rules.filter(({ code }) => codes.length === 0 || codes.includes(code));
  const evidence: Record<string, Evidence> = {};
  let unproved = 0;
  for (const rule of chosen) {
    const found = await proveOne(rule, evidence);
    unproved += Number(found.length > 0);
    found.forEach((gap) => console.log(`${rule.code} ${rule.name}: ${gap}`));
  }
  if (record) recordEvidence(withRecorded(evidence));
  console.log(`${chosen.length - unproved} of ${chosen.length} rules proved${record ? ', recorded' : ''}`);
  return unproved > 0 ? 1 : 0;
}

/** What is recorded by now, as another run may have ended in the meantime, of rules that there are; and the new evidence. */
function withRecorded(evidence: Readonly<Record<string, Evidence>>): Readonly<Record<string, Evidence>> {
  const known = new Set<string>(rules.map(({ code }) => code));
  return { ...Object.fromEntries(Object.entries(recordedEvidence()).filter(([code]) => known.has(code))), ...evidence };
}

async function proveOne(rule: Rule, evidence: Record<string, Evidence>): Promise<readonly string[]> {
  const proof = proofs[rule.code];
  if (proof === undefined) return gaps(rule, proof, undefined);
  try {
    evidence[rule.code] = await judge(rule, proof);
  } catch (error) {
    return [(error as Error).message];
  }
  return gaps(rule, proof, evidence[rule.code]);
}

main(prove);
