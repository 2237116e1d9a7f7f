import { ApiObject } from 'cdk8s';
import { ExposedService, GatewayRef, HostRoute, Match, ServiceRef } from 'cdk8s-istio';
import { newChart, synthErrors } from '../support';

const gateway = GatewayRef.named('web', 'gw');
const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });
const blog = ServiceRef.named('web', 'blog', { ports: { http: 80 } });

function errors(first: Match, second: Match, more: object = {}): string {
  const chart = newChart();
  new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop, match: first, metadata: { name: 'shop' } });
  new ExposedService(chart, 'blog', { gateway, host: 'a.com', service: blog, match: second, metadata: { name: 'blog' }, ...more });
  return synthErrors(chart);
}

describe('two routes of one host on one gateway', () => {
  test('that could take one request are an error that names both and the way out', () => {
    expect(errors(Match.under('/shop'), Match.prefix('/shop/blog')).replace(/test\/synth\/routes\.test\.ts:\d+/g, 'here')).toBe([
      '[web/blog] two routes of host "a.com" on gateway web/gw could take one request: prefix /shop/, and prefix /shop/blog (MESH401)',
      '      by  web/shop (VirtualService web/shop) at here',
      '      and web/blog (VirtualService web/blog) at here',
      '    Istio tries the older object first. Make them rules of one route: give route: ... to one of them, or match paths that no request can share.',
    ].join('\n'));
  });

  test.each<[string, Match, Match]>([
    ['everything and a path', Match.any(), Match.exact('/blog')],
    ['one path twice', Match.exact('/a'), Match.exact('/a')],
    ['a path in a prefix', Match.exact('/a/b'), Match.prefix('/a')],
    ['a prefix that is no segment', Match.prefix('/shop'), Match.under('/shopping')],
    ['one path by different headers', Match.exact('/a').header('x', '1'), Match.exact('/a').header('y', '1')],
  ])('cannot share %s', (_, first, second) => {
    expect(errors(first, second)).toContain('(MESH401)');
    expect(errors(second, first)).toContain('(MESH401)');
  });

  test.each<[string, Match, Match]>([
    ['different paths', Match.under('/shop'), Match.under('/blog')],
    ['a path and what only begins like it', Match.under('/shop'), Match.under('/shopping')],
    ['different exact paths', Match.exact('/a'), Match.exact('/a/b')],
    ['different methods', Match.any().method('GET'), Match.any().method('POST')],
    ['different values of one header', Match.any().header('x', '1'), Match.any().header('x', '2')],
  ])('may stand side by side with %s', (_, first, second) => {
    expect(errors(first, second)).toBe('');
  });

  test('may be of one path where the hosts differ, also where one is a wildcard for the other', () => {
    expect(errors(Match.any(), Match.any(), { host: 'b.com' })).toBe('');
    expect(errors(Match.any(), Match.any(), { host: '*.com' })).toBe('');
  });

  test('may be of one path where the gateways differ', () => {
    expect(errors(Match.any(), Match.any(), { gateway: GatewayRef.named('other', 'gw') })).toBe('');
  });

  test('are rules of one route where told, and then ranked', () => {
    const chart = newChart();
    const route = new HostRoute(chart, 'site', { gateway, host: 'a.com' });
    new ExposedService(chart, 'shop', { route, match: Match.under('/shop'), service: shop });
    new ExposedService(chart, 'blog', { route, match: Match.prefix('/shop/blog'), service: blog });
    expect(synthErrors(chart)).toBe('');
  });

  test('count raw ones, too, also named by namespace', () => {
    const chart = newChart();
    new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop });
    new ApiObject(chart, 'raw', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { namespace: 'other' },
      spec: { hosts: ['a.com'], gateways: ['web/gw'], http: [{ match: [{ uri: { exact: '/x' } }], route: [{ destination: { host: 'x' } }] }] },
    });
    expect(synthErrors(chart)).toContain('[web/raw] two routes of host "a.com" on gateway web/gw could take one request: any path, and exact /x (MESH401)');
  });

  test('are left alone where what one takes is not certain', () => {
    const chart = newChart();
    new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop, match: Match.under('/shop') });
    new ApiObject(chart, 'raw', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: {},
      spec: { hosts: ['a.com'], gateways: ['gw'], http: [{ match: [{ uri: { regex: '/s.*' } }, { uri: { prefix: '/shop' }, port: 8080 }], route: [{ destination: { host: 'x' } }] }] },
    });
    expect(synthErrors(chart)).toBe('');
  });
});

test('what another object of the app cannot be rendered is left to cdk8s to report', () => {
  const chart = newChart();
  new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop });
  new ApiObject(chart, 'broken', { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', spec: { resolve: () => { throw new Error('not yet'); } } });
  expect(synthErrors(chart)).toContain('Failed serializing construct at path \'web/broken\'');
});

test.each<[string, unknown]>([
  ['no spec', undefined], ['a text for spec', 'x'], ['texts for servers', { servers: ['x', null] }], ['numbers for hosts', { servers: [{ port: { number: 80 }, hosts: [1, null] }] }],
  ['a list for selector', { selector: [], servers: [{ port: 80, hosts: 'x' }] }], ['a text for number', { servers: [{ port: { number: '80' }, hosts: ['a.com'] }] }],
])('a raw Gateway with %s does no harm', (_, spec) => {
  const chart = newChart();
  new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop });
  new ApiObject(chart, 'odd', { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', spec });
  expect(synthErrors(chart)).toBe('');
});
