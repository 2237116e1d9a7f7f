import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from './decode';

/** Text with the path it was read from, as the user gave it. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/** A file or folder that cannot be read, with the reason in one line. */
export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

const MANIFEST = /\.(ya?ml|json)$/i;

/**
 * Reads a file whole, as UTF-8.
 *
 * @throws one line with the path and the reason, where it cannot be read
 */
export function readFile(path: string): FileText {
  try {
    return { path, text: decode(readFileSync(path)) };
  } catch (error) {
    throw cannotRead({ path, reason: reasonOf(error) });
  }
}

export function cannotRead({ path, reason }: Unreadable): Error {
  const hint = reason === REASONS.ENOENT ? `; paths are relative to the working directory, ${process.cwd()}` : '';
  return new Error(`cannot read "${path}": ${reason}${hint}`);
}

/**
 * Reads files, and of folders all files below them that end in .yaml, .yml or .json, in the order of their names. A folder that a
 * link leads back to is read once.
 */
export function readManifestFiles(paths: readonly string[]): { readonly files: readonly FileText[]; readonly unreadable: readonly Unreadable[] } {
  const files: FileText[] = [];
  const unreadable: Unreadable[] = [];
  const seen = new Set<string>();
  const visit = (path: string, named: boolean): void => {
    try {
      const real = realpathSync(path);
      if (seen.has(real)) return;
      seen.add(real);
      const stat = statSync(path);
      if (stat.isDirectory()) readdirSync(path).sort().forEach((name) => visit(join(path, name), false));
      // Of what is not named only plain files: a pipe in a folder would be waited for without end.
      else if (named || (stat.isFile() && MANIFEST.test(path))) files.push({ path, text: decode(readFileSync(path)) });
    } catch (error) {
      const isStray = !named && !MANIFEST.test(path) && (error as NodeJS.ErrnoException).code === 'ENOENT';
      // A link to nothing is no manifest either, unless it has the name of one.
      if (!isStray) unreadable.push({ path, reason: reasonOf(error) });
    }
  };
  paths.forEach((path) => visit(path, true));
  return { files, unreadable };
}

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  ELOOP: 'its links lead in a circle',
};
