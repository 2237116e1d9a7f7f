import { exportToMistakes, isExportedTo } from '../../lib/values/export-to';

test.each([
  [['*'], 'b', true],
  [['.'], 'a', true],
  [['.'], 'b', false],
  [['b'], 'b', true],
  [['~'], 'a', false],
  [[], 'a', false],
])('what namespace a exports to %j is seen from %s: %s', (exportTo, viewer, expected) => {
  expect(isExportedTo(exportTo, 'a', viewer)).toBe(expected);
});

describe('what Istio refuses of an exportTo', () => {
  const kinds = (exportTo: readonly string[], { own, hides = false }: { own?: string; hides?: boolean } = { own: 'web' }) => [...exportToMistakes(exportTo, { own, hides })].map(({ index, kind }) => `${index} ${kind}`);

  test.each([[[]], [['*']], [['.']], [['.', 'shop']], [['web', 'shop']]])('nothing of %j', (exportTo) => expect(kinds(exportTo)).toEqual([]));

  test.each([
    [['shop', 'shop'], ['1 twice']],
    [['.', 'web'], ['1 own-twice']],
    [['web', '.'], ['1 own-twice']],
    [['.', '.'], ['1 twice']],
    [['a_b'], ['0 name']],
    [[''], ['0 name']],
    [['~'], ['0 name']],
    [['shop', '*'], ['1 all-and-others']],
    [['*', '*'], ['1 twice']],
    [['*', '.'], ['0 all-and-others']],
  ])('%j: %j', (exportTo, expected) => expect(kinds(exportTo)).toEqual(expected));

  test('the own namespace under two names is no news where it is not known', () => expect(kinds(['.', 'web'], {})).toEqual([]));
  test('what may be hidden from all may have "~" alone', () => {
    expect(kinds(['~'], { hides: true })).toEqual([]);
    expect(kinds(['~', 'shop'], { hides: true })).toEqual(['0 nobody-and-others']);
  });
});
