import { POD_KINDS, type Mesh } from '../model/mesh';
import type { Finding, Rule } from './define-rule';
import { rules } from './registry';

/** The kinds of objects that the rules look at, by group; what else an app holds need not be rendered for them. */
export const KINDS_READ: ReadonlySet<string> = new Set([
  'networking.istio.io/Gateway', 'networking.istio.io/VirtualService', '/Service', ...POD_KINDS,
]);

/** What the rules find in a mesh, rule by rule. */
export function runRules(mesh: Mesh, chosen: readonly Rule[] = rules): readonly Finding[] {
  return chosen.flatMap((rule) => [...rule.check(mesh)].map(({ at, related, data, severity }): Finding => ({
    code: rule.code, severity: severity ?? rule.severity, at, related, ...rule.words(data),
  })));
}
