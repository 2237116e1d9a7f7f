import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as ts from 'typescript';
import * as testing from '../../lib/testing';
import { failure } from './shop';

const ROOT = join(__dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The code of the app that the README begins with, and that of its tests. */
const [APP, TESTS] = ['new HttpGateway', 'cdk8s-istio/testing'].map((part) => [...README.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code).find((code) => code.includes(part)) ?? '');

interface Ran {
  readonly app: cdk8s.App;
  readonly productpage: istio.ServiceRef<'http'>;
  /** What the code gave the runner, by name. */
  readonly tests: ReadonlyMap<string, () => void>;
}

function run(code: string): Ran {
  const { outputText } = ts.transpileModule(`${code}\nexport { app, productpage };`, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const tests = new Map<string, () => void>();
  const made: Partial<Ran> = {};
  const modules: Readonly<Record<string, unknown>> = { 'cdk8s': cdk8s, 'cdk8s-istio': istio, 'cdk8s-istio/testing': testing };
  process.env.CDK8S_OUTDIR = cdk8s.Testing.app().outdir;
  const test = (name: string, body: () => void) => void tests.set(name, body);
  const afterAllTests = (body: () => void) => void tests.set('afterAll', body);
  new Function('require', 'exports', 'test', 'afterAll', outputText)((name: string) => modules[name], made, test, afterAllTests);
  delete process.env.CDK8S_OUTDIR;
  return { ...(made as Ran), tests };
}

test('the tests of the README pass', () => {
  const { tests } = run(`${APP}\n${TESTS}`);
  expect([...tests.keys()]).toEqual(['the product page comes from productpage', 'afterAll']);
  expect(tests.get('afterAll')).toThrow('spec.http[0].match[0]');
  for (const body of tests.values()) body();
});

test('they would fail with another service', () => {
  const { tests } = run(`${APP}\n${TESTS}`.replace("productpage, { port: 9080 }", "'reviews'"));
  expect(tests.get('the product page comes from productpage')).toThrow('to reach reviews, but it is forwarded to productpage');
});

test('the failure of the README is that of the code, to the letter', () => {
  const { app, productpage } = run(APP);
  const message = failure(() => expect(testing.get(app, 'http://mybookinfo.com/admin')).toReach(productpage, { port: 9080 }));
  expect(README).toContain(`\`\`\`\n${message}\n\`\`\``);
});

test('the tests of the README compile', () => {
  const file = join(__dirname, 'readme-block.ts');
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, types: ['node', 'jest'], skipLibCheck: true,
    baseUrl: ROOT, paths: { 'cdk8s-istio': ['lib'], 'cdk8s-istio/testing': ['lib/testing'] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(file, `${APP}\n${TESTS}`, ts.ScriptTarget.ES2022, true) : getSourceFile(name, ...rest));
  const program = ts.createProgram([file], options, host);
  expect(program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});
