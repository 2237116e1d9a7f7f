import { bookOf, type Book } from './book';
import type { EntryPoint } from './convert';
import { formatPage } from './page';
import { Text } from './text';
import { commentOf } from './fields';
import type { Reflection } from './model';

const WIRE_TYPES = `## Istio's own types

\`networking\`, \`security\`, \`telemetry\` and \`extensions\` hold the types of Istio's objects as they stand in manifests, generated from the CRDs of Istio, for raw
objects, patches and the few fields that take them as they are: \`import type { networking } from 'cdk8s-istio'\`, then \`networking.VirtualServiceSpec\`.
They have no pages here; [Istio's reference](https://istio.io/latest/docs/reference/config/) says what their fields mean.`;

const INTRODUCTION = `# API

Every public symbol of \`cdk8s-istio\` and \`cdk8s-istio/testing\`, by what it is for: what it is, what holds by default, what errors it throws, and where
Istio says what it does. The pages are made of the doc comments, as your editor shows them.

- The first two arguments of a construct are those of every construct of cdk8s: \`scope\`, the chart or construct that it is part of, and \`id\`, its name
  there, from which the names of its objects are made.
- A field or parameter with \`?\` can be left out. \`PortName\` and \`SubsetName\` are the names of the ports of a Service, or of the subsets of a policy, where
  the compiler knows them, so that a misspelled one does not compile.
- **Throws** is at the line of the call. What only the whole app shows is found at synth, and says where.`;

/** The files of docs/api, by their names. */
export function apiReference(entryPoints: readonly EntryPoint[]): ReadonlyMap<string, string> {
  const book = bookOf(entryPoints);
  const pages = book.chapters.flatMap(({ pages: all }) => all).map((page) => [`${page.name}.md`, formatPage(page, book)] as const);
  return new Map([['README.md', formatIndex(book, entryPoints)], ...pages]);
}

function formatIndex(book: Book, entryPoints: readonly EntryPoint[]): string {
  const text = new Text(book, 'README');
  const chapters = book.chapters.map(({ title, about, pages }) => [
    `## ${title}`, about, ['| | |', '|---|---|', ...pages.map(({ symbols: [first] }) => `| ${text.toSymbol(first)} | ${firstSentence(first, text)} |`)].join('\n'),
  ].join('\n\n'));
  return `${[INTRODUCTION, ...chapters, WIRE_TYPES, '## All names', ...allNames(entryPoints, text)].join('\n\n')}\n`;
}

/** From A to Z, a paragraph a letter. */
function allNames(entryPoints: readonly EntryPoint[], text: Text): readonly string[] {
  const sorted = entryPoints.flatMap(({ symbols }) => symbols).sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const letters = [...new Set(sorted.map(({ name }) => name[0].toUpperCase()))];
  return letters.map((letter) => `**${letter}** ${sorted.filter(({ name }) => name[0].toUpperCase() === letter).map((symbol) => text.toSymbol(symbol)).join(' · ')}`);
}

function firstSentence(symbol: Reflection, text: Text): string {
  const words = text.cell(commentOf(symbol)?.summary ?? []);
  return /^.*?[.:](?=\s|<|$)/.exec(words)?.[0].replace(/:$/, '.') ?? words;
}
