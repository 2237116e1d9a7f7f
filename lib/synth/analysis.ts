import type { IConstruct } from 'constructs';
import { collectTree, walkTree, type Render } from '../collect/tree';
import { buildMesh } from '../model/mesh';
import { KINDS_READ, runRules } from '../rules/run';
import { formatFinding } from '../report/text';
import type { Finding } from '../rules/define-rule';

/** What is wrong with an app, in words. */
export interface Analysis {
  /** By path of the construct that reports it. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly string[];
}

/** Looks at the whole app once: what each construct says is wrong with itself, and what the rules find among the objects. */
export function analyse(root: IConstruct, render: Render): Analysis {
  const tree = walkTree(root);
  const findings = runRules(buildMesh(collectTree(tree, KINDS_READ, render)));
  const errors = new Map<string, string[]>();
  const report = (path: string, message: string) => errors.set(path, [...(errors.get(path) ?? []), message]);
  for (const { path, declaration } of tree.declared) {
    for (const problem of declaration.problems()) report(path, `${problem}${placeOf(problem, declaration.site.place)}`);
  }
  for (const finding of findings.filter(({ severity }) => severity === 'error')) report(finding.at.origin.path, formatFinding(finding));
  return { errors, warnings: findings.filter(({ severity }) => severity === 'warning').map(warningText) };
}

// Problems that name places of their own do so on further lines, and need no other.
function placeOf(problem: string, place: string | undefined): string {
  return problem.includes('\n') || place === undefined ? '' : ` (declared at ${place})`;
}

function warningText(finding: Finding): string {
  return `[${finding.at.origin.path}] ${formatFinding(finding)}`;
}
