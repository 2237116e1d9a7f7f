import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

/** How a program that was started by itself has ended. */
export interface Ending {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

// What the command around this one was told is not meant for the programs below it: `npm publish --dry-run` would pack nothing.
const NOT_INHERITED = /^(npm_config_dry_run|CDK8S_.*|TS_NODE_.*)$/i;

/** Runs a program to its end, whatever that is. */
export function end(program: string, args: readonly string[], folder: string): Ending {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
  const { error, status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error !== undefined) throw new Error(`cannot run ${basename(program)}: ${error.message}`);
  return { code: status, output: stdout, errors: stderr };
}

/**
 * Runs a program that must succeed, and gives what it printed.
 *
 * @throws one line with what it said, where it does not succeed
 */
export function run(program: string, args: readonly string[], folder: string): string {
  const { code, output, errors } = end(program, args, folder);
  if (code === 0) return output;
  const said = `${output}\n${errors}`.split('\n').filter((line) => line.trim() !== '').slice(0, 20).join(' | ');
  throw new Error(`${[basename(program), ...args].join(' ')} ended with code ${code}: ${said}`);
}
