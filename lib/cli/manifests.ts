import { Completeness } from '../model/completeness';
import type { Facts } from '../model/mesh';
import type { Problem } from '../report/report';
import { formatProblem } from '../report/words';
import { asUsage } from './command';
import { readInput, type Input } from './input';
import type { Io } from './io';
import { readMeshConfig } from './mesh-config';

/** The options of every command that reads manifests. */
export const MANIFEST_OPTIONS = {
  existing: { type: 'string', multiple: true, default: [] as string[] },
  complete: { type: 'string', multiple: true, default: [] as string[] },
  'mesh-config': { type: 'string' },
} as const;

interface Options {
  readonly existing: readonly string[];
  readonly complete: readonly string[];
  readonly 'mesh-config'?: string;
}

/** What a command is given to look at. */
export interface Manifests {
  readonly own: Input;
  readonly existing: Input;
  /** The texts of all files, by path; one that is given twice is that of the command's own. */
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  readonly facts: Facts;
}

/** The paths of a command line, which are dist/ where it has none. */
export function pathsOr(given: readonly string[]): readonly string[] {
  return given.length > 0 ? given : ['dist'];
}

export async function readManifests(paths: readonly string[], options: Options, io: Io): Promise<Manifests> {
  const complete = asUsage(() => new Completeness(options.complete).texts);
  const meshConfig = options['mesh-config'] === undefined ? undefined : readMeshConfig(options['mesh-config'], io);
  const own = await readInput(paths, io);
  const existing = await readInput(options.existing, io);
  return {
    own, existing,
    texts: new Map([...existing.texts, ...own.texts].map(({ path, text }) => [path, text])),
    problems: [...own.problems, ...existing.problems],
    facts: { complete, now: io.now, meshConfig },
  };
}

/** Says on standard error what cannot be used. */
export function tellProblems(problems: readonly Problem[], io: Io): void {
  problems.forEach((problem) => io.stderr(`cdk8s-istio: ${formatProblem(problem)}\n`));
}
