import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import { placeOf } from '../conformance/engine/programs';
import { exposures, type Exposures } from './check/exposures';
import { measurePairs, type Ratio } from './pairs';
import { writeResults } from './report';

// Usage: check.ts [--write]
// `cdk8s-istio check` on 4,000 exposures in one file against `istioctl analyze` on the same file, and on 40,000 against 4,000. Each run
// is a process of its own, as a user's is. What is found must be exactly the defects that are in the file.

const CHECK = join(__dirname, '../../build/lib/cli/main.js');
const AGAINST_ISTIOCTL = { what: '`istioctl analyze` of 4,000 exposures by `check` of the same file; the aim is at least 10', pairs: 3 };
const AGAINST_ITSELF = { what: '`check` of 40,000 exposures by `check` of 4,000; the aim is at most 11', pairs: 5 };

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-bench-'));
try {
  measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(): void {
  const [few, many] = [4_000, 40_000].map(write);
  const timeOf = (run: () => void) => () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  };
  const [checkFew, checkMany] = [few, many].map((file) => timeOf(() => check(file)));
  const istioctl = timeOf(() => analyze(few.path));
  const results = [
    { what: AGAINST_ISTIOCTL.what, ratio: measurePairs(AGAINST_ISTIOCTL.pairs, istioctl, checkFew) },
    { what: AGAINST_ITSELF.what, ratio: measurePairs(AGAINST_ITSELF.pairs, checkMany, checkFew) },
  ];
  results.forEach(({ what, ratio }) => process.stdout.write(`${what}: ${format(ratio)}\n`));
  if (process.argv.includes('--write')) writeResults('check', results);
}

interface File extends Exposures {
  readonly path: string;
}

function write(count: number): File {
  const made = exposures(count);
  const path = join(folder, `exposures-${count}.yaml`);
  writeFileSync(path, made.yaml);
  return { ...made, path };
}

/** @throws where anything but the defects is found */
function check({ path, defects }: File): void {
  const { status, stdout } = spawnSync(process.execPath, [CHECK, 'check', path, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 1) throw new Error(`check ended with exit code ${status}`);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Found[] };
  const found = findings.map(({ code, object: { kind, namespace, name } }) => `${code} ${kind} ${namespace}/${name}`).sort();
  if (!isDeepStrictEqual(found, [...defects])) throw new Error(`check found ${found.length} and not exactly the ${defects.length} defects that there are`);
}

interface Found {
  readonly code: string;
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
}

// With JSON its exit code is 0 whatever it finds.
function analyze(path: string): void {
  execFileSync(placeOf('istioctl'), ['analyze', '--use-kube=false', '--all-namespaces', '-o', 'json', path], { maxBuffer: 1 << 30 });
}

function format({ median, min, max, pairs }: Ratio): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)}, ${pairs} pairs)`;
}
