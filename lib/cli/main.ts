#!/usr/bin/env node
import { printable } from '../report/words';
import { allOf } from '../values/words';
import { check } from './check';
import { ExitCode, UsageError, type Command } from './command';
import { processIo, type Io } from './io';
import { route } from './route';
import { rules } from './rules';

const COMMANDS: Readonly<Record<string, Command>> = { check, route, rules };

const HELP = `Usage:
  cdk8s-istio check [PATH]...       say what is wrong with manifests
  cdk8s-istio route URL [PATH]...   say where a request goes, and why
  cdk8s-istio rules [CODE]          list the rules, or show one

PATH is a file, a folder or - for standard input; without any it is dist/.

Options of check and route:
  --existing PATH                   manifests of what else the cluster holds
  --complete KIND[@NAMESPACE]       the manifests hold every object of this kind, so what is not there does not exist
  --mesh-config FILE                Istio's MeshConfig, or the ConfigMap that holds it
  --format FORMAT                   text (default) or json; of check also sarif or github

Options of check:
  --severity CODE=LEVEL             off, info, warning or error for a rule

Options of route:
  -X, --method METHOD               GET (default) or another one
  -H, --header 'NAME: VALUE'        a header of the request
  --sni NAME                        the name that the TLS handshake asks for, instead of the URL's host
  --client-certificate              the client shows a certificate that the server trusts
  --address IP                      the address of the gateway's pods that the connection comes to, where servers have a bind
  --token JSON                      claims of the signed token that it sends, such as '{"iss": "https://accounts.example.com", "sub": "jason"}'
  --source-ip ADDRESS               where its connection comes from
  --ingress NAMESPACE/SERVICE       the Service that is dialled, where there are several
  --requests FILE                   instead of a URL a list of [{"url", "method", "headers"}] in JSON; so are the answers

Exit status: 0 without errors, 1 where check finds errors, 2 where something cannot be used.
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
