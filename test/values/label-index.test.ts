import { LabelIndex, SelectorIndex } from '../../lib/values/label-index';

describe('pods by a selector', () => {
  const web = { labels: { app: 'web', version: 'v1' } };
  const other = { labels: { app: 'web', version: 'v2' } };
  const index = new LabelIndex<typeof web>();
  index.add('shop', web);
  index.add('shop', other);

  test('are those with all of its labels', () => expect(index.selected('shop', { version: 'v1', app: 'web' })).toEqual([web]));
  test('are all of the namespace where there is none', () => expect(index.selected('shop')).toEqual([web, other]));
  test('are none of another namespace', () => expect(index.selected('default', { app: 'web' })).toEqual([]));
  test('are found in whatever namespace', () => expect(index.selectedAnywhere({ version: 'v2' })).toEqual([other]));
  test('are none where one label differs', () => expect(index.selected('shop', { app: 'web', version: 'v3' })).toEqual([]));
});

describe('selectors by the labels of a pod', () => {
  const narrow = { selector: { app: 'web', version: 'v1' } };
  const wide = { selector: { app: 'web' } };
  const index = new SelectorIndex<{ selector: Record<string, string> }>();
  index.add('shop', narrow);
  index.add('shop', wide);

  test('are those that ask for no other label', () => expect(index.selecting('shop', { app: 'web' })).toEqual([wide]));
  test('are each found once', () => expect(index.selecting('shop', { version: 'v1', app: 'web' })).toEqual([narrow, wide]));
  test('are none of another namespace', () => expect(index.selecting('default', { app: 'web' })).toEqual([]));
});
