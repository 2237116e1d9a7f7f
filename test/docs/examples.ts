import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as ts from 'typescript';
import { ROOT, type Page } from './page';

/** What examples in doc comments take for granted, as they are too short to say it. */
const AROUND = `
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
const ingress = IngressGateway.istioctlDefault();
const gateway = new HttpGateway(chart, 'gateway', { ingress });
const site = new HostRoute(chart, 'site', { gateway, host: 'www.example.com' });
site.respond(Match.exact('/healthz'), { status: 204 });
const service = ServiceRef.named('shop', 'shop', { ports: { http: 80 } });
`;

/** The examples of doc comments, each as a page of one block. */
export function examplesInComments(): readonly Page[] {
  const files = (readdirSync(join(ROOT, 'lib'), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => `lib/${name}`).sort();
  return files.flatMap((path) => examplesIn(path, readFileSync(join(ROOT, path), 'utf8')));
}

export function examplesIn(path: string, text: string): readonly Page[] {
  if (!text.includes('@example')) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) if (tag.tagName.text === 'example') found.set(tag.pos, ts.getTextOfJSDocComment(tag.comment) ?? '');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].map(([position, comment]): Page => {
    const code = withImports(`${comment.replace(/^[^]*?```(?:ts|typescript)\n/, '').replace(/\n```[^]*$/, '')}\n`);
    return { path, text: code, blocks: [{ language: 'ts', text: code, line: source.getLineAndCharacterOfPosition(position).line + 1 }] };
  });
}

// What the comment does not declare is declared for it, and what it does not import imported.
function withImports(code: string): string {
  const declares = (text: string, name: string) => new RegExp(`\\b(?:const|let|class|function|import)\\b[^=;\\n]*\\b${name}\\b`).test(text);
  const around = AROUND.trim().split('\n').filter((line) => !declares(code, /^const (\w+)/.exec(line)?.[1] ?? '\n')).join('\n');
  const all = `${around}\n${code}`;
  const uses = (name: string) => new RegExp(`(?<![.\\w'])${name}\\b`).test(all) && !declares(code, name);
  const imports = Object.entries({ 'cdk8s': cdk8s, 'cdk8s-istio': istio }).map(([name, module]) => `import { ${Object.keys(module).filter(uses).join(', ')} } from '${name}';`);
  return `${imports.join('\n')}\n${all}`;
}
