import type { Answer, Question } from '../engine/question';
import { hashOfAsked, readSeeds, writeSeeds, type SeedRecording } from '../seed-recording';

/** What the real engine answered to the requests of a made-up mesh. */
export interface RecordedMesh {
  readonly seed: number;
  /** A hash of the manifests and the requests. */
  readonly question: string;
  /** One for each request, in order. */
  readonly answers: readonly Answer[];
}

export function hashOf({ manifests, gateway, requests }: Question): string {
  return hashOfAsked(manifests, gateway, requests);
}

export function readRouting(): SeedRecording<RecordedMesh> {
  return readSeeds('routing');
}

export function writeRouting(recording: SeedRecording<RecordedMesh>): void {
  writeSeeds('routing', recording);
}
