import { hashOfAsked, readSeeds, writeSeeds, type SeedRecording } from '../seed-recording';
import type { PodAnswer } from './answer';
import type { GeneratedMesh } from './mesh';

/** What the real engine makes of a made-up mesh. */
export interface RecordedMesh {
  readonly seed: number;
  /** A hash of the manifests, and of what else was asked. */
  readonly manifests: string;
  readonly answer: readonly PodAnswer[];
}

export function hashOf({ manifests, pods, meshConfig }: GeneratedMesh): string {
  return hashOfAsked(manifests, pods, meshConfig);
}

export function readMeshes(): SeedRecording<RecordedMesh> {
  return readSeeds('meshes');
}

export function writeMeshes(recording: SeedRecording<RecordedMesh>): void {
  writeSeeds('meshes', recording);
}
