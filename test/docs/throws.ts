import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

/** A function, a method or a constructor: what it is called by, and by whom it is left at once with an error. */
interface Callable {
  /** `FILE#name`, `FILE#Class.method`, or `FILE#Class` for its constructor. */
  readonly key: string;
  readonly throws: boolean;
  readonly calls: readonly string[];
}

const ROOT = join(__dirname, '../..');

/** Methods whose argument is called before they return. */
const AT_ONCE = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'findIndex', 'some', 'every', 'reduce']);

/**
 * What throws, among the functions, constructors and methods of some files: by a statement of its own, or by calling what does. What is called later, or
 * caught, does not count; nor does what is called on a value whose class the text does not say.
 */
export function throwing(files: readonly string[]): ReadonlySet<string> {
  const callables = files.flatMap((file) => callablesOf(file));
  const found = new Set(callables.filter((each) => each.throws).map(({ key }) => key));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    callables.filter(({ calls }) => calls.some((key) => found.has(key))).forEach(({ key }) => found.add(key));
  }
  return found;
}

function callablesOf(file: string): readonly Callable[] {
  const source = ts.createSourceFile(file, ts.sys.readFile(file) as string, ts.ScriptTarget.ES2022, true);
  const keyOf = keysIn(source, file);
  return source.statements.flatMap((statement): readonly Callable[] => {
    if (ts.isFunctionDeclaration(statement) && statement.name && statement.body) return [callable(keyOf(statement.name.text), statement.body, keyOf)];
    return ts.isClassDeclaration(statement) && statement.name ? membersOf(statement, keyOf) : [];
  });
}

function membersOf(declared: ts.ClassDeclaration, keyOf: (name: string) => string): readonly Callable[] {
  const name = declared.name?.text ?? '';
  const base = declared.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0].expression.getText();
  return declared.members.flatMap((member) => {
    const isCallable = ts.isConstructorDeclaration(member) || ts.isMethodDeclaration(member) || ts.isGetAccessor(member);
    if (!isCallable || member.body === undefined) return [];
    const key = ts.isConstructorDeclaration(member) ? keyOf(name) : keyOf(`${name}.${member.name.getText()}`);
    return [callable(key, member.body, (called) => keyOf(called.replace(/^this\b/, name).replace(/^super$/, base ?? 'super')))];
  });
}

function callable(key: string, body: ts.Node, keyOf: (name: string) => string): Callable {
  const nodes = [...runAtOnce(body)];
  const calls = nodes.flatMap((node) => (ts.isCallExpression(node) || ts.isNewExpression(node) ? [keyOf(node.expression.getText())] : []));
  return { key, throws: nodes.some(ts.isThrowStatement), calls };
}

function* runAtOnce(node: ts.Node): Iterable<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) {
    const isCaught = ts.isTryStatement(node) && child === node.tryBlock && node.catchClause !== undefined;
    if (!isCaught && !isForLater(child)) yield* runAtOnce(child);
  }
}

function isForLater(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const { parent } = node;
  return !(ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression) && AT_ONCE.has(parent.expression.name.text));
}

/** What a name in a file stands for, wherever it is imported from. */
function keysIn(source: ts.SourceFile, file: string): (name: string) => string {
  const imported = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const path = (statement.moduleSpecifier as ts.StringLiteral).text;
    const bindings = statement.importClause?.namedBindings;
    if (!path.startsWith('.') || bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) imported.set(name.text, keyAt(`${join(dirname(file), path)}.ts`, (propertyName ?? name).text));
  }
  return (name) => {
    const [first, ...rest] = name.split('.');
    return [imported.get(first) ?? keyAt(file, first), ...rest].join('.');
  };
}

function keyAt(file: string, name: string): string {
  return `${relative(ROOT, file)}#${name}`;
}
