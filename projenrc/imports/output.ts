import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OutputFile } from './generate';

export async function writeOutput(directory: string, files: readonly OutputFile[]): Promise<void> {
  for (const { name, text } of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
}

/** The names of the files that are missing in a directory or differ from what they should be. */
export async function differences(directory: string, files: readonly OutputFile[]): Promise<string[]> {
  const differ: string[] = [];
  for (const { name, text } of files) {
    const onDisk = await readFile(join(directory, name), 'utf8').catch(() => undefined);
    if (onDisk !== text) {
      differ.push(name);
    }
  }
  return differ;
}
