import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Anchors } from '../../projenrc/api-reference/anchors';
import { ROOT } from './page';

const FOLDERS = ['docs', 'examples', 'lib', 'test'];

/** All pages of the repository, from its root. */
function allPages(): readonly string[] {
  const below = FOLDERS.flatMap((folder) => (readdirSync(join(ROOT, folder), { recursive: true }) as string[]).map((name) => `${folder}/${name}`));
  return ['README.md', 'CONTRIBUTING.md', ...below.filter((path) => path.endsWith('.md') && !/\/(?:node_modules|\.cache)\//.test(path))].sort();
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Text without its blocks of code, which have no links and no headings. */
function prose(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...prose(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\\(.)/g, '$1'));
  const anchors = new Anchors();
  return new Set([...headings.map((heading) => anchors.of(heading)), ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id)]);
}

/** The links of a page that lead nowhere. */
function brokenLinks(page: string, text = readText(page)): readonly string[] {
  const links = [...prose(text).replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link).filter((link) => !/^[a-z]+:/.test(link));
  return links.filter((link) => {
    const [path, anchor] = link.split('#');
    const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), decodeURIComponent(path)));
    if (target.startsWith('..') || !existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && (statSync(join(ROOT, target)).isDirectory() || !anchorsOf(target === page ? text : readText(target)).has(anchor));
  });
}

test.each(allPages())('the links of %s lead somewhere', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

test.each([
  ['a file that is not there', '[x](guides/none.md)', 'guides/none.md'],
  ['an anchor that is not there', '[x](guides/tls.md#none)', 'guides/tls.md#none'],
  ['an anchor of the page itself', '# Here\n[x](#there)', '#there'],
  ['an anchor of a heading that is code', '```sh\n# Here\n```\n[x](#here)', '#here'],
  ['a file outside of the repository', '[x](../../etc/hosts)', '../../etc/hosts'],
])('%s is found', (_, text, link) => {
  expect(brokenLinks('docs/README.md', text)).toEqual([link]);
});

test('what is there passes', () => {
  expect(brokenLinks('docs/README.md', '# A `b`: c\n## A `b`: c\n[x](#a-b-c) [y](#a-b-c-1) [z](guides/tls.md#files) [e](https://example.com/#none) `[c](none.md)`')).toEqual([]);
});
