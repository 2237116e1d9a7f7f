import type { Mesh } from '../model/mesh';
import type { Finding, Rule } from './define-rule';
import { rules } from './registry';

/** What the rules find in a mesh, rule by rule. */
export function runRules(mesh: Mesh, chosen: readonly Rule[] = rules): readonly Finding[] {
  return chosen.flatMap((rule) => [...rule.check(mesh)].map(({ at, related, data, severity }): Finding => ({
    code: rule.code, severity: severity ?? rule.severity, at, related, ...rule.words(data),
  })));
}
