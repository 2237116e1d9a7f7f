import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/**
 * The members for the package's own use, named `_...` or marked `@internal`, that the published types of what index.d.ts
 * exports still show: each as `file: Type.member`.
 */
export function internalMembers(folder: string): readonly string[] {
  return exportsOf(folder).flatMap(({ file, names }) => {
    const source = parse(join(folder, `${file}.d.ts`));
    const marked = source.text.includes('@internal') ? [`${file}: @internal`] : [];
    return [...marked, ...source.statements.flatMap((statement) => shown(statement, names)).map((member) => `${file}: ${member}`)];
  });
}

interface Exported {
  readonly file: string;
  readonly names: (name: string) => boolean;
}

function exportsOf(folder: string): readonly Exported[] {
  return parse(join(folder, 'index.d.ts')).statements.filter(ts.isExportDeclaration).map(({ moduleSpecifier, exportClause }) => {
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) throw new Error('index.d.ts exports something that is from no other file; let it only re-export');
    const { text: file } = moduleSpecifier;
    if (exportClause === undefined || ts.isNamespaceExport(exportClause)) return { file, names: () => true };
    const names = new Set(exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text));
    return { file, names: (name) => names.has(name) };
  });
}

function shown(statement: ts.Statement, names: Exported['names']): readonly string[] {
  if (!ts.isClassDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) return [];
  const type = statement.name?.text ?? '';
  if (!names(type)) return [];
  return statement.members.map(({ name }) => name?.getText() ?? '').filter((name) => name.startsWith('_')).map((name) => `${type}.${name}`);
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
}
