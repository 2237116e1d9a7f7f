import { rules } from '../../lib/rules/registry';
import { proofs } from './proofs';
import { gaps } from './proofs/evidence';
import { recordedEvidence } from './proofs/recorded';

const evidence = recordedEvidence();

test.each(rules.map((rule) => [rule.code, rule] as const))('%s: Istio or the engine showed that its bad example is bad', (code, rule) => {
  expect(gaps(rule, proofs[code], evidence[code])).toEqual([]);
});

test('nothing is recorded or proved of a rule that is not there', () => {
  const known: readonly string[] = rules.map(({ code }) => code);
  expect([...Object.keys(proofs), ...Object.keys(evidence)].filter((code) => !known.includes(code))).toEqual([]);
});
