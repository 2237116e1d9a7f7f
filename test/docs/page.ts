import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** Code in a page, between two fences. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** Line of the page that the text begins at, from 1. */
  readonly line: number;
  /** The file that it is, which its first line says: `# cluster/ingress.yaml`. */
  readonly file?: string;
}

export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

const FILE = /^(?:#|\/\/) ([\w./-]+\.\w+)$/;

export function readPage(path: string): Page {
  return parsePage(path, readFileSync(join(ROOT, path), 'utf8'));
}

export function parsePage(path: string, text: string): Page {
  const blocks = [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, code], index, all): Block => {
    const line = text.slice(0, (all[index] as RegExpMatchArray).index).split('\n').length + 1;
    const file = FILE.exec(code.split('\n')[0])?.[1];
    return { language, text: code, line, ...(file !== undefined && { file }) };
  });
  return { path, text, blocks };
}

/** Lines that begin or end code in a way that is not read here, so that it would go unchecked. */
export function strayFences({ text, blocks }: Page): readonly number[] {
  const read = new Set(blocks.flatMap(({ line, text: code }) => [line - 1, line + code.split('\n').length - 1]));
  return text.split('\n').flatMap((each, index) => (/^\s*(?:>\s*)?(?:```|~~~)/.test(each) && !read.has(index + 1) ? [index + 1] : []));
}

/** Pages that a generator makes, each of which has a test of its own. */
const GENERATED = ['docs/api/', 'docs/fields.md'];

/** All pages whose code is checked. */
export function pagesWithCode(): readonly string[] {
  const below = (folder: string) => (readdirSync(join(ROOT, folder), { recursive: true }) as string[]).map((name) => `${folder}/${name}`);
  const pages = [...below('docs'), ...below('examples').filter((path) => path.endsWith('/README.md'))].filter((path) => path.endsWith('.md') && !path.includes('/node_modules/'));
  return ['README.md', ...pages.filter((path) => !GENERATED.some((start) => path.startsWith(start)))].sort();
}

/** What a page may say went wrong, by how a block of text begins that stands after the code. */
export type Shown = 'error' | 'type error' | 'failed test' | 'output';

export function shownBy({ text }: Block): Shown {
  if (text.startsWith('Error: ')) return 'error';
  if (/^error TS\d+: /.test(text)) return 'type error';
  return text.startsWith('expected ') ? 'failed test' : 'output';
}

/** Code that the page shows to go wrong: what stands after it on the page does not build upon it. */
export function failureOf({ blocks }: Page, block: Block): Block | undefined {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.language === 'text' && shownBy(next) !== 'output' ? next : undefined;
}

/** Whether the code is a new program, and not more of the one before it: it makes an app. */
export function beginsProgram({ text }: Pick<Block, 'text'>): boolean {
  return /\bnew App\(/.test(text);
}

/** Blocks that make one module, from top to bottom. */
export class Source {
  public constructor(public readonly page: string, public readonly blocks: readonly Block[]) {}

  public get text(): string {
    return this.blocks.map(({ text }) => text).join('\n');
  }

  /** The line of the page that a line of the module is, both from 1, and its block. */
  public placeOf(line: number): { readonly line: number; readonly block: Block } {
    let rest = line;
    for (const block of this.blocks) {
      const lines = block.text.split('\n').length;
      if (rest <= lines) return { line: block.line + rest - 1, block };
      rest -= lines;
    }
    throw new Error(`${this.page} has no line ${line} of code`);
  }
}

/** The programs of a page: each whole one, and each up to a block that is to go wrong. */
export function sourcesOf(page: Page): ReadonlyMap<Block, Source> {
  const sources = new Map<Block, Source>();
  let program: Block[] = [];
  for (const block of page.blocks.filter(({ language }) => language === 'ts')) {
    if (beginsProgram(block)) program = [];
    sources.set(block, new Source(page.path, [...program, block]));
    if (failureOf(page, block) === undefined) program.push(block);
  }
  return sources;
}
