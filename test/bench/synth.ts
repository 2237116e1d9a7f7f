import { join } from 'node:path';
import { compile, node, type Project } from '../package/project';
import { measurePairs, type Side } from './pairs';
import { report, type Result } from './report';
import { checkEqual, inUsersProject } from './users-project';

// The synth of 1,000 exposures in 50 charts. Each run is a process of its own, as a user's synth is: within one, the second
// run would use what the first has compiled and clean up what it has left. The process takes the time itself, from the first
// construct to the last file, without starting Node and loading modules, which would only dilute the ratio; `startup` has them.

const PAIRS = 31;
const VARIANTS = [
  { what: 'synth of 1,000 exposures, hosts of the gateway from its routes', hosts: 'derived' },
  { what: 'synth of 1,000 exposures, hosts of the gateway stated', hosts: 'stated' },
] as const;

inUsersProject(join(__dirname, 'synth'), (project) => {
  const complaints = compile(project, 'tsconfig.json');
  if (complaints.length > 0) throw new Error(`the apps do not compile: ${complaints[0]}`);
  report('synth', 1.3, VARIANTS.map((variant) => measure(project, variant)));
});

function measure(project: Project, { what, hosts }: (typeof VARIANTS)[number]): Result {
  const folderOf = (side: string) => join(project.folder, `${side}-${hosts}`);
  const side = (name: string): Side => () => Number(node(project, `${name}.js`, folderOf(name), hosts));
  const ratio = measurePairs(PAIRS, side('ours'), side('bare'));
  checkEqual(folderOf('ours'), folderOf('bare'));
  return { what, ratio };
}
