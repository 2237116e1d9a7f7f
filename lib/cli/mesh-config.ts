import { resolve } from 'node:path';
import { parseMeshConfig } from '../collect/mesh-config';
import { readFile } from '../files/read-file';
import type { Manifest } from '../values/read';
import { asUsage } from './command';
import type { Io } from './io';

/** Istio's MeshConfig from a file of its own. */
export function readMeshConfig(path: string, { cwd }: Io): Manifest {
  return asUsage(() => parseMeshConfig({ path, text: readFile(resolve(cwd, path)).text }));
}
