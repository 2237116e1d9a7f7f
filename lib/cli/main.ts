#!/usr/bin/env node
import { printable } from '../report/words';
import { allOf } from '../values/words';
import { check } from './check';
import { ExitCode, UsageError, type Command } from './command';
import { processIo, type Io } from './io';
import { rules } from './rules';

const COMMANDS: Readonly<Record<string, Command>> = { check, rules };

const HELP = `Usage:
  cdk8s-istio check [PATH]...   say what is wrong with manifests
  cdk8s-istio rules [CODE]      list the rules, or show one

PATH is a file, a folder or - for standard input; without any it is dist/.

Options of check:
  --existing PATH               manifests of what else the cluster holds
  --complete KIND[@NAMESPACE]   the manifests hold every object of this kind, so what is not there does not exist
  --mesh-config FILE            Istio's MeshConfig, or the ConfigMap that holds it
  --format FORMAT               text (default), json, sarif or github
  --severity CODE=LEVEL         off, info, warning or error for a rule

Exit status: 0 without errors, 1 with errors, 2 where something cannot be used.
`;

/** Runs the command of a command line, without the name of the program. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(args, io);
  } catch (error) {
    const { message } = error as Error;
    const told = error instanceof UsageError ? `${message}; see cdk8s-istio --help` : `this is a mistake of cdk8s-istio, please report it: ${message}`;
    io.stderr(`cdk8s-istio: ${printable(told)}\n`);
    return ExitCode.UNUSABLE;
  }
}

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(HELP);
    return ExitCode.CLEAN;
  }
  const [name, ...rest] = args;
  const known = `there are ${allOf(Object.keys(COMMANDS))}`;
  if (name === undefined) throw new UsageError(`a command is missing; ${known}`);
  if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`there is no command "${name}"; ${known}`);
  return COMMANDS[name](rest, io);
}

if (require.main === module) {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // Whoever reads the output may leave before its end, as `head` does.
    if (code === 'EPIPE') return;
    process.stderr.write(`cdk8s-istio: cannot write the output: ${message}\n`);
    process.exit(ExitCode.UNUSABLE);
  });
  void main(process.argv.slice(2), processIo()).then((code) => { process.exitCode = code; });
}
