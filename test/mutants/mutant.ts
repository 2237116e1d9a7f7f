import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A deliberate mistake in a source. */
export interface Mutant {
  /** What is wrong then, in words that fit behind a name. */
  readonly wrong: string;
  /** Path from the root of the checkout. */
  readonly file: string;
  /** Text of the file that is there exactly once. */
  readonly original: string;
  /** What stands in its place. */
  readonly mutated: string;
}

/**
 * The file of a mutant with the mistake in it.
 *
 * @param root folder of the checkout
 * @throws where the text that it replaces is not there exactly once: the table is out of date
 */
export function mutatedText(root: string, { wrong, file, original, mutated }: Mutant): string {
  const parts = readFileSync(join(root, file), 'utf8').split(original);
  if (parts.length === 2) return parts.join(mutated);
  throw new Error(`mutant "${wrong}": ${file} has the text it replaces ${parts.length - 1} times, not once: correct test/mutants/table.ts to match the present code: ${original}`);
}
