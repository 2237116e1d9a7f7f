import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Anchors } from '../../projenrc/api-reference/anchors';
import { convert, type Converted } from '../../projenrc/api-reference/convert';
import { apiReference } from '../../projenrc/api-reference/document';
import { commentOf, typeOf } from '../../projenrc/api-reference/fields';
import { Kind, type Reflection } from '../../projenrc/api-reference/model';
import { tagsOf } from '../../projenrc/api-reference/text';
import { isUndefined } from '../../projenrc/api-reference/types';
import { throwing } from './throws';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, 'docs/api');

const SIGNATURES: readonly number[] = [Kind.callSignature, Kind.constructorSignature, Kind.getSignature];

let converted: Converted;
let documented: ReadonlyArray<readonly [string, Reflection]>;

beforeAll(() => {
  converted = convert();
  documented = converted.entryPoints.flatMap(({ symbols }) => symbols.flatMap((symbol) => [...reflectionsIn(symbol, symbol.name)]));
});

/** A symbol, and all that is declared in it, by the names that lead there. */
function* reflectionsIn(value: unknown, path: string): Iterable<readonly [string, Reflection]> {
  if (typeof value !== 'object' || value === null) return;
  const { kind, name } = value as Partial<Reflection>;
  const isReflection = typeof kind === 'number' && typeof name === 'string';
  if (isReflection) yield [path, value as Reflection];
  for (const child of Object.values(value)) {
    for (const each of Array.isArray(child) ? child : [child]) yield* reflectionsIn(each, pathTo(each, path));
  }
}

// A signature is called as what it is of, and so is an object that is described on the spot.
function pathTo(value: unknown, path: string): string {
  const { kind, name = '' } = (value ?? {}) as Partial<Reflection>;
  const isNamed = typeof kind === 'number' && name !== '__type' && !SIGNATURES.includes(kind);
  return isNamed ? `${path}.${name}` : path;
}

function pathsWhere(isWrong: (reflection: Reflection) => boolean): readonly string[] {
  return documented.filter(([, reflection]) => isWrong(reflection)).map(([path]) => path);
}

function wordsOf(reflection: Reflection): string {
  return (commentOf(reflection)?.summary ?? []).map(({ text }) => text).join('');
}

test('docs/api is what the doc comments say; otherwise run npm run api-reference', () => {
  const committed = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
  expect(committed).toEqual(new Map(apiReference(converted.entryPoints)));
});

function anchorsOn(text: string): readonly string[] {
  const anchors = new Anchors();
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchors.of(heading));
}

test('every link on a page leads to a page and a heading', () => {
  const pages = apiReference(converted.entryPoints);
  const lost = [...pages].flatMap(([name, text]) => [...text.matchAll(/\]\(([^)\s]+)\)|href="([^"]+)"/g)].map(([, link, href]) => link ?? href)
    .filter((link) => !link.startsWith('https://'))
    .filter((link) => {
      const [page, anchor] = link.split('#');
      const target = pages.get(page === '' ? name : page);
      return target === undefined || (anchor !== undefined && !anchorsOn(target).includes(anchor));
    })
    .map((link) => `${name}: ${link}`));
  expect(lost).toEqual([]);
  expect(pages.get('README.md')).toContain('[`Subset`](DestinationPolicy.md#subset-1)'); // beside the method `subset`
});

test('every public symbol, property, method and parameter has a doc comment, all that is named by one is exported, and every link leads somewhere', () => {
  expect(converted.warnings).toEqual([]);
});

test('every doc comment has words, beside what its tags say', () => {
  const kinds: readonly number[] = [Kind.class, Kind.interface, Kind.typeAlias, Kind.function, Kind.variable, Kind.property, Kind.accessor, Kind.callSignature];
  expect(pathsWhere((each) => kinds.includes(each.kind) && each.signatures === undefined && commentOf(each) !== undefined && wordsOf(each) === '')).toEqual([]);
});

test('every field that can be left out says what then holds, and what is only read where it is undefined', () => {
  expect(pathsWhere((each) => each.kind === Kind.property && each.flags.isOptional === true && !isUndefined(typeOf(each))
    && tagsOf(commentOf(each), '@default').length === 0 && !/\bundefined\b/.test(wordsOf(each)))).toEqual([]);
});

test('every source is a web address or a link', () => {
  expect(pathsWhere((each) => tagsOf(each.comment, '@see').some(({ content }) => !content.some((part) => part.kind === 'inline-tag' || /https:\/\/\S+/.test(part.text))))).toEqual([]);
});

/** What calls something that throws for other arguments than it ever gives. */
const NEVER_THROW: readonly string[] = [
  'EgressGateway.istioctlDefault', 'EgressGateway.helm', 'IngressGateway.istioctlDefault', 'IngressGateway.helm', // ports that are known to be right
  'Match.named', 'Match.statPrefix', // conditions that contradict no other
  'UpstreamTls.istioMutual', // options without what excludes another
  'RoutedRequest.toString', // outcomes that the router made
];

test('every constructor and method that can throw says so', () => {
  const files = (readdirSync(join(ROOT, 'lib'), { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).map((file) => join(ROOT, 'lib', file));
  const throws = new Set([...throwing(files)].map((key) => key.replace(/^.*#/, '')));
  const callables = documented.filter(([, { kind }]) => SIGNATURES.includes(kind)).map(([path, { comment }]) => (
    { called: path.replace(/\.constructor$/, ''), says: tagsOf(comment, '@throws').length > 0 }
  ));
  expect(callables.filter(({ called, says }) => throws.has(called) && !says).map(({ called }) => called)).toEqual(NEVER_THROW);
});
