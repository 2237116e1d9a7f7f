import { formatRequestMatch, requestMatchCovers, requestMatchesMeet, type RequestMatch } from '../../lib/values/request-match';

const path = (kind: 'exact' | 'prefix' | 'regex', value: string, more: Partial<RequestMatch> = {}): RequestMatch => (
  { path: { kind, value }, headers: {}, queryParams: {}, ...more }
);
const any = (more: Partial<RequestMatch> = {}): RequestMatch => ({ path: { kind: 'any' }, headers: {}, queryParams: {}, ...more });

describe('two matches meet where some request takes both', () => {
  test.each([
    [path('exact', '/a'), path('exact', '/a'), true],
    [path('exact', '/a'), path('exact', '/b'), false],
    [path('exact', '/a/b'), path('prefix', '/a'), true],
    [path('prefix', '/a'), path('prefix', '/a/b'), true],
    [path('prefix', '/a'), path('prefix', '/b'), false],
    [any(), path('exact', '/a'), true],
    [path('regex', '/a.*'), path('exact', '/a'), undefined],
    [path('regex', '/a.*'), path('regex', '/a.*'), true],
    [any({ method: { exact: 'GET' } }), any({ method: { exact: 'POST' } }), false],
    [any({ method: { exact: 'GET' } }), any(), true],
    [any({ headers: { x: { exact: '1' } } }), any({ headers: { x: { exact: '2' } } }), false],
    [any({ headers: { x: { exact: '1' } } }), any({ headers: { y: { exact: '2' } } }), true],
    [any({ headers: { x: { prefix: 'a' } } }), any({ headers: { x: { exact: 'ab' } } }), true],
    [any({ headers: { x: { present: true } } }), any({ headers: { x: { exact: 'ab' } } }), true],
    [any({ queryParams: { q: { exact: '1' } } }), any({ queryParams: { q: { exact: '2' } } }), false],
    [path('regex', '/a.*', { method: { exact: 'GET' } }), path('exact', '/a', { method: { exact: 'PUT' } }), false],
  ])('%j and %j: %s', (a, b, meet) => {
    expect(requestMatchesMeet(a, b)).toBe(meet);
    expect(requestMatchesMeet(b, a)).toBe(meet);
  });
});

describe('a match covers another where it takes all of its requests', () => {
  test.each([
    [any(), path('exact', '/a'), true],
    [path('prefix', '/a'), path('prefix', '/a/b'), true],
    [path('prefix', '/a'), path('exact', '/ab'), true],
    [path('prefix', '/a/b'), path('prefix', '/a'), false],
    [path('exact', '/a'), path('prefix', '/a'), false],
    [path('regex', '/a.*'), path('exact', '/a'), false],
    [any({ method: { exact: 'GET' } }), any(), false],
    [any(), any({ method: { exact: 'GET' } }), true],
    [any({ headers: { x: { present: true } } }), any({ headers: { x: { exact: '1' } } }), true],
    [any({ headers: { x: { exact: '1' } } }), any({ headers: { x: { prefix: '1' } } }), false],
  ])('%j covers %j: %s', (outer, inner, covers) => {
    expect(requestMatchCovers(outer, inner)).toBe(covers);
  });
});

test('a match reads as a person would say it', () => {
  expect(formatRequestMatch(any())).toBe('any path');
  expect(formatRequestMatch(path('prefix', '/a', { method: { exact: 'GET' }, headers: { x: { exact: '1' }, y: { present: true } }, queryParams: { q: { prefix: 'p' } } })))
    .toBe('GET prefix /a with header x=1 and header y and query q=p*');
});
