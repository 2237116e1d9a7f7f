import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineVersions } from './engine/question';

/** What the real engine said of meshes that are made again from their seeds, so that the manifests are not kept. */
export interface SeedRecording<Mesh> {
  readonly engine: EngineVersions;
  readonly meshes: readonly Mesh[];
}

/** Reads a recording. Beside those of the cases, not among them. */
export function readSeeds<Mesh>(name: string): SeedRecording<Mesh> {
  return JSON.parse(readFileSync(pathOf(name), 'utf8')) as SeedRecording<Mesh>;
}

// A mesh a line, so that a change shows which: nobody reads them all.
export function writeSeeds<Mesh>(name: string, { engine, meshes }: SeedRecording<Mesh>): void {
  const lines = meshes.map((mesh) => JSON.stringify(mesh)).join(',\n');
  writeFileSync(pathOf(name), `{ "engine": ${JSON.stringify(engine)}, "meshes": [\n${lines}\n] }\n`);
}

/** Of what was asked: a seed must still make the same. */
export function hashOfAsked(...asked: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
}

function pathOf(name: string): string {
  return join(__dirname, 'recorded', name, 'answers.json');
}
