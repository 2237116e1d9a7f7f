import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyCheckout } from '../checkout';

/** Those of `npm test` that are about where requests go. */
const TESTS = ['test/router', 'test/conformance/routing', 'test/model', 'test/values'];

// Many times as long as they take; a mutant may make them go on for ever.
const MOST_SECONDS = 600;

/** How the tests have ended: the first file of tests that failed, none, or `timeout`. */
export interface Verdict {
  readonly passed: boolean;
  /** Path of a file of tests, or why there is none. */
  readonly failed?: string;
  readonly output: string;
}

/** A copy of the checkout, with the tests that concern the router. */
export class Suite {
  public readonly root: string;

  /** @param folder one that is there, for all suites of a run */
  constructor(private readonly folder: string, name: string) {
    this.root = join(folder, name);
    mkdirSync(join(folder, 'cache'), { recursive: true });
    copyCheckout(this.root);
  }

  /** Runs the tests up to the first file that fails. */
  public run(): Promise<Verdict> {
    const jest = [join(this.root, 'node_modules/jest/bin/jest.js'), '--ci', '--bail', '--silent', '--runInBand', '--cacheDirectory', join(this.folder, 'cache'), ...TESTS];
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, jest, { cwd: this.root, stdio: ['ignore', 'ignore', 'pipe'], timeout: MOST_SECONDS * 1000, killSignal: 'SIGKILL' });
      const leave = (): unknown => child.kill('SIGKILL');
      process.once('exit', leave);
      let output = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => { output += text; });
      child.once('error', reject).once('close', (code) => {
        process.off('exit', leave);
        const [, failed] = /^FAIL (\S+)/m.exec(output) ?? [];
        resolve({ passed: code === 0, failed: failed ?? (code === null ? `no end after ${MOST_SECONDS} seconds` : undefined), output });
      });
    });
  }
}
