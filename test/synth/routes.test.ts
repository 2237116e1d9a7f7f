import { ApiObject } from 'cdk8s';
import { ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, Match, ServiceRef } from 'cdk8s-istio';
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
      '      by  web/shop (VirtualService web/shop, spec.http[0]) at here',
      '      and web/blog (VirtualService web/blog, spec.http[0]) at here',
      '    Istio tries the older object first. Make them rules of one route: give route: ... to one of them, or match paths that no request can share.',
    ].join('\n'));
  });

  test.each<[string, Match, Match]>([
    ['everything', Match.any(), Match.any()],
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
    ['everything and a path, since Istio tries everything last', Match.any(), Match.exact('/blog')],
    ['different methods', Match.any().method('GET'), Match.any().method('POST')],
    ['different values of one header', Match.any().header('x', '1'), Match.any().header('x', '2')],
  ])('may stand side by side with %s', (_, first, second) => {
    expect(errors(first, second)).toBe('');
    expect(errors(second, first)).toBe('');
  });

  test('are an error for the sidecars of the mesh, which know one of them only, also where one takes everything', () => {
    expect(errors(Match.any(), Match.exact('/blog'), { alsoInMesh: true })).toBe('');
    const chart = newChart();
    new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop, alsoInMesh: true });
    new ExposedService(chart, 'blog', { gateway, host: 'a.com', service: blog, alsoInMesh: true, match: Match.exact('/blog') });
    expect(synthErrors(chart)).toContain('two routes of host "a.com" on gateway mesh could take one request: any path, and exact /blog (MESH401)');
  });

  test('may be of one path where the hosts differ, also where one is a wildcard for the other', () => {
    expect(errors(Match.any(), Match.any(), { host: 'b.com' })).toBe('');
    expect(errors(Match.any(), Match.any(), { host: '*.com' })).toBe('');
  });

  test('may be of one path where the gateways differ', () => {
    expect(errors(Match.any(), Match.any(), { gateway: GatewayRef.named('other', 'gw') })).toBe('');
  });

  test('count also where their gateways differ but share a listener for plain HTTP, each with a host that takes it', () => {
    const chart = newChart();
    const ingress = IngressGateway.istioctlDefault();
    const wide = new HttpGateway(chart, 'wide', { ingress, hosts: ['*.a.com'] });
    const narrow = new HttpGateway(chart, 'narrow', { ingress, hosts: ['x.a.com'] });
    new ExposedService(chart, 'shop', { gateway: wide, host: 'x.a.com', service: shop });
    new ExposedService(chart, 'blog', { gateway: narrow, host: 'x.a.com', service: blog });
    expect(synthErrors(chart)).toContain('two routes of host "x.a.com" on port 80 of istio-system/istio-ingressgateway could take one request: any path, and any path (MESH401)');
  });

  test('count for a virtual host that a raw server makes of a wildcard and one of its hosts', () => {
    const chart = newChart();
    new ApiObject(chart, 'raw', {
      apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'gw' },
      spec: { selector: { istio: 'x' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.a.com', 'x.a.com'] }] },
    });
    new ExposedService(chart, 'shop', { gateway, host: '*.a.com', service: shop });
    new ExposedService(chart, 'blog', { gateway, host: 'x.a.com', service: blog });
    expect(synthErrors(chart)).toContain('[web/blog] two routes of host "x.a.com" on gateway web/gw could take one request: any path, and any path (MESH401)');
  });

  test('may both be of the star where their gateways on one listener have different hosts', () => {
    const chart = newChart();
    const ingress = IngressGateway.istioctlDefault();
    new ExposedService(chart, 'shop', { gateway: new HttpGateway(chart, 'one', { ingress, hosts: ['x.a.com'] }), host: '*', service: shop });
    new ExposedService(chart, 'blog', { gateway: new HttpGateway(chart, 'two', { ingress, hosts: ['y.a.com'] }), host: '*', service: blog });
    expect(synthErrors(chart)).toBe('');
  });

  test('are told once where they share several gateways', () => {
    const chart = newChart();
    const more = { gateway: [gateway, GatewayRef.named('web', 'other')], host: ['a.com', 'b.com'] };
    new ExposedService(chart, 'shop', { ...more, service: shop });
    new ExposedService(chart, 'blog', { ...more, service: blog });
    expect(synthErrors(chart).match(/MESH401/g)).toHaveLength(2);
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
    new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop, match: Match.under('/x') });
    new ApiObject(chart, 'raw', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { namespace: 'other' },
      spec: { hosts: ['a.com'], gateways: ['web/gw'], http: [{ match: [{ uri: { exact: '/x' } }], route: [{ destination: { host: 'x' } }] }] },
    });
    expect(synthErrors(chart)).toContain('[web/raw] two routes of host "a.com" on gateway web/gw could take one request: exact /x, and exact /x (MESH401)');
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
])('a raw Gateway with %s is reported itself, and does no other harm', (_, spec) => {
  const chart = newChart();
  new ExposedService(chart, 'shop', { gateway, host: 'a.com', service: shop });
  new ApiObject(chart, 'odd', { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', spec });
  const codes = [...synthErrors(chart).matchAll(/^\[web\/odd\] .*\((MESH\d+)\)$/gm)].map(([, code]) => code);
  expect(codes).not.toEqual([]);
  expect(codes.filter((code) => !code.startsWith('MESH9') && code !== 'MESH111')).toEqual([]);
});
