import { Match, Rewrite } from 'cdk8s-istio';
import { wireMatch } from '../../lib/constructs/branch';

const wire = (match: Match) => match._branches().map((branch) => wireMatch(branch));

describe('a match as Istio gets it', () => {
  test.each<[string, Match, unknown[]]>([
    ['an exact path', Match.exact('/a'), [{ uri: { exact: '/a' } }]],
    ['a prefix', Match.prefix('/a'), [{ uri: { prefix: '/a' } }]],
    ['a path and what is below it', Match.under('/a'), [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }]],
    ['a path whose slash at the end says nothing', Match.under('/a/'), [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }]],
    ['everything', Match.any(), [undefined]],
    ['everything, as a prefix', Match.prefix('/'), [undefined]],
    ['everything, as what is under the root', Match.under('/'), [undefined]],
    ['a method', Match.any().method('GET'), [{ method: { exact: 'GET' } }]],
    ['headers, their names in small letters', Match.any().header('End-User', 'jason').header('x', { prefix: 'a' }), [{ headers: { 'end-user': { exact: 'jason' }, 'x': { prefix: 'a' } } }]],
    ['a header that only has to be there', Match.any().header('x', { present: true }), [{ headers: { x: {} } }]],
    ['a query parameter', Match.exact('/a').queryParam('q', '1'), [{ uri: { exact: '/a' }, queryParams: { q: { exact: '1' } } }]],
  ])('%s', (_, match, expected) => {
    expect(wire(match)).toEqual(expected);
  });

  test('with a condition added leaves the one that it was made of alone', () => {
    const match = Match.exact('/a');
    match.method('GET');
    expect(wire(match)).toEqual([{ uri: { exact: '/a' } }]);
  });
});

describe('what no request ever is like is refused', () => {
  test.each<[string, () => unknown, string]>([
    ['a path without a slash', () => Match.exact('a'), 'path "a" does not start with a slash; give it as requests have it: "/a"'],
    ['a path with a query', () => Match.prefix('/a?b=1'), 'path "/a?b=1" has a "?", which never is in the path of a request; give the path alone, and a query by queryParam(...)'],
    ['a method in small letters', () => Match.any().method('get'), 'method "get" is no HTTP method; methods are in capitals, such as "GET"'],
    ['a header with its value', () => Match.any().header('a: b', 'c'), '"a: b" is no header name; give the name alone, such as "end-user"'],
    ['an empty prefix', () => Match.any().header('a', { prefix: '' }), 'an empty prefix takes every value; say { present: true }'],
    ['a rewrite with a query', () => Rewrite.path('/new?x=1'), 'rewrite to "/new?x=1" is more than a path, and what follows it would be put behind; give the path alone'],
    ['a rewrite without a slash', () => Rewrite.path('new'), 'rewrite to "new" does not start with a slash; give "/new"'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
