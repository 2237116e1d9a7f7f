/** Runs a program of this folder: its result is the exit code, and an error, told in a line, is 2. */
export function main(program: (args: readonly string[]) => Promise<number>): void {
  // Leaving by `exit`, a program ends the Envoy that it runs, too.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
  program(process.argv.slice(2)).then(
    (code) => { process.exitCode = code; },
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}

/** The whole number above 0 behind an option; undefined without it. */
export function numberOf(args: readonly string[], option: string): number | undefined {
  const [number, ...others] = numbersOf(args, option) ?? [];
  if (others.length > 0) throw new Error(`${option} takes one number`);
  return number;
}

/** Those behind an option, with commas between them. */
export function numbersOf(args: readonly string[], option: string): readonly number[] | undefined {
  const index = args.indexOf(option);
  if (index < 0) return undefined;
  const numbers = (args[index + 1] ?? '').split(',').map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number > 0)) throw new Error(`${option} is "${args[index + 1] ?? ''}": give whole numbers above 0`);
  return numbers;
}
