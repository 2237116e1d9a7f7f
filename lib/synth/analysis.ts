import type { IConstruct } from 'constructs';
import { walkTree, type Declared, type Render } from '../collect/tree';
import { buildMesh } from '../model/mesh';
import { formatFinding } from '../report/text';
import type { Finding } from '../rules/define-rule';
import { runRules } from '../rules/run';
import { objectsOfApp, type AppObjects } from './app-objects';
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
  for (const finding of findingsIn(objectsOfApp(root, tree, settings, render))) {
    const severity = settings.severityOf(finding);
    const path = reporterOf(finding);
    if (severity === 'error' && !saidAlready.has(path)) report(path, formatFinding(finding));
    if (severity === 'warning') warnings.push(`[${path}] ${formatFinding(finding)}`);
  }
  return { errors, warnings };
}

// What is wrong among what exists, or is known, alone is not this app's.
function findingsIn({ objects, facts }: AppObjects): readonly Finding[] {
  return runRules(buildMesh(objects, facts)).filter(({ at, related }) => [at, ...related].some(({ origin }) => origin.kind === 'construct'));
}

// Problems that name places of their own do so on further lines, and need no other.
function problemsOf({ declaration: { problems, site } }: Declared): readonly string[] {
  return problems().map((problem) => (problem.includes('\n') || site.place === undefined ? problem : `${problem} (declared at ${site.place})`));
}

/** Path of the construct that a finding stands at among cdk8s' errors: of the objects that it is about the last one in the app. */
function reporterOf({ at, related }: Finding): string {
  return [at, ...related].map(({ origin }) => origin).find(({ kind }) => kind === 'construct')?.path ?? '';
}
