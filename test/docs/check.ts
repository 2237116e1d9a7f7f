import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withTemporaryFolder } from '../conformance/engine/temporary-folder';
import { runCommands } from './commands';
import { beginsProgram, failureOf, shownBy, sourcesOf, strayFences, type Block, type Page, type Source } from './page';
import { run, type Ran } from './run';
import { asShown, inYaml, isSame, isText, readShown } from './shown';
import { typeErrors, type TypeError } from './types';

export type TypeErrors = ReadonlyMap<Source, readonly TypeError[]>;

const NOTHING: Ran = { manifests: [], warnings: '' };

/** What a page claims and is not so; each with the line. */
export async function problemsOf(page: Page, sources = sourcesOf(page), types: TypeErrors = typeErrors([...sources.values()])): Promise<readonly string[]> {
  return withTemporaryFolder((folder) => new PageCheck(page, folder, { sources, types }).problems());
}

/** Goes through a page from top to bottom, as its reader does, in a folder that gets the files that it shows. */
class PageCheck {
  private readonly found: string[] = [];
  private readonly told = new Set<string>();
  private readonly ran = new Map<Source, Ran>();
  private program: readonly Source[] = [];
  /** Whose manifests are in the folder. */
  private rendered?: Source;
  /** What the next block of text is compared with. */
  private said?: () => Promise<string>;

  public constructor(
    private readonly page: Page, private readonly folder: string, private readonly code: { readonly sources: ReadonlyMap<Block, Source>; readonly types: TypeErrors },
  ) {}

  public async problems(): Promise<readonly string[]> {
    for (const line of strayFences(this.page)) this.found.push(`${this.page.path}:${line}: code that nothing checks; begin it at the margin, by three backticks and a language`);
    for (const block of this.page.blocks) await this.check(block);
    await this.endProgram();
    return this.found;
  }

  private async check(block: Block): Promise<void> {
    if (block.file !== undefined) return this.writeFile(block, block.file);
    switch (block.language) {
      case 'ts': return failureOf(this.page, block) === undefined ? this.goOn(block) : this.expectFailure(block);
      case 'yaml': return this.compareYaml(block);
      case 'text': return this.compareText(block);
      case 'sh': return this.runShell(block);
      default: this.tell(block, `a block of ${block.language === '' ? 'no language' : `language "${block.language}"`}: nothing checks it; make it ts, yaml, sh or text`);
    }
  }

