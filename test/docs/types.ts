import { join } from 'node:path';
import * as ts from 'typescript';
import { ROOT, type Block, type Source } from './page';

/** What the compiler says of a block, and on which line of the page. */
export interface TypeError {
  readonly block: Block;
  readonly line: number;
  readonly message: string;
}

const OPTIONS: ts.CompilerOptions = {
  strict: true, noEmit: true, noUnusedLocals: true, noImplicitReturns: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], module: ts.ModuleKind.CommonJS,
  types: ['node', 'jest'], skipLibCheck: true, esModuleInterop: true, baseUrl: ROOT, paths: { 'cdk8s-istio': ['lib'], 'cdk8s-istio/testing': ['lib/testing'] },
};

/** Type-checks all sources as one program, so that what they import is looked at once. */
export function typeErrors(sources: readonly Source[]): ReadonlyMap<Source, readonly TypeError[]> {
  const files = new Map(sources.map((source, index) => [join(ROOT, `docs-${index}.ts`), source]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const source = files.get(name);
    return source === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, asModule(source.text), ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  return new Map([...files].map(([name, source]) => {
    const file = program.getSourceFile(name) as ts.SourceFile;
    return [source, [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].filter(counts).map((each) => told(source, each))];
  }));
}

// Sources with the same names stay apart from each other, also those that import nothing.
function asModule(text: string): string {
  return `${text}\nexport {};`;
}

// What code shows may go unused, but an import without use is a slip.
function counts({ code, file, start = 0 }: ts.Diagnostic): boolean {
  if (code !== 6133 && code !== 6192 && code !== 6196 && code !== 6198) return true;
  const isWithin = (node: ts.Node) => node.pos <= start && start < node.end;
  return file?.statements.some((statement) => ts.isImportDeclaration(statement) && isWithin(statement)) ?? false;
}

function told(source: Source, { code, messageText, file, start = 0 }: ts.Diagnostic): TypeError {
  const { line } = (file as ts.SourceFile).getLineAndCharacterOfPosition(start);
  return { ...source.placeOf(line + 1), message: `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}` };
}
