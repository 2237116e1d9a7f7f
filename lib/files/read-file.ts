import { readFileSync } from 'node:fs';

/** Text with the path it was read from, as the user gave it. */
export interface FileText {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a file whole, as UTF-8.
 *
 * @throws one line with the path and the reason, where it cannot be read
 */
export function readFile(path: string): FileText {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`cannot read "${path}": ${REASONS[code ?? ''] ?? message}; paths are relative to the working directory, ${process.cwd()}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};
