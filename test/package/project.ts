import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, run } from './run';

/** A project of a user. */
export interface Project {
  readonly folder: string;
}

// As `cdk8s init typescript-app` sets the compiler: libraries are checked, too, and of the language's own only those of 2016.
const COMPILER_OPTIONS = {
  target: 'ES2017', lib: ['es2016'], module: 'CommonJS', resolveJsonModule: true, experimentalDecorators: true,
  strict: true, alwaysStrict: true, strictNullChecks: true, strictPropertyInitialization: true, noImplicitAny: true, noImplicitThis: true,
  noImplicitReturns: true, noFallthroughCasesInSwitch: true, noUnusedLocals: true, noUnusedParameters: true,
  declaration: true, stripInternal: true, inlineSourceMap: true, inlineSources: true, noEmit: false, noEmitOnError: true,
};

const TOOLS = ['typescript', 'ts-node', '@types/node'] as const;

/**
 * Makes a project as `cdk8s init typescript-app` does, and installs into it a tarball of this package with its peers.
 *
 * @param sources a folder with the project's own files
 * @param libraries what else it uses, in the version that this repository has
 */
export function createProject(folder: string, sources: string, tarball: string, libraries: readonly string[]): Project {
  mkdirSync(folder, { recursive: true });
  cpSync(sources, folder, { recursive: true });
  writeJson(join(folder, 'package.json'), {
    name: 'app', version: '1.0.0', private: true, main: 'main.js', types: 'main.ts',
    dependencies: { 'cdk8s-istio': `file:${tarball}`, ...versions(['cdk8s', 'constructs', ...libraries]) },
    devDependencies: versions(TOOLS),
  });
  writeCompilerOptions(folder, 'tsconfig.json', {});
  // No scripts: one of cdk8s' own dependencies has one, and none is needed. From the cache where `npm ci` has filled it.
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], folder);
  return { folder };
}

/** Writes a tsconfig like that of `cdk8s init`, but for some options. */
export function writeCompilerOptions(folder: string, file: string, others: object, include = ['**/*.ts']): void {
  writeJson(join(folder, file), { compilerOptions: { ...COMPILER_OPTIONS, ...others }, include, exclude: ['node_modules'] });
}

/** Compiles a project, and gives the compiler's complaints. */
export function compile({ folder }: Project, config: string): readonly string[] {
  const { output } = end(process.execPath, ['node_modules/typescript/bin/tsc', '--project', config], folder);
  return output.split('\n').filter((line) => line !== '');
}

/** Runs a file of a project by Node, and gives what it prints. */
export function node({ folder }: Project, ...args: readonly string[]): string {
  return run(process.execPath, args, folder);
}

/** Runs a TypeScript file of a project by ts-node, types checked, as `cdk8s.yaml` of a cdk8s init project says. */
export function tsNode(project: Project, ...args: readonly string[]): string {
  return node(project, 'node_modules/ts-node/dist/bin.js', ...args);
}

function versions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(__dirname, '../../node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function writeJson(path: string, value: object): void {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
