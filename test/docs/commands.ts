import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { ROOT } from './page';

/** What commands of a page came to. */
export interface Outcome {
  /** What the last command of ours wrote. */
  readonly output: string;
  readonly problems: readonly string[];
}

/** Commands of others, which a page may show and nobody runs here: their output is empty. */
const NOT_RUN = new Set(['kubectl', 'helm', 'istioctl', 'git']);

/** Commands of installed packages, for npx. */
const PACKAGES = new Set(['cdk8s', 'jest']);

/** What npm does by itself. */
const NPM = new Set(['ci', 'install', 'test']);

const SCRIPTS = Object.keys((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts);

/** Runs what a block of commands says in a folder, as far as it is ours, and sees whether all else that it names is there. */
export async function runCommands(text: string, folder: string): Promise<Outcome> {
  const problems: string[] = [];
  let output = '';
  for (const line of linesOf(text)) {
    for (const pipeline of line.split(' && ')) {
      let piped = '';
      for (const part of pipeline.split(' | ')) {
        const { words, file } = wordsOf(part);
        const came = await runOne(words, { folder, stdin: piped });
        if (came.problem !== undefined) problems.push(`${part.trim()}: ${came.problem}`);
        if (came.ours) output = came.output;
        piped = came.output;
        if (file !== undefined) writeFileSync(join(folder, file), came.output);
      }
    }
  }
  return { output, problems };
}

interface Came {
  readonly output: string;
  readonly ours?: boolean;
  readonly problem?: string;
}

async function runOne([program, ...args]: readonly string[], around: { readonly folder: string; readonly stdin: string }): Promise<Came> {
  if (program === 'npx' && args[0] === 'cdk8s-istio') return runOurs(args.slice(1), around);
  if (program === 'openssl') {
    execFileSync('openssl', args, { cwd: around.folder, stdio: 'pipe' });
    return { output: '' };
  }
  return { output: '', problem: whyNot(program, args) };
}

function whyNot(program: string, [first, second]: readonly string[]): string | undefined {
  if (program === 'npm') {
    if (first === 'run' ? SCRIPTS.includes(second) : NPM.has(first)) return undefined;
    return `npm has no ${first === 'run' ? `script "${second}"` : `command "${first}" that a page may show`}`;
  }
  if (program === 'npx' ? PACKAGES.has(first) : NOT_RUN.has(program)) return undefined;
  return `"${program === 'npx' ? first : program}" is no command that the pages may show`;
}

async function runOurs(args: readonly string[], { folder, stdin }: { readonly folder: string; readonly stdin: string }): Promise<Came> {
  let output = '';
  const write = (text: string) => void (output += text);
  const code = await main(args, { cwd: folder, colors: false, now: new Date(), stdin: async () => stdin, stdout: write, stderr: write });
  return { output, ours: true, ...(code === 2 && { problem: `cannot be used as it is shown: ${output.trim()}` }) };
}

// A backslash at its end joins a line with the next one.
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/\\\n\s*/g, '').split('\n').map((line) => line.replace(/(^|\s)#\s.*$/, '').trim());
  return lines.filter((line) => line !== '');
}

function wordsOf(command: string): { readonly words: readonly string[]; readonly file?: string } {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)].map(([, single, double, plain]) => single ?? double ?? plain);
  const redirect = words.indexOf('>');
  return redirect < 0 ? { words } : { words: words.slice(0, redirect), file: words[redirect + 1] };
}
