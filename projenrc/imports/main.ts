import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportError, reasonOf } from './errors';
import { generate } from './generate';
import { Names, NAMES } from './names';
import { differences, writeOutput } from './output';
import { ISTIO, Release } from './release';
import { readSource } from './source';

const USAGE = 'usage: npm run imports -- [--crds FILE] [--check]';

/** What the command works on; tests give their own. */
export interface Surroundings {
  readonly release: Release;
  readonly names: Names;
  readonly directory: string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

const REAL: Surroundings = {
  release: ISTIO,
  names: NAMES,
  directory: join(__dirname, '../../imports'),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
};

/** @returns the exit code: 0 done, 1 `--check` found a difference, 2 unusable options or input */
export async function main(args: readonly string[], surroundings: Surroundings = REAL): Promise<number> {
  try {
    const { crds, check } = optionsOf(args);
    const { release, names } = surroundings;
    const files = await generate(await readSource(release, crds), release, names);
    return check ? await compare(files, surroundings) : await write(files, surroundings);
  } catch (thrown) {
    if (!(thrown instanceof ImportError)) {
      throw thrown;
    }
    surroundings.complain(`imports: ${thrown.message}`);
    return 2;
  }
}

function optionsOf(args: readonly string[]): { crds?: string; check?: boolean } {
  try {
    return parseArgs({ args: [...args], options: { crds: { type: 'string' }, check: { type: 'boolean' } } }).values;
  } catch (thrown) {
    throw new ImportError(`${reasonOf(thrown).split('. ')[0]}; ${USAGE}`);
  }
}

type Files = Awaited<ReturnType<typeof generate>>;

async function write(files: Files, { directory, print }: Surroundings): Promise<number> {
  await writeOutput(directory, files);
  files.forEach(({ name }) => print(`imports/${name}`));
  return 0;
}

async function compare(files: Files, { directory, print, complain }: Surroundings): Promise<number> {
  const differ = await differences(directory, files);
  differ.forEach((name) => complain(`imports/${name} is not what the generator makes: run "npm run imports"`));
  if (differ.length === 0) {
    print('imports/ is what the generator makes');
  }
  return differ.length === 0 ? 0 : 1;
}

if (require.main === module) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
