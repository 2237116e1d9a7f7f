import type { Mesh } from '../model/mesh';
import { Acknowledgements } from './annotations';
import type { Finding, Rule } from './define-rule';
import { rules } from './registry';

/** What the rules find in a mesh, rule by rule, but for what the objects themselves accept in their annotations. */
export function runRules(mesh: Mesh, chosen: readonly Rule[] = rules): readonly Finding[] {
  const acknowledgements = new Acknowledgements(mesh.objects.all);
  return chosen.flatMap((rule) => [...rule.check(mesh)]
    .map(({ at, related, data, severity }): Finding => ({ code: rule.code, severity: severity ?? rule.severity, at, related, ...rule.words(data) }))
    .filter((finding) => !acknowledgements.accept(finding, rule)));
}
