import { problemsOf } from './docs/check';
import { parsePage, readPage, sourcesOf } from './docs/page';

const README = readPage('README.md');

test('the README begins with an app and the whole YAML that it replaces, to the letter', async () => {
  const [app, yaml] = README.blocks;
  expect([app.language, yaml.language]).toEqual(['ts', 'yaml']);
  const first = parsePage('README.md', README.text.slice(0, README.text.indexOf('\n## ')));
  expect(first.blocks).toEqual([app, yaml]);
  expect(yaml.text).not.toMatch(/^\s*# \.\.\.$/m);
  // That it compiles is seen with all pages.
  expect(await problemsOf(first, sourcesOf(first), new Map())).toEqual([]);
});
