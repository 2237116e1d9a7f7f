import { resolve } from 'node:path';
import { meshConfigOf } from '../collect/mesh-config';
import { parseValue } from '../collect/yaml';
import { readFile, type FileText } from '../files/read-file';
import { Completeness } from '../model/completeness';
import type { Manifest } from '../values/read';
import { UsageError } from './command';
import type { Io } from './io';

/** The kinds that a command line says are given whole. */
export function completeKinds(texts: readonly string[]): readonly string[] {
  try {
    return new Completeness(texts).texts;
  } catch (error) {
    throw new UsageError(`--complete ${(error as Error).message}`);
  }
}

/** Istio's MeshConfig from a file of its own. */
export function readMeshConfig(path: string, { cwd }: Io): Manifest {
  const value = parseValue(read(resolve(cwd, path)).text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError(`"${path}" is no MeshConfig: it is not a map in YAML`);
  return meshConfigOf(value as Manifest);
}

function read(path: string): FileText {
  try {
    return readFile(path);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
