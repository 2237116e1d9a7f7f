import { problemsOf, type TypeErrors } from './check';
import { examplesIn, examplesInComments } from './examples';
import { pagesWithCode, readPage, sourcesOf } from './page';
import { typeErrors } from './types';

const RIGHT = `/**
 * A thing.
 *
 * @example
 * \`\`\`ts
 * site.forward(Match.under('/shop'), service, { timeout: Duration.seconds(5) });
 * \`\`\`
 */
export class Thing {}`;

const pages = pagesWithCode().map(readPage);
const examples = examplesInComments();
const [right, wrong] = [RIGHT, RIGHT.replace('timeout', 'timeouts')].flatMap((text) => examplesIn('lib/thing.ts', text));
const sources = new Map([...pages, ...examples, right, wrong].map((page) => [page, sourcesOf(page)]));

// One program for all pages: the package is looked at once.
let types: TypeErrors;
beforeAll(() => {
  types = typeErrors([...sources.values()].flatMap((each) => [...each.values()]));
});

test.each(pages)('the code of $path compiles, runs and is checked, and does what the page says', async (page) => {
  expect(await problemsOf(page, sources.get(page), types)).toEqual([]);
});

test('the examples of doc comments compile, run and are checked', async () => {
  const found: string[] = [];
  // One after the other: each is alone in its folder.
  for (const page of examples) found.push(...await problemsOf(page, sources.get(page), types));
  expect(found).toEqual([]);
});

test('an example of a doc comment that does not compile is found', async () => {
  expect(await problemsOf(right, sources.get(right), types)).toEqual([]);
  expect((await problemsOf(wrong, sources.get(wrong), types)).join('\n')).toContain("'timeouts' does not exist");
});
