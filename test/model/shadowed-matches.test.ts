import { readVirtualService, type VirtualService } from '../../lib/model/virtual-service';
import { shadowedHttpMatches, shadowedTcpMatches } from '../../lib/model/shadowed-matches';
import { clashingTlsMatches, leftOutTlsMatches } from '../../lib/model/sni-collisions';

function read(spec: object): VirtualService {
  const ref = { kind: 'VirtualService', name: 'shop', namespace: 'web' };
  return readVirtualService({ manifest: { spec: { hosts: ['a.com'], gateways: ['web', 'other'], ...spec } }, ref, origin: { kind: 'construct', path: 'shop' } }, { domain: 'cluster.local', exportTo: ['*'] });
}

const uri = (prefix: string, more: object = {}) => ({ uri: { prefix }, ...more });
const http = (...matches: ReadonlyArray<readonly object[] | undefined>) => shadowedHttpMatches(read({ http: matches.map((match) => ({ match, route: [] })) }));

describe('a match of an HTTP rule is never reached', () => {
  test.each([
    ['behind a rule without matches', [undefined, [uri('/a')]]],
    ['behind a shorter prefix', [[uri('/a')], [uri('/ab')]]],
    ['behind a match for all paths', [[uri('/')], undefined]],
    ['behind an expression for all paths', [[{ uri: { regex: '.*' } }], [uri('/a')]]],
    ['behind one that says the same of a header in other letters', [[{ headers: { 'X-A': { exact: '1' } } }], [{ headers: { 'x-a': { exact: '1' } } }]]],
    ['behind one for more ports', [[uri('/a')], [uri('/a', { port: 80 })]]],
    ['behind one for more gateways', [[uri('/a', { gateways: ['web', 'other'] })], [uri('/a', { gateways: ['web'] })]]],
    ['behind one for all gateways that there are', [[uri('/a', { gateways: ['web', 'other'] })], [uri('/a')]]],
    ['behind one for more clients', [[uri('/a', { sourceLabels: { app: 'x' } })], [uri('/a', { sourceLabels: { app: 'x', tier: 'y' } })]]],
    ['behind one that counts apart in statistics', [[uri('/a', { statPrefix: 'x' })], [uri('/a')]]],
  ])('%s', (_, matches) => expect(http(...matches)).toHaveLength(1));
});

describe('a match of an HTTP rule is reached', () => {
  test.each([
    ['behind a longer prefix', [[uri('/ab')], [uri('/a')]]],
    ['behind one for one port', [[uri('/a', { port: 80 })], [uri('/a')]]],
    ['behind one for one gateway', [[uri('/a', { gateways: ['web'] })], [uri('/a')]]],
    ['behind one for some clients', [[uri('/a', { sourceLabels: { app: 'x' } })], [uri('/a')]]],
    ['on gateways that it names, whatever the clients of another', [[uri('/a', { sourceLabels: { app: 'x' } })], [uri('/a', { gateways: ['web'], sourceLabels: { app: 'x' } })]]],
    ['behind one for clients of one namespace', [[uri('/a', { sourceNamespace: 'x' })], [uri('/a')]]],
    ['behind one with a field that Istio does not have', [[uri('/a', { unknown: 1 })], [uri('/a')]]],
  ])('%s', (_, matches) => expect(http(...matches)).toEqual([]));

  test('behind a rule that delegates', () => {
    expect(shadowedHttpMatches(read({ http: [{ delegate: { name: 'blog' } }, { match: [uri('/a')] }] }))).toEqual([]);
  });
});

test('what takes the requests is told', () => {
  expect(http([uri('/x'), uri('/a')], [uri('/y'), uri('/ab')])).toEqual([{ rule: 1, match: 1, by: { rule: 0, match: 1 } }]);
});

test('many rules are looked through at once', () => {
  const rules = Array.from({ length: 20000 }, (_, index) => [uri('/', { headers: { 'x-user': { exact: `user-${index}` } } })]);
  expect(http(...rules)).toEqual([]);
});

describe('a TCP match', () => {
  const tcp = (...matches: ReadonlyArray<object | undefined>) => shadowedTcpMatches(read({ tcp: matches.map((match) => ({ match: match && [match], route: [] })) }));
  test.each([
    [{ port: 80 }, { port: 80 }, 1],
    [undefined, { port: 80 }, 1],
    [{}, { destinationSubnets: ['10.0.0.0/8'] }, 1],
    [{ destinationSubnets: ['10.0.0.0/8', '11.0.0.0/8'] }, { destinationSubnets: ['10.0.0.0/8'] }, 1],
    [{ destinationSubnets: ['10.0.0.0/8'] }, { destinationSubnets: ['10.1.0.0/16'] }, 0],
    [{ destinationSubnets: ['10.0.0.0/8'] }, {}, 0],
    [{ port: 80 }, { port: 81 }, 0],
    [{ port: 80 }, {}, 0],
    [{ gateways: ['web'] }, {}, 0],
    [{ gateways: ['web', 'other'] }, {}, 1],
  ])('%j before %j hides %d', (first, second, hidden) => expect(tcp(first, second)).toHaveLength(hidden));
});

describe('a TLS match', () => {
  const tls = (first: object, second: object, gateways = ['web']) => read({ gateways, tls: [first, second].map((match) => ({ match: [match], route: [] })) });
  const sni = (...sniHosts: readonly string[]) => ({ sniHosts });

  test('is left out with the SNI hosts that are its own', () => {
    expect(leftOutTlsMatches(tls(sni('a.com'), sni('a.com', 'b.com')))).toEqual([{ rule: 1, match: 0, by: { rule: 0, match: 0 }, shared: ['a.com'], lost: ['b.com'] }]);
  });
  test('takes nothing away from those behind it when it is left out', () => {
    const service = read({ tls: [sni('a.com'), sni('a.com', 'b.com'), sni('b.com')].map((match) => ({ match: [match], route: [] })) });
    expect(leftOutTlsMatches(service).map(({ rule }) => rule)).toEqual([1]);
  });
  test.each([
    ['for another port', { ...sni('a.com'), port: 443 }, { ...sni('a.com'), port: 8443 }],
    ['within a wildcard', sni('*.a.com'), sni('b.a.com')],
    ['of another gateway', { ...sni('a.com'), gateways: ['web'] }, { ...sni('a.com'), gateways: ['other'] }],
  ])('%s stays', (_, first, second) => expect(leftOutTlsMatches(tls(first, second, ['web', 'other']))).toEqual([]));
  test('on sidecars is left out only where it is the same', () => {
    expect(leftOutTlsMatches(tls(sni('a.com'), sni('a.com', 'b.com'), ['mesh']))).toEqual([]);
    expect(leftOutTlsMatches(tls(sni('a.com'), sni('a.com'), ['mesh']))).toHaveLength(1);
    expect(leftOutTlsMatches(tls(sni('a.com'), { ...sni('a.com'), destinationSubnets: ['10.0.0.0/8'] }, ['mesh']))).toEqual([]);
  });
  test('clashes with one whose SNI host has other letters', () => {
    expect(clashingTlsMatches(tls(sni('A.com'), sni('a.com')))).toEqual([{ rule: 1, match: 0, by: { rule: 0, match: 0 }, sniHost: 'a.com', other: 'A.com' }]);
  });
  test('clashes with itself where it has an SNI host twice', () => expect(clashingTlsMatches(tls(sni('a.com', 'a.com'), sni('b.com')))).toHaveLength(1));
  test('does not clash on sidecars', () => expect(clashingTlsMatches(tls(sni('A.com'), sni('a.com'), ['mesh']))).toEqual([]));
});
