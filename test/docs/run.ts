import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as testing from 'cdk8s-istio/testing';
import * as ts from 'typescript';
import { parseManifests } from '../../lib/collect/yaml';
import type { Manifest } from '../../lib/values/read';

/** What came of a program that was run and synthesized, with the checks on. */
export interface Ran {
  /** All that was rendered, in the order of the files. */
  readonly manifests: readonly Manifest[];
  /** What was written to standard error. */
  readonly warnings: string;
  /** What the code or the synth threw, or the first test of the code that failed. */
  readonly failure?: { readonly kind: 'error' | 'failed test'; readonly message: string };
}

/** What there is for a program. */
interface World {
  readonly apps: cdk8s.App[];
  readonly tests: Array<() => unknown>;
  readonly afterwards: Array<() => unknown>;
}

/**
 * Runs code as a module in a folder, as `main.ts` there, then synthesizes its apps into `dist` and runs its tests. The package is that of these
 * sources.
 */
export async function run(code: string, folder: string): Promise<Ran> {
  const dist = join(folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  const world: World = { apps: [], tests: [], afterwards: [] };
  const { js, original } = compile(code);
  const written: string[] = [];
  const failure = await inFolder(folder, written, () => evaluate(js, join(folder, 'main.ts'), world));
  const told = failure && { ...failure, message: original(stripVTControlCharacters(failure.message)) };
  return { manifests: manifestsIn(dist), warnings: original(written.join('')), ...(told && { failure: told }) };
}

function compile(code: string): { readonly js: string; readonly original: (message: string) => string } {
  const { outputText, sourceMapText = '' } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, sourceMap: true },
  });
  const map = new SourceMap(JSON.parse(sourceMapText) as SourceMapPayload);
  // Behind the last character of the line is the last thing that stands on it.
  const lineOf = (line: number) => (map.findEntry(line - 1, 10_000) as { originalLine: number }).originalLine + 1;
  return {
    js: outputText.replace(/^\/\/# sourceMappingURL.*$/m, ''),
    original: (message) => message.replace(/\bmain\.ts:(\d+)/g, (_, line) => `main.ts:${lineOf(Number(line))}`),
  };
}

async function inFolder(folder: string, written: string[], body: () => Promise<Ran['failure']>): Promise<Ran['failure']> {
  const [before, write] = [process.cwd(), process.stderr.write];
  process.chdir(folder);
  process.stderr.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  try {
    return await body();
  } finally {
    process.stderr.write = write;
    process.chdir(before);
  }
}

async function evaluate(js: string, path: string, world: World): Promise<Ran['failure']> {
  const names = { require: requireFor(world), exports: {}, ...runnerFor(world) };
  try {
    // The name of the file is what errors then say; the first line of the code is the first of the file.
    const module = (0, eval)(`(function (${Object.keys(names).join(', ')}) {${js}\n})\n//# sourceURL=${path}`) as (...values: unknown[]) => void;
    module(...Object.values(names));
    for (const app of world.apps) app.synth();
  } catch (error) {
    return { kind: 'error', message: `Error: ${(error as Error).message}` };
  }
  try {
    for (const test of [...world.tests, ...world.afterwards]) await test();
  } catch (error) {
    return { kind: 'failed test', message: (error as Error).message };
  }
  return undefined;
}

// An app of the code is remembered, so that it is synthesized even where the code does not say so.
function requireFor({ apps }: World): (name: string) => unknown {
  class App extends cdk8s.App {
    public constructor(props?: cdk8s.AppProps) {
      super(props);
      apps.push(this);
    }
  }
  const modules: Readonly<Record<string, () => unknown>> = {
    'cdk8s': () => ({ ...cdk8s, App }),
    'cdk8s-istio': () => istio,
    'cdk8s-istio/testing': () => testing,
    'cdk8s-plus-34': () => require('cdk8s-plus-34'),
  };
  return (name) => {
    if (!Object.hasOwn(modules, name)) throw new Error(`code in the docs imports "${name}", which users may not have`);
    return modules[name]();
  };
}

function runnerFor({ tests, afterwards }: World): object {
  return {
    test: (_: string, body: () => unknown) => void tests.push(body),
    describe: (_: string, body: () => void) => body(),
    afterAll: (body: () => unknown) => void afterwards.push(body),
    expect,
  };
}

function manifestsIn(dist: string): readonly Manifest[] {
  const files = readdirIfThere(dist).filter((name) => name.endsWith('.yaml')).sort();
  return files.flatMap((path) => parseManifests({ path, text: readFileSync(join(dist, path), 'utf8') }));
}

function readdirIfThere(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
