import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Case, KindOfCases } from './kind';
import type { Level } from './verdict';

const FOLDER = join(__dirname, '../recorded/validation');

/** What Istio's validation made of the cases of a kind, complete with their bases, so that they stand when the kind's values change. */
export interface Recorded {
  /** The version of Istio's module. */
  readonly istio: string;
  readonly kind: string;
  readonly bases: KindOfCases['bases'];
  readonly cases: ReadonlyArray<readonly [base: string, changes: readonly Change[], level: Level]>;
}

export function recordedKinds(): readonly Recorded[] {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];
  return files.map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recorded);
}

/** One line for each base and each case, so that what changes shows. */
export function record({ istio, kind, bases, cases }: Recorded): void {
  const lines = [
    `{ "istio": ${JSON.stringify(istio)}, "kind": ${JSON.stringify(kind)}, "bases": {`,
    Object.entries(bases).map(([name, base]) => `${JSON.stringify(name)}: ${JSON.stringify(base)}`).join(',\n'),
    '}, "cases": [',
    cases.map((each) => JSON.stringify(each)).join(',\n'),
    '] }',
  ];
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${kind.toLowerCase()}.json`), `${lines.join('\n')}\n`);
}

export function caseOf([base, changes]: Recorded['cases'][number]): Case {
  return { base, changes };
}
