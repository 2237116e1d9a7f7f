import { headingOf, type Book, type Page } from './book';
import { commentOf, fieldsIn, fieldTable } from './fields';
import { Kind, type Comment, type Reflection } from './model';
import { defaultOf, inCell, plainOf, tagsOf, Text } from './text';
import { isOptional, parameterName, parameterPieces, piecesOf } from './types';

const WIDEST = 120;
const KNOWN_TAGS = ['@default', '@throws', '@see', '@returns', '@example'];

/** A page: its first symbol, and those that belong to it. */
export function formatPage(page: Page, book: Book): string {
  const text = new Text(book, page.name);
  const [first, ...others] = page.symbols;
  return `${[
    `# ${first.name}`,
    ...symbolBlocks(first, 1, text, page),
    ...others.flatMap((symbol) => [`## ${symbol.name}`, ...symbolBlocks(symbol, 2, text, page)]),
    '[All of the API](README.md)',
  ].join('\n\n')}\n`;
}

function symbolBlocks(symbol: Reflection, level: number, text: Text, { entryPoint }: Page): readonly string[] {
  const isValue = [Kind.class, Kind.function, Kind.variable].includes(symbol.kind as never);
  return present([
    ...commentBlocks(symbol.comment, text),
    isValue && level === 1 && code(`import { ${symbol.name} } from '${entryPoint}';`),
    ...(symbol.kind === Kind.typeAlias ? aliasBlocks(symbol, text) : []),
    ...callBlocks(symbol.signatures ?? [], symbol.name, text),
    ...memberBlocks(symbol, level, text),
  ]);
}

function memberBlocks(symbol: Reflection, level: number, text: Text): readonly string[] {
  const { children = [] } = symbol;
  const fields = children.filter(({ kind, name }) => (kind === Kind.property || kind === Kind.accessor) && !name.startsWith('_'));
  const calls = children.filter(({ signatures, kind }) => signatures !== undefined && kind !== Kind.constructor);
  const makers = children.filter(({ kind }) => kind === Kind.constructor);
  const heading = '#'.repeat(level + 1);
  const table = fieldTable(fields, text);
  return present([
    ...makers.flatMap((maker) => constructorBlocks(symbol, maker, heading, text)),
    ...calls.filter(isStatic).flatMap((call) => methodBlocks(symbol, call, heading, text)),
    ...calls.filter((call) => !isStatic(call)).flatMap((call) => methodBlocks(symbol, call, heading, text)),
    table.length > 0 && symbol.kind === Kind.class && `${heading} Properties`,
    table.join('\n'),
  ]);
}

function constructorBlocks({ name }: Reflection, { signatures = [] }: Reflection, heading: string, text: Text): readonly string[] {
  return [`${heading} new ${name}`, ...callBlocks(signatures, `new ${name}`, text)];
}

function methodBlocks(symbol: Reflection, method: Reflection, heading: string, text: Text): readonly string[] {
  const title = headingOf(symbol, method);
  return [`${heading} ${title}`, ...callBlocks(method.signatures ?? [], title, text)];
}

/** The ways in which something is called, with its parameters and what is said of it, which is the same for all. */
function callBlocks(signatures: readonly Reflection[], name: string, text: Text): readonly string[] {
  if (signatures.length === 0) return [];
  const [{ parameters = [], comment }] = signatures;
  const rows = parameters.filter((each) => !isScopeOrId(each, name)).map((each) => parameterRow(each, text));
  return present([
    code(signatures.map((each) => callText(each, name)).join('\n')),
    ...commentBlocks(comment, text),
    rows.length > 0 && ['| Parameter | Type | |', '|---|---|---|', ...rows].join('\n'),
  ]);
}

function callText(signature: Reflection, name: string): string {
  const parameters = parameterPieces(signature).map(plainOf);
  const result = name.startsWith('new ') ? '' : `: ${plainOf(piecesOf(signature.type))}`;
  const short = `${name}(${parameters.join(', ')})${result}`;
  return short.length <= WIDEST ? short : `${name}(\n${parameters.map((each) => `  ${each},\n`).join('')})${result}`;
}

/** What every construct is made with; the index says it once. */
export function isScopeOrId({ name }: Reflection, caller: string): boolean {
  return caller.startsWith('new ') && (name === 'scope' || name === 'id');
}

function parameterRow(parameter: Reflection, text: Text): string {
  const { comment, type, name } = parameter;
  const words = comment === undefined && name === 'props' ? 'as its type says' : inCell(text.words(comment?.summary ?? []));
  return `| \`${parameterName(parameter)}${isOptional(parameter) ? '?' : ''}\` | ${inCell(text.type(type))} | ${words} |`;
}

function aliasBlocks({ type }: Reflection, text: Text): readonly string[] {
  const table = fieldTable(fieldsIn(type).filter((field) => commentOf(field) !== undefined), text);
  return present([text.type(type), table.join('\n')]);
}

/** Words, example, default, result, errors and sources. */
function commentBlocks(comment: Comment | undefined, text: Text): readonly string[] {
  const unknown = (comment?.blockTags ?? []).find(({ tag }) => !KNOWN_TAGS.includes(tag));
  if (unknown) throw new Error(`${unknown.tag} in a doc comment has no place in the API reference yet; write one in ${__filename}`);
  const by = defaultOf(comment, text);
  return present([
    text.words(comment?.summary ?? []),
    ...tagsOf(comment, '@example').map(({ content }) => text.words(content)),
    by !== '' && `Default: ${by}`,
    ...tagsOf(comment, '@returns').map(({ content }) => `Returns ${text.words(content)}`),
    ...tagsOf(comment, '@throws').map(({ content }) => `**Throws** ${text.words(content)}`),
    text.sources(comment),
  ]);
}

function isStatic({ flags }: Reflection): boolean {
  return flags.isStatic === true;
}

function code(text: string): string {
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function present(blocks: ReadonlyArray<string | false>): readonly string[] {
  return blocks.filter((block): block is string => block !== false && block !== '');
}

