import { relative, resolve, sep } from 'node:path';
import type { Collected } from '../collect/collected';
import { collectTexts } from '../collect/yaml';
import { readManifestFiles, type FileText } from '../files/read-file';
import type { Problem } from '../report/report';
import { UsageError } from './command';
import type { Io } from './io';

/** What was read, and what of it cannot be used. */
export interface Input {
  readonly texts: readonly FileText[];
  readonly objects: readonly Collected[];
  readonly problems: readonly Problem[];
}

const STDIN = '-';
const STDIN_SHOWN = '<stdin>';

/** Reads files, folders and, for `-`, standard input; paths are told as they are seen from the working directory. */
export async function readInput(paths: readonly string[], io: Io): Promise<Input> {
  if (paths.includes('')) throw new UsageError('a path is empty');
  const { texts, problems } = await readTexts(paths, io);
  const { objects, unusable } = collectTexts(texts);
  return { texts, objects, problems: [...problems, ...unusable] };
}

async function readTexts(paths: readonly string[], io: Io): Promise<Pick<Input, 'texts' | 'problems'>> {
  const { files, unreadable } = readManifestFiles(paths.filter((path) => path !== STDIN).map((path) => resolve(io.cwd, path)));
  const texts = files.map(({ path, text }) => ({ path: shown(path, io), text }));
  const problems = unreadable.map(({ path, reason }): Problem => ({ path: shown(path, io), reason }));
  if (paths.includes(STDIN)) {
    await io.stdin().then((text) => texts.push({ path: STDIN_SHOWN, text }), ({ message }: Error) => problems.push({ path: STDIN_SHOWN, reason: message }));
  }
  // Most likely a slip in a path, which must not look like manifests without a mistake.
  if (paths.length > 0 && texts.length + problems.length === 0) problems.push({ path: paths.join(', '), reason: 'there is no .yaml, .yml or .json file' });
  return { texts, problems };
}

function shown(path: string, { cwd }: Io): string {
  const below = relative(cwd, path);
  return below.split(sep)[0] === '..' ? path : below || '.';
}
