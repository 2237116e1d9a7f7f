import * as fc from 'fast-check';
import { ANY_ROUTE_MATCH, formatRouteMatch, routeMatchCovers, routeMatchesMeet, type RouteMatch } from '../../lib/values/route-match';
import type { PathMatch } from '../../lib/values/request-match';
import type { StringMatch } from '../../lib/values/string-match';
import { takes } from '../../lib/values/text-meeting';

const any = (more: Partial<RouteMatch> = {}): RouteMatch => ({ ...ANY_ROUTE_MATCH, ...more });
const path = (kind: 'exact' | 'prefix' | 'regex', value: string, more: Partial<RouteMatch> = {}): RouteMatch => any({ path: { kind, value }, ...more });

describe('two matches meet where some request takes both', () => {
  test.each([
    [path('exact', '/a'), path('exact', '/a'), true],
    [path('exact', '/a'), path('exact', '/b'), false],
    [path('exact', '/a/b'), path('prefix', '/a'), true],
    [path('prefix', '/a'), path('prefix', '/a/b'), true],
    [path('prefix', '/a'), path('prefix', '/b'), false],
    [any(), path('exact', '/a'), true],
    [path('regex', '/a.*'), path('exact', '/a'), true],
    [path('regex', '/a.*'), path('regex', '/a.*'), true],
    [any({ method: { exact: 'GET' } }), any({ method: { exact: 'POST' } }), false],
    [any({ method: { exact: 'GET' } }), any(), true],
    [any({ headers: { x: { exact: '1' } } }), any({ headers: { x: { exact: '2' } } }), false],
    [any({ headers: { x: { exact: '1' } } }), any({ headers: { y: { exact: '2' } } }), true],
    [any({ headers: { x: { prefix: 'a' } } }), any({ headers: { x: { exact: 'ab' } } }), true],
    [any({ headers: { x: { present: true } } }), any({ headers: { x: { exact: 'ab' } } }), true],
    [any({ queryParams: { q: { exact: '1' } } }), any({ queryParams: { q: { exact: '2' } } }), false],
    [path('regex', '/a.*', { method: { exact: 'GET' } }), path('exact', '/a', { method: { exact: 'PUT' } }), false],
    [path('regex', '/a[0-9]'), path('exact', '/a7'), true],
    [path('regex', '/a[0-9]'), path('exact', '/ax'), false],
    [path('regex', '/a/.*'), path('prefix', '/b'), false],
    [path('regex', '/a/.*'), path('prefix', '/a/b'), undefined],
    [path('regex', '/a/.*'), path('regex', '/b/.*'), false],
    [path('regex', '/a/.*'), path('regex', '/a/b.*'), undefined],
    [path('exact', '/shop', { ignoreCase: true }), path('exact', '/Shop'), true],
    [path('exact', '/shop'), path('exact', '/Shop'), false],
    [path('prefix', '/shop', { ignoreCase: true }), path('exact', '/SHOP/x'), true],
    [path('regex', '/Shop.*'), path('prefix', '/shop', { ignoreCase: true }), undefined],
    [path('exact', '/shop', { ignoreCase: true }), path('regex', '/SH.*'), undefined],
    [path('exact', '/shop', { ignoreCase: true }), path('regex', '/users/.*'), false],
    [path('exact', '/a', { ignoreCase: true }), path('regex', '/abc.*'), false],
    [any({ scheme: { exact: 'http' } }), any({ scheme: { exact: 'https' } }), false],
    [any({ authority: { exact: 'a.com' } }), any({ authority: { regex: '.*[.]org' } }), false],
    [any({ headers: { x: { exact: '1' } } }), any({ without: { x: { present: true } } }), false],
    [any({ headers: { x: { exact: '1' } } }), any({ without: { x: { exact: '2' } } }), true],
    [any({ headers: { x: { regex: '1+' } } }), any({ headers: { x: { exact: '11' } } }), true],
    [any({ port: 80 }), any({ port: 443 }), false],
    [any({ gateways: ['a'] }), any({ gateways: ['b', 'mesh'] }), false],
    [any({ gateways: ['a'] }), any(), true],
    [any({ sourceLabels: { app: 'a' } }), any({ sourceLabels: { app: 'b' } }), false],
    [any({ sourceNamespace: 'a' }), any({ sourceNamespace: 'b' }), false],
    [any({ sourceLabels: { app: 'a' } }), any({ sourceNamespace: 'b' }), true],
  ])('%j and %j: %s', (a, b, meet) => {
    expect(routeMatchesMeet(a, b)).toBe(meet);
    expect(routeMatchesMeet(b, a)).toBe(meet);
  });
});

