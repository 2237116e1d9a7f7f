import { isTarget, normalize, type Normalization } from '../../lib/router/path';

function normalized(target: string, normalization: Normalization = 'BASE'): string {
  const { path, query } = normalize(target, normalization);
  return `${path}${query}`;
}

describe('Envoy routes by', () => {
  test.each([
    ['/a/b', '/a/b'], ['/a/./b', '/a/b'], ['/a/c/../b', '/a/b'], ['/a/b/..', '/a/'], ['/a/.', '/a/'], ['/../a', '/a'], ['/%61/b', '/a/b'], ['/a\\b', '/a/b'],
    ['/a//b', '/a//b'], ['/a//../b', '/a/b'], ['/a%2Fb', '/a%2Fb'], ['/a%2fb', '/a%2fb'], ['/a;x=1', '/a;x=1'], ['/A', '/A'], ['/a/..b', '/a/..b'], ['/%2e%2e/a', '/a'],
    ['/a?b=/../c', '/a?b=/../c'], ['/a#b', '/a'], ['/a?b#c', '/a?b'], ['/a/../b?c', '/b?c'],
    ['/a"b', '/a%22b'], ['/a<b>^`c', '/a%3Cb%3E%5E%60c'], ['/{a|b}', '/%7Ba%7Cb%7D'], ['/[a]\'!*@', '/[a]\'!*@'], ['/%zz', '/%zz'], ['/a?b="{', '/a?b="{'],
  ])('%s as %s', (target, expected) => expect(normalized(target)).toBe(expected));

  test.each<[Normalization, string, string]>([
    ['NONE', '/a/../b', '/a/../b'],
    ['MERGE_SLASHES', '/a//b', '/a/b'],
    ['MERGE_SLASHES', '/a%2F/b', '/a%2F/b'],
    ['NONE', '/a"\\b', '/a"\\b'],
    ['MERGE_SLASHES', '//a//', '/a/'],
    ['MERGE_SLASHES', '///', '//'],
    ['DECODE_AND_MERGE_SLASHES', '/a%2F/b%5Cc', '/a/b/c'],
    ['DECODE_AND_MERGE_SLASHES', '/%2f', '//'],
  ])('with %s %s as %s', (normalization, target, expected) => expect(normalized(target, normalization)).toBe(expected));
});

test.each([['/a', true], ['/a?b', true], ['/a#b', true], ['/a%00', false], ['/a b', false], ['/a\0b', false]])('whether %j is a target at all: %s', (target, expected) => {
  expect(isTarget(target, 'BASE')).toBe(expected);
});

test('an escaped zero is one where paths are not normalized', () => expect(isTarget('/a%00', 'NONE')).toBe(true));
test('a space is none even there', () => expect(isTarget('/a b', 'NONE')).toBe(false));
