import { formatFullMatch, fullMatchCovers, type FullMatch } from '../../lib/values/full-match';
import { FullMatchIndex } from '../../lib/values/full-match-index';
import { ANY_ROUTE_MATCH } from '../../lib/values/route-match';
import type { StringMatch } from '../../lib/values/string-match';

const full = (more: Partial<FullMatch> = {}): FullMatch => ({ ...ANY_ROUTE_MATCH, ...more });
const prefix = (value: string, more: Partial<FullMatch> = {}) => full({ path: { kind: 'prefix', value }, ...more });

describe('a match covers another where it takes all of its requests', () => {
  test.each([
    [full({ authority: { exact: 'a' } }), full(), false],
    [full({ authority: { prefix: 'a' } }), full({ authority: { exact: 'ab' } }), true],
    [full({ authority: { present: true } }), full(), true],
    [full({ scheme: { exact: 'http' } }), full({ scheme: { exact: 'http' } }), true],
    [full({ scheme: { exact: 'http' } }), full({ scheme: { exact: 'https' } }), false],
    [prefix('/a', { ignoreCase: true }), prefix('/A'), true],
    [prefix('/a'), prefix('/a', { ignoreCase: true }), false],
    [full(), prefix('/a', { ignoreCase: true }), true],
    [prefix('/a', { ignoreCase: true }), prefix('/AB', { ignoreCase: true }), true],
  ])('%j covers %j: %s', (outer, inner, covers) => expect(fullMatchCovers(outer, inner)).toBe(covers));
});

describe('what must not be is ruled out', () => {
  const without = (match: StringMatch) => full({ without: { x: match } });
  const withHeader = (match: StringMatch) => full({ headers: { x: match } });
  test.each([
    [without({ exact: 'a' }), full(), false],
    [without({ exact: 'a' }), without({ exact: 'a' }), true],
    [without({ exact: 'a' }), without({ exact: 'b' }), false],
    [without({ exact: 'ab' }), without({ prefix: 'a' }), true],
    [without({ prefix: 'a' }), without({ exact: 'ab' }), false],
    [without({ exact: 'a' }), without({ present: true }), true],
    [without({ exact: '' }), without({ present: true }), false],
    [without({ present: true }), without({ exact: 'a' }), false],
    [without({ present: true }), without({ present: true }), true],
    [without({ exact: 'a' }), withHeader({ exact: 'b' }), true],
    [without({ exact: 'a' }), withHeader({ exact: 'a' }), false],
    [without({ present: true }), withHeader({ exact: 'b' }), false],
  ])('%j covers %j: %s', (outer, inner, covers) => expect(fullMatchCovers(outer, inner)).toBe(covers));
});

test('a match reads as a person would say it', () => {
  expect(formatFullMatch(prefix('/a', { authority: { exact: 'a' }, scheme: { exact: 'http' }, without: { x: { present: true } }, ignoreCase: true })))
    .toBe('prefix /a, authority=a, scheme=http, without header x, in any case');
});

describe.each([0, 100])('an index finds what covers a match, with %d others in it', (others) => {
  const index = new FullMatchIndex<string>();
  for (let other = 0; other < others; other++) index.add(prefix(`/other/${other}`), 'another');
  index.add(prefix('/a', { headers: { x: { exact: '1' } } }), 'with a header');
  index.add(prefix('/a', { ignoreCase: true, method: { exact: 'GET' } }), 'in any case');
  index.add(full({ path: { kind: 'regex', value: '/c.*' } }), 'an expression');
  index.add(prefix('/a/b'), 'a longer path');
  index.add(prefix('/a'), 'a path');
  const find = (match: FullMatch) => index.covering(match, () => true);

  test('the first that was added', () => expect(find(prefix('/a/b/c'))).toBe('a longer path'));
  test('one that asks for what the match asks for', () => expect(find(prefix('/a/b', { headers: { x: { exact: '1' } } }))).toBe('with a header'));
  test('one that does not look at case', () => expect(find(prefix('/AB', { method: { exact: 'GET' } }))).toBe('in any case'));
  test('the same expression', () => expect(find(full({ path: { kind: 'regex', value: '/c.*' }, method: { exact: 'GET' } }))).toBe('an expression'));
  test('none', () => expect(find(prefix('/'))).toBeUndefined());
  test('the first that is accepted', () => expect(index.covering(prefix('/a/b'), (value) => value === 'a path')).toBe('a path'));
});

/** The same row of numbers every time. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

interface Request { readonly path: string; readonly method: string; readonly x?: string }

function meets(match: StringMatch | undefined, value: string | undefined): boolean {
  if (match === undefined) return true;
  if (value === undefined) return false;
  if ('exact' in match) return value === match.exact;
  return 'prefix' in match ? value.startsWith(match.prefix) : true;
}

function takes({ path, ignoreCase, method, headers, without }: FullMatch, request: Request): boolean {
  const seen = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const onPath = path.kind === 'any' || path.kind === 'regex' || meets(path.kind === 'exact' ? { exact: seen(path.value) } : { prefix: seen(path.value) }, seen(request.path));
  const ruledOut = without.x !== undefined && ('present' in without.x ? request.x !== undefined : meets(without.x, request.x ?? ''));
  return onPath && meets(method, request.method) && meets(headers.x, request.x) && !ruledOut;
}

test('no request of a covered match is missed by the one that covers it', () => {
  const random = numbers(7);
  const oneOf = <T>(items: readonly T[]): T => items[random(items.length)];
  const texts: ReadonlyArray<StringMatch | undefined> = [undefined, undefined, { exact: 'A' }, { exact: '' }, { prefix: 'A' }, { present: true }];
  const some = (): FullMatch => {
    const [method, header, without] = [oneOf(texts), oneOf(texts), oneOf(texts)];
    return full({
      path: oneOf([{ kind: 'any' }, { kind: 'prefix', value: '/a' }, { kind: 'prefix', value: '/A' }, { kind: 'exact', value: '/ab' }, { kind: 'exact', value: '/a' }]),
      ignoreCase: random(3) === 0, method, headers: header === undefined ? {} : { x: header }, without: without === undefined ? {} : { x: without },
    });
  };
  const requests = ['/', '/a', '/A', '/ab', '/AB', '/abc'].flatMap((path) => ['A', 'AB', 'B'].flatMap((method) => [undefined, '', 'A', 'AB', 'B'].map((x): Request => ({ path, method, x }))));
  const pairs = Array.from({ length: 3000 }, () => [some(), some()] as const).filter(([outer, inner]) => fullMatchCovers(outer, inner));
  expect(pairs.length).toBeGreaterThan(100);
  expect(pairs.filter(([outer, inner]) => requests.some((request) => takes(inner, request) && !takes(outer, request)))).toEqual([]);
});
