import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, EngineVersions, Question } from '../engine/question';

const FILE = join(__dirname, '../recorded/routing/answers.json');

/** What the real engine answered to the requests of a made-up mesh. */
export interface RecordedMesh {
  readonly seed: number;
  /** Of the manifests and the requests: what was asked. */
  readonly question: string;
  /** One for each request, in order. */
  readonly answers: readonly Answer[];
}

export interface RoutingRecording {
  readonly engine: EngineVersions;
  readonly meshes: readonly RecordedMesh[];
}

export function hashOf({ manifests, gateway, requests }: Question): string {
  return createHash('sha256').update(JSON.stringify([manifests, gateway, requests])).digest('hex').slice(0, 16);
}

export function readRouting(): RoutingRecording {
  return JSON.parse(readFileSync(FILE, 'utf8')) as RoutingRecording;
}

// A mesh a line: as many answers as there are, nobody reads them all.
export function writeRouting({ engine, meshes }: RoutingRecording): void {
  writeFileSync(FILE, `{ "engine": ${JSON.stringify(engine)}, "meshes": [\n${meshes.map((each) => JSON.stringify(each)).join(',\n')}\n] }\n`);
}
