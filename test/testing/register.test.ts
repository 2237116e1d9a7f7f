import { SHOP } from './shop';

/** The entry point, loaded where the runner's `expect` is this. */
function loadWith(runners: unknown): typeof import('../../lib/testing') {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'expect');
  try {
    Object.defineProperty(globalThis, 'expect', { value: runners, configurable: true });
    let loaded: typeof import('../../lib/testing') | undefined;
    jest.isolateModules(() => {
      loaded = require('../../lib/testing') as typeof import('../../lib/testing');
    });
    return loaded as typeof import('../../lib/testing');
  } finally {
    Object.defineProperty(globalThis, 'expect', own ?? {});
  }
}

const NAMES = ['toReach', 'toBeRefused', 'toBeRedirectedTo', 'toBeAnswered'];

test('the matchers are given to the expect of the runner', () => {
  const extend = jest.fn();
  loadWith({ extend });
  expect(extend.mock.calls.map(([given]) => Object.keys(given))).toEqual([NAMES]);
});

test.each([['there is none', undefined], ['it cannot be extended', () => undefined]])('where %s, everything else is there all the same', (_, runners) => {
  const { get, findAll, matchers, unreached } = loadWith(runners);
  expect(get(SHOP, 'http://shop.example.com/basket').outcome.kind).toBe('forwarded');
  expect(findAll(SHOP, 'Gateway')).toHaveLength(1);
  expect(unreached(SHOP).length).toBeGreaterThan(0);
  expect(Object.keys(matchers)).toEqual(NAMES);
});

test('a matcher can be called by any runner', () => {
  const { get, matchers } = loadWith(undefined);
  const routed = get(SHOP, 'http://shop.example.com/basket');
  expect(matchers.toReach(routed, 'cart').pass).toBe(true);
  expect(matchers.toReach.call({ isNot: true }, routed, 'cart').pass).toBe(true);
  const { pass, message } = matchers.toReach(routed, 'reviews');
  expect([pass, message()]).toEqual([false, expect.stringMatching(/^expected http:\/\/shop\.example\.com\/basket to reach reviews, but it is forwarded to /)]);
});

test('what one copy of the package has got, the matchers of another take', () => {
  const { matchers } = loadWith(undefined);
  expect(matchers.toReach(loadWith(undefined).get(SHOP, 'http://shop.example.com/basket'), 'cart').pass).toBe(true);
});
