import { join } from 'node:path';
import * as ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
};

/** A value that a user writes for a type; `error` says how the compiler must object to it. */
export interface ValueCase {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly error?: RegExp;
}

/** What the compiler says of each value, in order: nothing where it compiles. `module` is as seen from this folder. */
export function verdicts(cases: readonly ValueCase[], module: string, others: Readonly<Record<string, string>> = {}): string[] {
  const files = cases.map(({ type, value }, index) => [
    join(__dirname, `case-${index}.ts`),
    `import type * as t from '${module}';\nexport const value: t.${type} = ${value};\n`,
  ] as const);
  const virtual = new Map([...files, ...Object.entries(others).map(([name, text]) => [join(__dirname, name), text] as const)]);
  const program = ts.createProgram(files.map(([name]) => name), OPTIONS, hostWith(virtual));
  return files.map(([name]) => complaints(program, program.getSourceFile(name)));
}

/** A compiler host that sees some files that are not on disk. */
function hostWith(virtual: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const onDisk = { fileExists: host.fileExists, readFile: host.readFile, getSourceFile: host.getSourceFile };
  host.fileExists = (name) => virtual.has(name) || onDisk.fileExists(name);
  host.readFile = (name) => virtual.get(name) ?? onDisk.readFile(name);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = virtual.get(name);
    return text === undefined
      ? onDisk.getSourceFile(name, languageVersion, ...rest)
      : ts.createSourceFile(name, text, languageVersion);
  };
  return host;
}

function complaints(program: ts.Program, file: ts.SourceFile | undefined): string {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    .join('\n');
}
