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
