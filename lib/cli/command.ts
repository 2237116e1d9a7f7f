import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Io } from './io';

export enum ExitCode {
  CLEAN = 0,
  /** There are findings at error. */
  FINDINGS = 1,
  /** Some of the input, or the command line, cannot be used. */
  UNUSABLE = 2,
}

export type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

/** A command line that cannot be used, with the reason in one line. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Given extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: Given; allowPositionals: true }>>;

export function parseCommandLine<Given extends Options>(args: readonly string[], options: Given): Parsed<Given> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // node tells the problem first, and then what a dash means to it.
    const [problem] = (error as Error).message.split(/\. |\.?\n/);
    throw new UsageError(`${problem.charAt(0).toLowerCase()}${problem.slice(1)}`);
  }
}

/** What is made of a command line's words, where words that cannot be used are told as such. */
export function asUsage<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
