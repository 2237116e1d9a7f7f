import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');

/** What each folder of lib may import: other folders, `imports` (types only), and packages. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  values: ['re2js'],
  files: [],
  constructs: ['values', 'imports', 'files', 'collect/yaml', 'synth/attach', 'cdk8s', 'constructs'],
  collect: ['values', 'cdk8s', 'constructs', 'js-yaml'],
  model: ['values', 'imports'],
  schema: ['values', 'imports'],
  rules: ['model', 'schema', 'values'],
  router: ['model', 'values', 're2js'],
  report: ['rules', 'router', 'model', 'values', 'picocolors', 'sarif'],
  synth: ['values', 'files', 'collect', 'model', 'rules', 'check', 'report', 'cdk8s', 'constructs'],
  check: ['values', 'collect', 'model', 'rules'],
  plugin: ['values', 'files', 'collect', 'model', 'rules', 'check', 'report'],
  testing: ['values', 'imports', 'files', 'collect', 'model', 'rules', 'router', 'report', 'synth', 'cdk8s', 'constructs'],
  cli: ['values', 'files', 'collect', 'model', 'rules', 'check', 'router', 'report'],
  index: ['constructs', 'synth', 'plugin', 'values', 'imports'],
};

const MOST_LINES = 250;
const MOST_FUNCTION_LINES = 30;

const files = (readdirSync(join(ROOT, 'lib'), { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).map((file) => join('lib', file));
const sources = new Map(files.map((file) => [file, ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true)]));

function* nodesOf(node: ts.Node): Iterable<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

function layerOf(file: string): string {
  return relative('lib', file).split('/')[0].replace(/\.ts$/, '');
}

/** What a file imports, however it does: `model/mesh`, `imports/networking`, `cdk8s`. */
function importsOf(file: string): string[] {
  const texts = [...nodesOf(sources.get(file) as ts.SourceFile)].flatMap((node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) return [(node.moduleSpecifier as ts.StringLiteral).text];
    if (ts.isCallExpression(node) && node.expression.getText() === 'require') return [(node.arguments[0] as ts.StringLiteral).text];
    return ts.isImportTypeNode(node) ? [((node.argument as ts.LiteralTypeNode).literal as ts.StringLiteral).text] : [];
  });
  return texts.filter((text) => !text.startsWith('node:')).map((text) => (text.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), text)).replace(/^lib\//, '') : text));
}

describe.each(files)('%s', (file) => {
  test('imports only what its layer may', () => {
    const layer = layerOf(file);
    const allowed = [layer, ...LAYERS[layer]];
    const forbidden = importsOf(file).filter((text) => !allowed.some((each) => text === each || text.startsWith(`${each}/`)));
    expect(forbidden).toEqual([]);
  });

  test('has one purpose, so it is short, and so are its functions', () => {
    const source = sources.get(file) as ts.SourceFile;
    const line = (position: number) => source.getLineAndCharacterOfPosition(position).line;
    const long = [...nodesOf(source)].filter((node) => ts.isFunctionLike(node) && line(node.end) - line(node.getStart()) >= MOST_FUNCTION_LINES);
    expect(long.map((node) => node.getText().split('\n')[0])).toEqual([]);
    expect(source.getLineStarts().length).toBeLessThanOrEqual(MOST_LINES);
  });
});

test('wire types are imported as types only: nothing of them is loaded at run time', () => {
  const loaded = files.filter((file) => /^(?:import|export) (?!type).*'\.\.?\/(?:\.\.\/)?imports\//m.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(loaded).toEqual([]);
});

test('only the command sees the command line and ends the process', () => {
  const outside = files.filter((file) => layerOf(file) !== 'cli');
  expect(outside.filter((file) => /\bprocess\.(argv|exit)|\bconsole\./.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test('nothing in lib knows cdk8s-plus', () => {
  expect(files.filter((file) => importsOf(file).some((text) => text.startsWith('cdk8s-plus')))).toEqual([]);
});

test('every folder of lib has its place in the layers', () => {
  expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(LAYERS).sort());
});
