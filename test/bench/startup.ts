import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { tsNode, type Project } from '../package/project';
import { measurePairs, type Side } from './pairs';
import { report, type Result } from './report';
import { checkEqual, inUsersProject } from './users-project';

// The whole of `ts-node main.ts` for a small app: Node, the compiler, the check of types, the modules, the synth. ts-node is
// started by itself: `npx` before it would add the same time to both sides, and so make the ratio look better.

const PAIRS = 15;
const VARIANTS = [
  { what: '`ts-node main.ts` of a small app, its Services by cdk8s-plus', suffix: '' },
  { what: '`ts-node main.ts` of a small app, its Services of other teams', suffix: '-alone' },
] as const;

inUsersProject(join(__dirname, 'startup'), (project) => {
  report('startup', 1.15, VARIANTS.map((variant) => measure(project, variant)));
});

function measure(project: Project, { what, suffix }: (typeof VARIANTS)[number]): Result {
  const folderOf = (side: string) => join(project.folder, `dist-${side}${suffix}`);
  const side = (name: string): Side => () => timeOf(() => tsNode(project, `${name}${suffix}.ts`, folderOf(name)));
  const ratio = measurePairs(PAIRS, side('ours'), side('bare'));
  checkEqual(folderOf('ours'), folderOf('bare'));
  return { what, ratio };
}

function timeOf(run: () => void): number {
  const begin = performance.now();
  run();
  return performance.now() - begin;
}
