import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineVersions } from '../engine/question';
import type { PodAnswer } from './answer';
import type { GeneratedMesh } from './mesh';

// Beside the recordings of the cases, not among them: the manifests of these are made again from their seeds.
const FILE = join(__dirname, '..', 'recorded', 'meshes', 'answers.json');

/** What the real engine said of meshes. */
export interface MeshRecording {
  readonly engine: EngineVersions;
  readonly meshes: readonly RecordedMesh[];
}

export interface RecordedMesh {
  readonly seed: number;
  /** A hash of what was asked: the seed must still make the same. */
  readonly manifests: string;
  readonly answer: readonly PodAnswer[];
}

export function hashOf({ manifests, pods, meshConfig }: GeneratedMesh): string {
  return createHash('sha256').update(JSON.stringify([manifests, pods, meshConfig])).digest('hex').slice(0, 16);
}

export function readMeshes(): MeshRecording {
  return JSON.parse(readFileSync(FILE, 'utf8')) as MeshRecording;
}

/** One mesh a line, so that a change shows which. */
export function writeMeshes({ engine, meshes }: MeshRecording): void {
  const lines = meshes.map((mesh) => JSON.stringify(mesh)).join(',\n');
  writeFileSync(FILE, `{"engine": ${JSON.stringify(engine)}, "meshes": [\n${lines}\n]}\n`);
}
