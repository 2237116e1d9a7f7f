import { join } from 'node:path';
import { copyCheckout } from '../checkout';
import { run } from './run';

/** What `npm publish` would send. */
export interface Packed {
  /** Folder of the sources that it was made of. */
  readonly sources: string;
  /** Path of the tarball. */
  readonly tarball: string;
  /** Paths of the files in it, sorted. */
  readonly files: readonly string[];
}

/**
 * Compiles and packs a copy of this checkout, by the commands of its `compile` and `package` tasks.
 *
 * A copy, so that a build/ of another day is not what is looked at, and nobody's build/ changes under them.
 *
 * @param folder an empty folder, for the copy and the tarball
 */
export function pack(folder: string): Packed {
  const copy = join(folder, 'checkout');
  copyCheckout(copy);
  run(process.execPath, [require.resolve('typescript/bin/tsc'), '--build'], copy);
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], copy)) as [NpmPacked];
  return { sources: copy, tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

interface NpmPacked {
  readonly filename: string;
  readonly files: ReadonlyArray<{ readonly path: string }>;
}
