import type { IConstruct } from 'constructs';
import { withFurther } from '../collect/collected';
import { meshConfigIn } from '../collect/mesh-config';
import { collectKnown, collectTree, walkTree, type Declared, type Render, type Tree } from '../collect/tree';
import { KINDS_READ } from '../model/kinds';
import { buildMesh } from '../model/mesh';
import { formatFinding } from '../report/text';
import type { Finding } from '../rules/define-rule';
import { runRules } from '../rules/run';
import { CLUSTER_DOMAIN } from '../values/cluster-domain';
import type { Settings } from './settings';

/** What is wrong with an app, in words. */
export interface Analysis {
  /** By path of the construct that reports it. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  readonly warnings: readonly string[];
}

/** Looks at the whole app once: what each construct says is wrong with itself, and what the rules find among the objects. */
export function analyse(root: IConstruct, settings: Settings, render: Render): Analysis {
  const tree = walkTree(root);
  const errors = new Map<string, string[]>();
  const warnings: string[] = [];
  const report = (path: string, message: string) => errors.set(path, [...(errors.get(path) ?? []), message]);
  for (const declared of tree.declared) problemsOf(declared).forEach((problem) => report(declared.path, problem));
  // What a construct says of itself is nearer to what its user wrote than what the rules find in what it renders all the same.
  const saidAlready = new Set(errors.keys());
  const domain = root.node.tryGetContext(CLUSTER_DOMAIN) as string | undefined;
  for (const finding of findingsIn(tree, settings, render, domain)) {
    const severity = settings.severityOf(finding);
    const path = reporterOf(finding);
    if (severity === 'error' && !saidAlready.has(path)) report(path, formatFinding(finding));
    if (severity === 'warning') warnings.push(`[${path}] ${formatFinding(finding)}`);
  }
  return { errors, warnings };
}

// What the user says the cluster holds is newer than what constructs know of clusters in general. What is wrong among that alone
// is not this app's.
function findingsIn(tree: Tree, { existing, complete }: Settings, render: Render, domain: string | undefined): readonly Finding[] {
  const objects = withFurther(withFurther(collectTree(tree, KINDS_READ, render), existing), collectKnown(tree, KINDS_READ));
  return runRules(buildMesh(objects, { complete, domain, meshConfig: meshConfigIn(objects) }))
    .filter(({ at, related }) => [at, ...related].some(({ origin }) => origin.kind === 'construct'));
}

// Problems that name places of their own do so on further lines, and need no other.
function problemsOf({ declaration: { problems, site } }: Declared): readonly string[] {
  return problems().map((problem) => (problem.includes('\n') || site.place === undefined ? problem : `${problem} (declared at ${site.place})`));
}

/** Path of the construct that a finding stands at among cdk8s' errors: of the objects that it is about the last one in the app. */
function reporterOf({ at, related }: Finding): string {
  return [at, ...related].map(({ origin }) => origin).find(({ kind }) => kind === 'construct')?.path ?? '';
}
