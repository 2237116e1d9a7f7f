import { hostCovers, hostCoversInIstiod, sanitizeServerHost, sanitizeServerHosts, whyNoHost } from '../../lib/values/host';

describe('which names a host covers', () => {
  test.each([
    ['*', 'a.com', true],
    ['*', '*.a.com', true],
    ['a.com', 'A.com', true],
    ['*.a.com', 'x.a.com', true],
    ['*.a.com', 'x.y.a.com', true],
    ['*.a.com', '*.x.a.com', true],
    ['*.a.com', 'a.com', false],
    ['*.a.com', '.a.com', false],
    ['x.a.com', '*.a.com', false],
    ['a.com', 'b.com', false],
  ])('%s covers %s: %s', (outer, inner, covers) => {
    expect(hostCovers(outer, inner)).toBe(covers);
  });
});

describe('which hosts istiod takes a host to cover', () => {
  test.each([
    ['*', '*.a.com', true],
    ['*.a.com', 'x.a.com', true],
    ['*b.com', 'b.com', true],
    ['*.a.com', 'a.com', false],
    ['a.com', 'A.com', false],
    ['*.A.com', 'x.a.com', false],
  ])('%s covers %s: %s', (outer, inner, covers) => {
    expect(hostCoversInIstiod(outer, inner)).toBe(covers);
  });
});

test('a host of a server that is for every namespace and name replaces the others', () => {
  expect(sanitizeServerHosts(['a.com', '*/*', './b.com'], 'own')).toEqual([{ name: '*' }]);
  expect(sanitizeServerHosts(['a.com', './b.com'], 'own')).toEqual([{ name: 'a.com' }, { namespace: 'own', name: 'b.com' }]);
});

describe('a server host as istiod compares it', () => {
  test.each([
    ['A.com', { name: 'A.com' }],
    ['*/a.com', { name: 'a.com' }],
    ['./a.com', { namespace: 'own', name: 'a.com' }],
    ['other/a.com', { namespace: 'other', name: 'a.com' }],
  ])('%s', (text, host) => {
    expect(sanitizeServerHost(text, 'own')).toEqual(host);
  });
});

describe('what is no host says why', () => {
  test.each([
    ['shop.example.com', undefined],
    ['*.example.com', undefined],
    ['*', undefined],
    ['*.com', undefined],
    ['', 'is empty'],
    ['https://a.com:80/x', 'is a URL; give the name alone: "a.com"'],
    ['a.com/x', 'has a slash; give the name alone, such as "shop.example.com"'],
    ['a.com:80', 'has a port; the port is the gateway\'s: give "a.com"'],
    ['a.*.com', 'has a wildcard that is not its first label; only "*" and "*.example.com" are wildcards'],
    ['*a.com', 'has a wildcard that is not its first label; only "*" and "*.example.com" are wildcards'],
    ['my_app.com', 'is not a DNS name'],
    ['shop', 'has no dot; a gateway serves full names such as "shop.example.com"'],
  ])('"%s"', (text, why) => {
    expect(whyNoHost(text)).toBe(why);
  });
});
