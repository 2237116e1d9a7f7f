import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');

const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of files, in a project with these global types, where some modules are not installed. */
function typeErrors(files: readonly string[], { types, missing = [] }: { readonly types: string[]; readonly missing?: readonly string[] }): string[] {
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, noUnusedLocals: true, noUnusedParameters: true, esModuleInterop: true, resolveJsonModule: true,
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, types, baseUrl: ROOT, paths: { 'cdk8s-istio': ['lib'] }, skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => {
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  host.resolveModuleNameLiterals = (literals, from, redirected, given) => literals.map(({ text }) => (
    missing.includes(text) ? { resolvedModule: undefined } : ts.resolveModuleName(text, from, given, host, undefined, redirected)
  ));
  const program = ts.createProgram(files.map((file) => join(__dirname, 'types', file)), options, host);
  // The other sources are checked before the tests, in the project that they are in.
  const looked = program.getSourceFiles().filter(({ fileName }) => fileName.includes('/testing/'));
  return looked.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]).map(({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}

test('the matchers are typed, whether jest is global or imported: what is wrong does not compile', () => {
  expect(typeErrors(['usage.ts', 'with-jest-globals.ts'], { types: ['node', 'jest'] })).toEqual([]);
});

test('without jest everything compiles that does not need it', () => {
  expect(typeErrors(['without-jest.ts'], { types: ['node'], missing: ['expect', '@jest/globals'] })).toEqual([]);
});
