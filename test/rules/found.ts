import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh, type Facts } from '../../lib/model/mesh';
import { rules } from '../../lib/rules/registry';
import { runRules } from '../../lib/rules/run';
import { EXAMPLES_NOW } from '../support';

/** What one rule finds in manifests: severity and sentence. */
export function found(code: string, yaml: string, facts: Facts = {}): readonly string[] {
  const objects = parseManifests({ path: 'test', text: yaml }).map((object, index) => ({ object, origin: { kind: 'construct', path: `object-${index}` } as const }));
  const chosen = rules.filter((rule) => rule.code === code);
  return runRules(buildMesh(objects, { now: EXAMPLES_NOW, ...facts }), chosen).map(({ severity, what }) => `${severity}: ${what}`);
}
