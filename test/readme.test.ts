import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as ts from 'typescript';
import { parseManifests } from '../lib/collect/yaml';

const { Testing } = cdk8s;
type Chart = cdk8s.Chart;

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

function block(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(README) ?? [];
  if (code === undefined) throw new Error(`the README has no block of ${language}`);
  return code;
}

/** Runs the code as a module, with our own sources under the package's name, and returns the chart that it makes. */
function run(code: string): Chart {
  const { outputText } = ts.transpileModule(`${code}\nexport { chart };`, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const made: { chart?: Chart } = {};
  process.env.CDK8S_OUTDIR = Testing.app().outdir;
  new Function('require', 'exports', outputText)((name: string): unknown => ({ 'cdk8s': cdk8s, 'cdk8s-istio': istio })[name], made);
  delete process.env.CDK8S_OUTDIR;
  return made.chart as Chart;
}

function typeErrors(code: string): string[] {
  const file = join(__dirname, 'readme-block.ts');
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, types: ['node'],
    baseUrl: join(__dirname, '..'), paths: { 'cdk8s-istio': ['lib'] }, skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true) : getSourceFile(name, ...rest));
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the code of the README compiles', () => {
  expect(typeErrors(block('ts'))).toEqual([]);
  expect(typeErrors(block('ts').replace('host:', 'hots:'))).not.toEqual([]);
});

test('the YAML of the README is what its code renders, to the letter', () => {
  expect(Testing.synth(run(block('ts')))).toEqual(parseManifests({ path: 'README.md', text: block('yaml') }));
});
