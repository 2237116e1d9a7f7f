import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

const CACHE = join(__dirname, '.cache');

/** What `setup.sh` puts into the cache folder; an environment variable takes any of them from elsewhere. */
const PLACES = {
  translate: { variable: 'CONFORMANCE_TRANSLATE', path: join(CACHE, 'bin', 'translate') },
  push: { variable: 'CONFORMANCE_PUSH', path: join(CACHE, 'bin', 'push') },
  analyze: { variable: 'CONFORMANCE_ANALYZE', path: join(CACHE, 'bin', 'analyze') },
  apply: { variable: 'CONFORMANCE_APPLY', path: join(CACHE, 'bin', 'apply') },
  istioctl: { variable: 'CONFORMANCE_ISTIOCTL', path: join(CACHE, 'bin', 'istioctl') },
  envoy: { variable: 'CONFORMANCE_ENVOY', path: join(CACHE, 'venv', 'bin', 'envoy') },
  certificate: { variable: 'CONFORMANCE_CERTIFICATE', path: join(CACHE, 'tls', 'cert.pem') },
  key: { variable: 'CONFORMANCE_KEY', path: join(CACHE, 'tls', 'key.pem') },
} as const;

export function placeOf(what: keyof typeof PLACES): string {
  const { variable, path } = PLACES[what];
  const place = process.env[variable] ?? path;
  if (!existsSync(place)) {
    throw new Error(`no ${what} at "${relative('.', place)}": run test/conformance/engine/setup.sh, or give its path in ${variable}`);
  }
  return place;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const LONGEST_RUN_MS = 120_000;

/** Runs a program to its end, whatever its exit code; one that does not end in time is killed and is an error. */
export function run(program: string, args: readonly string[], input = ''): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const options = { timeout: LONGEST_RUN_MS, killSignal: 'SIGKILL', maxBuffer: 1 << 30 } as const;
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(new Error(`"${program}" did not end by itself within ${LONGEST_RUN_MS} ms: ${error.message}`));
    });
    // A program that ends without reading its input says so by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** Asks a program that answers each line of its input, JSON, by a line of JSON. */
export async function askAll<Reply>(program: keyof typeof PLACES, args: readonly string[], questions: readonly object[]): Promise<readonly Reply[]> {
  const { code, stdout, stderr } = await run(placeOf(program), args, questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const replies = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Reply);
  if (code !== 0 || replies.length !== questions.length) {
    throw new Error(`${program} ended with exit code ${code} after ${replies.length} of ${questions.length} answers: ${stderr.trim()}`);
  }
  return replies;
}