  private async writeFile({ text }: Block, file: string): Promise<void> {
    const path = join(this.folder, file);
    const last = this.program.at(-1);
    // A file that changes is as it was for the code before.
    if (last !== undefined && existsSync(path)) await this.run(last);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  private async goOn(block: Block): Promise<void> {
    if (beginsProgram(block)) await this.endProgram();
    const source = this.sourceOf(block);
    for (const error of this.errorsIn(source)) this.found.push(`${this.page.path}:${error.line}: ${error.message}`);
    this.program = [...this.program, source];
    this.said = async () => {
      const warnings = await this.newWarnings();
      warnings.forEach((warning) => this.told.add(warning));
      return warnings.join('');
    };
  }

  private async expectFailure(block: Block): Promise<void> {
    const [source, shown] = [this.sourceOf(block), failureOf(this.page, block) as Block];
    const errors = this.errorsIn(source).filter((error) => error.block === block);
    const isOfTypes = shownBy(shown) === 'type error';
    if (!isOfTypes) for (const { line, message } of errors) this.found.push(`${this.page.path}:${line}: ${message}`);
    this.said = async () => (isOfTypes ? errors.map(({ message }) => message).join('\n') : (await this.run(source)).failure?.message ?? 'nothing: it does not fail');
  }

  private async compareYaml(block: Block): Promise<void> {
    if (this.program.length === 0) return this.tell(block, 'YAML before any code that could render it: make it a file by its first line, "# name.yaml"');
    const [before, now] = await this.lastTwo();
    this.tellFailure(block, now);
    const added = now.manifests.filter((each) => !before.manifests.some((other) => isSame(each, other)));
    const { shown, rendered } = asShown(readShown(block.text), added);
    if (!isSame(shown, rendered)) this.tell(block, `the code above renders, as far as it is shown:\n${inYaml(rendered)}and not:\n${inYaml(shown)}`);
  }

  private async compareText(block: Block): Promise<void> {
    if (this.said === undefined) return this.tell(block, 'text before anything that could say it');
    const said = await this.said();
    if (block.text.trim() === '' || !isText(block.text, said)) this.tell(block, `what is said is\n${said.trim()}\nand not\n${block.text}`);
  }

  private async runShell(block: Block): Promise<void> {
    const source = this.program.at(-1);
    if (source !== undefined && this.rendered !== source) {
      this.ran.delete(source);
      await this.run(source);
    }
    const { output, problems } = await runCommands(block.text, this.folder);
    this.said = async () => output;
    const next = this.page.blocks[this.page.blocks.indexOf(block) + 1];
    if (next?.language !== 'text') problems.forEach((problem) => this.tell(block, problem));
  }

  private async endProgram(): Promise<void> {
    const last = this.program.at(-1);
    if (last === undefined) return;
    const ran = await this.run(last);
    const block = last.blocks.at(-1) as Block;
    this.tellFailure(block, ran);
    const untold = warningsOf(ran).filter((warning) => !this.told.has(warning));
    if (untold.length > 0) this.tell(block, `the synth warns of what the page does not show:\n${untold.join('')}`);
    this.program = [];
  }

  private async run(source: Source): Promise<Ran> {
    const known = this.ran.get(source);
    if (known !== undefined) return known;
    const ran = await run(source.text, this.folder);
    this.ran.set(source, ran);
    this.rendered = source;
    return ran;
  }

  private async lastTwo(): Promise<readonly [Ran, Ran]> {
    const [last, before] = [...this.program].reverse();
    return [before === undefined ? NOTHING : await this.run(before), await this.run(last)];
  }

  private async newWarnings(): Promise<readonly string[]> {
    const [before, now] = await this.lastTwo();
    return warningsOf(now).filter((warning) => !warningsOf(before).includes(warning));
  }

  private tellFailure(block: Block, { failure }: Ran): void {
    if (failure !== undefined) this.tell(block, `the code fails: ${failure.message}`);
  }

  private sourceOf(block: Block): Source {
    return this.code.sources.get(block) as Source;
  }

  // Of a program that goes on only what its last block says is new; but the first use of an import may come later.
  private errorsIn(source: Source): readonly TypeError[] {
    const last = source.blocks.at(-1) as Block;
    const isWhole = ![...this.code.sources.values()].some((other) => other !== source && other.blocks.includes(last));
    return (this.code.types.get(source) ?? []).filter((error) => (isUnused(error) ? isWhole && !this.usesInFailure(source, error) : error.block === last));
  }

  // An import may be there for code that goes wrong.
  private usesInFailure({ blocks }: Source, { message }: TypeError): boolean {
    const [, name = ''] = /'(\w+)'/.exec(message) ?? [];
    const failing = [...this.code.sources].filter(([block, source]) => source.blocks[0] === blocks[0] && failureOf(this.page, block) !== undefined);
    return failureOf(this.page, blocks.at(-1) as Block) !== undefined || failing.some(([block]) => new RegExp(`\\b${name}\\b`).test(block.text));
  }

  private tell({ line }: Block, problem: string): void {
    this.found.push(`${this.page.path}:${line}: ${problem}`);
  }
}

function warningsOf({ warnings }: Ran): readonly string[] {
  return warnings.split(/^(?=Warning: )/m).filter((warning) => warning !== '');
}

function isUnused({ message }: TypeError): boolean {
  return /^error TS(?:6133|6192|6196|6198): /.test(message);
}
