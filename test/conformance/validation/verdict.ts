import type { Collected } from '../../../lib/collect/collected';
import { buildMesh } from '../../../lib/model/mesh';
import { rules } from '../../../lib/rules/registry';
import { runRules } from '../../../lib/rules/run';
import type { Manifest } from '../engine/question';

/** What is made of an object: `refused` where it cannot even be read. */
export type Level = 'none' | 'warning' | 'error' | 'refused';

/** What our rules find in an object: the severest of each code. */
export type Verdict = ReadonlyMap<string, Level>;

const OF_VALIDATION = rules.filter(({ code, seeAlso }) => isOfSchema(code) || ['IST0106', 'IST0133'].some((istio) => seeAlso.includes(istio)));

/** Rules that know more than Istio's validation does; each has the reason in its own text. */
const STRICTER: readonly string[] = ['MESH215', 'MESH218', 'MESH534'];

/** What those of our rules find that say what Istio's validation, or the schema of the kind, says. */
export function ourVerdict(manifest: Manifest): Verdict {
  const collected: Collected = { object: manifest as unknown as Collected['object'], origin: { kind: 'construct', path: 'case' } };
  const verdict = new Map<string, Level>();
  for (const { code, severity } of runRules(buildMesh([collected]), OF_VALIDATION)) {
    if (severity !== 'info' && verdict.get(code) !== 'error') verdict.set(code, severity);
  }
  return verdict;
}

/** In what the two disagree: the schema of the kind may refuse more than Istio's validation, and so may a few rules. */
export function disagreement(istio: Level, ours: Verdict): string | undefined {
  const tooMuch = [...ours].filter(([code, level]) => rank(level) > rank(istio) && !isOfSchema(code) && !STRICTER.includes(code));
  const isTooLittle = Math.max(0, ...[...ours.values()].map(rank)) < rank(istio);
  return isTooLittle || tooMuch.length > 0 ? `Istio: ${istio}, we: ${[...ours].map(([code, level]) => `${level} by ${code}`).join(', ') || 'none'}` : undefined;
}

function isOfSchema(code: string): boolean {
  return code.startsWith('MESH9');
}

// What cannot be read is an error to whoever applies it.
function rank(level: Level): number {
  return ['none', 'warning', 'error'].indexOf(level === 'refused' ? 'error' : level);
}
