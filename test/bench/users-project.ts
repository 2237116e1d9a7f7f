import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { pack } from '../package/pack';
import { createProject, type Project } from '../package/project';

/** Runs a benchmark in a project of a user that the package, as it now is, is installed in, and removes the project. Says in one line what went wrong. */
export function inUsersProject(sources: string, measure: (project: Project) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-bench-'));
  try {
    const { tarball } = pack(folder);
    measure(createProject(join(folder, 'project'), sources, tarball, ['cdk8s-plus-27']));
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws where two folders of manifests do not say the same; generated names may differ, as the objects stand at other paths */
export function checkEqual(ours: string, bare: string): void {
  const [one, other] = [manifestsIn(ours), manifestsIn(bare)];
  if (one.length === 0) throw new Error('nothing was synthesized, so nothing was measured');
  const differing = one.findIndex((manifest, index) => !isDeepStrictEqual(manifest, other[index]));
  if (differing < 0 && one.length === other.length) return;
  throw new Error(`the two sides do not synthesize the same: ${JSON.stringify(one[differing])} against ${JSON.stringify(other[differing])}`);
}

// In an order of their own, without generated names.
function manifestsIn(folder: string): readonly object[] {
  const documents = readdirSync(folder).flatMap((file) => [...parseAllDocuments(readFileSync(join(folder, file), 'utf8'))]);
  return documents.map((document) => nameless(document.toJS() as Manifest))
    .map((manifest) => ({ manifest, text: JSON.stringify(manifest) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ manifest }) => manifest);
}

interface Manifest {
  readonly metadata: { readonly name: string };
}

function nameless({ metadata, ...rest }: Manifest): object {
  return { metadata: { ...metadata, name: metadata.name.replace(/-c8[0-9a-f]{6}$/, '') }, ...rest };
}
