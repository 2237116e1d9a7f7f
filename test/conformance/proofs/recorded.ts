import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from './evidence';

const FILE = join(__dirname, '../recorded/proofs/proofs.json');

/** What was recorded of each rule, by its code. */
export function recordedEvidence(): Readonly<Record<string, Evidence>> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, Evidence>>) : {};
}

export function recordEvidence(evidence: Readonly<Record<string, Evidence>>): void {
  const sorted = Object.fromEntries(Object.entries(evidence).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 1)}\n`);
}
