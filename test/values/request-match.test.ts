import { formatRequestMatch, requestMatchCovers, type RequestMatch } from '../../lib/values/request-match';

const path = (kind: 'exact' | 'prefix' | 'regex', value: string, more: Partial<RequestMatch> = {}): RequestMatch => (
  { path: { kind, value }, headers: {}, queryParams: {}, ...more }
);
const any = (more: Partial<RequestMatch> = {}): RequestMatch => ({ path: { kind: 'any' }, headers: {}, queryParams: {}, ...more });

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
