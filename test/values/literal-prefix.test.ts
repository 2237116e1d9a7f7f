import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { literalPrefix } from '../../lib/values/literal-prefix';

describe('all that a regular expression takes starts with', () => {
  test.each([
    ['/shop', '/shop'],
    ['/v[0-9]+/.*', '/v'],
    ['^/shop/.*$', '/shop/'],
    ['/a\\.b', '/a.b'],
    ['/ab*', '/a'],
    ['/ab?c', '/a'],
    ['/ab{0,2}', '/a'],
    ['/ab+', '/ab'],
    ['/(a|b)/c', '/'],
    ['/a|/b', ''],
    ['/a[(]|/b', ''],
    ['/a[])]|/b', ''],
    ['/a\\(|/b', ''],
    ['/a(b|c)', '/a'],
    ['(?i)/shop', ''],
    ['/\\Qa.b\\E', '/'],
    ['/\\d+', '/'],
    ['.*', ''],
  ])('%s: "%s"', (regex, prefix) => {
    expect(literalPrefix(regex)).toBe(prefix);
  });

  test('that, whatever the expression', () => {
    const atoms = fc.constantFrom('/', 'a', 'b', '.', '\\.', '[ab]', '[^/]', '(a|b)', '(?:/a)?', '|', '*', '+', '?', '{0,1}', '^', '$', '(?i)');
    const regexes = fc.array(atoms, { maxLength: 6 }).map((each) => each.join('')).filter(compiles);
    const texts = fc.array(fc.constantFrom('/', 'a', 'b', '.', 'A'), { maxLength: 5 }).map((each) => each.join(''));
    fc.assert(fc.property(regexes, texts, (regex, text) => !RE2JS.compile(regex).matches(text) || text.startsWith(literalPrefix(regex))), { numRuns: 5000 });
  });
});

function compiles(regex: string): boolean {
  try {
    RE2JS.compile(regex);
    return true;
  } catch {
    return false;
  }
}
