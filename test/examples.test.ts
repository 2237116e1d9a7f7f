import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './cli/running';

const FOLDER = join(__dirname, '../examples');
/** That one is there to be refused. */
const REFUSED = 'duplicate-host';

const examples = readdirSync(FOLDER).filter((name) => name !== REFUSED && existsSync(join(FOLDER, name, 'main.ts')));

/** What the command says of the manifests that an example renders as its README has it run. */
async function checked(name: string): Promise<string> {
  const dist = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
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
    rmSync(dist, { recursive: true });
  }
}

test.each(examples)('the command finds nothing in what example %s renders, not even a hint', async (name) => {
  expect(await checked(name)).toMatch(/^0 errors, 0 warnings, 0 infos in [1-9]\d* objects\n$/);
});