describe('a match covers another where it takes all of its requests', () => {
  test.each([
    [path('regex', '/a[0-9]'), path('exact', '/a7'), true],
    [path('regex', '/a[0-9]'), path('exact', '/a'), false],
    [path('exact', '/shop', { ignoreCase: true }), path('exact', '/Shop'), true],
    [path('exact', '/shop'), path('exact', '/shop', { ignoreCase: true }), false],
    [any({ without: { x: { present: true } } }), any(), false],
    [any(), any({ without: { x: { present: true } } }), true],
    [any({ gateways: ['a', 'b'] }), any({ gateways: ['a'] }), true],
    [any({ gateways: ['a'] }), any(), false],
    [any({ port: 80 }), any({ port: 80, scheme: { exact: 'https' } }), true],
    [any({ sourceLabels: { app: 'a' } }), any({ sourceLabels: { app: 'a', tier: 'b' } }), true],
    [any({ sourceNamespace: 'a' }), any(), false],
  ])('%j covers %j: %s', (outer, inner, covers) => {
    expect(routeMatchCovers(outer, inner)).toBe(covers);
  });
});

test('a match reads as a person would say it', () => {
  expect(formatRouteMatch(any({ port: 80, gateways: ['mesh', 'web/gw'], scheme: { exact: 'https' }, sourceLabels: { app: 'a' }, sourceNamespace: 'b' })))
    .toBe('any path, scheme=https, port 80, gateway mesh or web/gw, from pods with app=a, from namespace b');
});

describe('of any two matches and any request', () => {
  const word = fc.constantFrom('a', 'b', 'ab', 'A');
  const text = fc.oneof<fc.Arbitrary<StringMatch>[]>(
    word.map((exact) => ({ exact })), word.map((prefix) => ({ prefix })), fc.constantFrom({ regex: 'a.*' }, { regex: '[ab]+' }, { regex: 'a|b' }), fc.constant({ present: true as const }),
  );
  const named = fc.dictionary(fc.constantFrom('x', 'y'), text, { maxKeys: 2 });
  const value = fc.constantFrom('/', '/a', '/a/', '/a/b', '/A', '/b');
  const paths = fc.oneof<fc.Arbitrary<PathMatch>[]>(
    fc.constant({ kind: 'any' as const }), value.map((each) => ({ kind: 'exact' as const, value: each })), value.map((each) => ({ kind: 'prefix' as const, value: each })),
    fc.constantFrom('/a.*', '/[ab]', '/a/.+', '(?i)/a', '/a|/b').map((each) => ({ kind: 'regex' as const, value: each })),
  );
  const matches = fc.record({
    path: paths, ignoreCase: fc.boolean(), headers: named, without: named, queryParams: fc.constant({}), sourceLabels: fc.constant({}),
    port: fc.constantFrom(undefined, 80, 443), gateways: fc.constantFrom(undefined, ['g'], ['g', 'mesh']),
  });
  const requests = fc.record({
    path: fc.constantFrom('/', '/a', '/a/', '/a/b', '/A', '/b', '/ab', '/A/b'), headers: fc.dictionary(fc.constantFrom('x', 'y'), word, { maxKeys: 2 }),
    port: fc.constantFrom(80, 443), gateway: fc.constantFrom('g', 'mesh'),
  });
  type Request = typeof requests extends fc.Arbitrary<infer R> ? R : never;

  const meetsText = (match: StringMatch, given: string | undefined): boolean => {
    if ('present' in match) return given !== undefined;
    if (given === undefined) return false;
    if ('exact' in match) return given === match.exact;
    return 'prefix' in match ? given.startsWith(match.prefix) : takes(match.regex, given);
  };
  const meetsPath = ({ path: wanted, ignoreCase }: RouteMatch, given: string): boolean => {
    if (wanted.kind === 'any') return true;
    if (wanted.kind === 'regex') return takes(wanted.value, given);
    const [a, b] = ignoreCase ? [given.toLowerCase(), wanted.value.toLowerCase()] : [given, wanted.value];
    return wanted.kind === 'exact' ? a === b : a.startsWith(b);
  };
  const meets = (match: RouteMatch, { path: given, headers, port, gateway }: Request): boolean => meetsPath(match, given)
    && Object.entries(match.headers).every(([name, each]) => meetsText(each, headers[name]))
    && Object.entries(match.without).every(([name, each]) => !meetsText(each, headers[name] ?? ('present' in each ? undefined : '')))
    && (match.port ?? port) === port && (match.gateways?.includes(gateway) ?? true);

  test('a request that meets both makes them meet', () => {
    fc.assert(fc.property(matches, matches, requests, (a, b, request) => !(meets(a, request) && meets(b, request)) || routeMatchesMeet(a, b) !== false), { numRuns: 20000 });
  });

  test('a request that meets what is covered meets what covers it', () => {
    fc.assert(fc.property(matches, matches, requests, (a, b, request) => !(routeMatchCovers(a, b) && meets(b, request)) || meets(a, request)), { numRuns: 20000 });
  });
});
