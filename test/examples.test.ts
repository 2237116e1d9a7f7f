import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './cli/running';
import { withTemporaryFolder } from './conformance/engine/temporary-folder';

const FOLDER = join(__dirname, '../examples');
/** That one is there to be refused. */
const REFUSED = 'duplicate-host';

const examples = readdirSync(FOLDER).filter((name) => name !== REFUSED && existsSync(join(FOLDER, name, 'main.ts')));

/** What the command says of the manifests that an example, run as its README has it, renders into a folder. */
async function checked(name: string, dist: string): Promise<string> {
  const { argv, env: { CDK8S_OUTDIR: outdir } } = process;
  try {
    process.env.CDK8S_OUTDIR = dist;
    process.argv = ['node', 'main.ts'];
    jest.isolateModules(() => { require(join(FOLDER, name, 'main')); });
    const cluster = join(FOLDER, name, 'cluster');
    return (await run(['check', dist, ...(existsSync(cluster) ? ['--existing', cluster] : [])], { now: new Date() })).stdout;
  } finally {
    process.argv = argv;
    if (outdir === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = outdir;
  }
}

test.each(examples)('the command finds nothing in what example %s renders, not even a hint', async (name) => {
  expect(await withTemporaryFolder((dist) => checked(name, dist))).toMatch(/^0 errors, 0 warnings, 0 infos in [1-9]\d* objects\n$/);
});
