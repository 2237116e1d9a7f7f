import { Chart, Testing } from 'cdk8s';
import { ExposedService, HostRoute, HttpGateway, IngressGateway, IstioChecks, Match } from 'cdk8s-istio';
import { coverage, formatCoverage, get, unreached } from '../../lib/testing';
import { backend, newChart, withFile } from '../support';

/** Manifests with a Gateway for HTTP, TLS and TCP, and these VirtualServices. Its name is its own, so that no test reaches routes of another. */
function manifests(name: string, ...virtualServices: string[]): string {
  return [`
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: web }
spec:
  selector: { istio: ${name} }
  servers:
    - { port: { number: 80, name: http, protocol: HTTP }, hosts: ["*.example.com"] }
    - { port: { number: 443, name: tls, protocol: TLS }, hosts: ["*.example.com"], tls: { mode: PASSTHROUGH } }
    - { port: { number: 9000, name: tcp, protocol: TCP }, hosts: ["*"] }`, ...virtualServices].join('\n---\n');
}

function virtualService(name: string, spec: string): string {
  return `{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: ${name}, namespace: web }, spec: { ${spec} } }`;
}

const ROUTE = 'route: [{ destination: { host: shop, port: { number: 80 } } }]';

describe('a route is reached', () => {
  test('by the requests that it takes, each of its matches by its own', () => {
    const yaml = manifests('matches', virtualService('shop', `hosts: [shop.example.com], gateways: [matches],
      http: [{ match: [{ uri: { exact: /a } }, { uri: { prefix: /b } }], ${ROUTE} }, { ${ROUTE} }]`));
    expect(unreached(yaml)).toEqual([
      { virtualService: 'web/shop', field: 'spec.http[0].match[0]', match: 'exact /a' },
      { virtualService: 'web/shop', field: 'spec.http[0].match[1]', match: 'prefix /b' },
      { virtualService: 'web/shop', field: 'spec.http[1]', match: 'any request' },
    ]);
    get(yaml, 'http://shop.example.com/bb');
    expect(unreached(yaml).map(({ match }) => match)).toEqual(['exact /a', 'any request']);
    get(yaml, 'http://shop.example.com/');
    get(yaml, 'http://other.example.com/a');
    expect(coverage(yaml)).toEqual({ total: 3, unreached: [{ virtualService: 'web/shop', field: 'spec.http[0].match[0]', match: 'exact /a' }] });
    get(yaml, 'http://shop.example.com/a');
    expect(unreached(yaml)).toEqual([]);
  });

  test('also where it redirects, answers, or leads nowhere', () => {
    const yaml = manifests('actions', virtualService('shop', `hosts: [shop.example.com], gateways: [actions], http: [
      { match: [{ uri: { exact: /away } }], redirect: { uri: / } }, { match: [{ uri: { exact: /tea } }], directResponse: { status: 418 } },
      { match: [{ uri: { exact: /subset } }], route: [{ destination: { host: shop, subset: v1 } }] }]`));
    expect(unreached(yaml)).toHaveLength(3);
    ['away', 'tea', 'subset'].forEach((path) => get(yaml, `http://shop.example.com/${path}`));
    expect(unreached(yaml)).toEqual([]);
  });

  test('of TLS that is passed through by the connection, and of TCP', () => {
    const yaml = manifests(
      'layer4', virtualService('tls', `hosts: [a.example.com, b.example.com], gateways: [layer4], tls: [
        { match: [{ port: 443, sniHosts: [a.example.com] }, { port: 443, sniHosts: [b.example.com] }], ${ROUTE} }]`),
      virtualService('tcp', `hosts: ["*"], gateways: [layer4], tcp: [{ match: [{ port: 9000 }], ${ROUTE} }, { match: [{ port: 9001 }], ${ROUTE} }]`),
    );
    expect(unreached(yaml).map(({ match }) => match)).toEqual(['SNI a.example.com', 'SNI b.example.com', 'any connection on port 9000', 'any connection on port 9001']);
    expect(get(yaml, 'https://b.example.com/')).toReach('shop');
    expect(get(yaml, 'tcp://db.example.com:9000')).toReach('shop');
    expect(unreached(yaml).map(({ match }) => match)).toEqual(['SNI a.example.com', 'any connection on port 9001']);
  });

  test('of a delegate by way of the rule that delegates, which is none itself', () => {
    const yaml = manifests(
      'delegates', virtualService('root', 'hosts: [shop.example.com], gateways: [delegates], http: [{ match: [{ uri: { prefix: /a } }], delegate: { name: leaf } }, { match: [{ uri: { prefix: /b } }], delegate: { name: plain } }]'),
      virtualService('leaf', `http: [{ match: [{ uri: { prefix: /a/1 } }, { uri: { prefix: /a/2 } }], ${ROUTE} }]`), virtualService('plain', `http: [{ ${ROUTE} }]`),
    );
    expect(unreached(yaml).map(({ virtualService: of, match }) => [of, match])).toEqual([['web/leaf', 'prefix /a/1'], ['web/leaf', 'prefix /a/2'], ['web/plain', 'any request']]);
    get(yaml, 'http://shop.example.com/a/2');
    get(yaml, 'http://shop.example.com/b');
    expect(unreached(yaml).map(({ match }) => match)).toEqual(['prefix /a/1']);
  });

  test('of a delegate that nobody delegates to by nothing', () => {
    const yaml = manifests('forgotten', virtualService('leaf', `http: [{ match: [{ uri: { prefix: /a } }], ${ROUTE} }]`));
    get(yaml, 'http://shop.example.com/a');
    expect(unreached(yaml).map(({ match }) => match)).toEqual(['prefix /a']);
  });

  test('by nothing that is refused before', () => {
    const gateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: mutual, namespace: web }
spec:
  selector: { istio: mutual }
  servers: [{ port: { number: 9443, name: tls, protocol: TLS }, hosts: [db.example.com], tls: { mode: MUTUAL, credentialName: db } }]`;
    const yaml = `${gateway}\n---\n${virtualService('db', `hosts: [db.example.com], gateways: [mutual], tcp: [{ ${ROUTE} }]`)}`;
    expect(get(yaml, 'tls://db.example.com:9443')).toBeRefused('client-certificate-required');
    expect(unreached(yaml)).toHaveLength(1);
    expect(get(yaml, 'tls://db.example.com:9443', { clientCertificate: true })).toReach('shop');
    expect(unreached(yaml)).toEqual([]);
  });

  test('by nothing that hangs on the ages of objects', () => {
    const [one, two] = ['one', 'two'].map((name) => virtualService(name, `hosts: [shop.example.com], gateways: [contest], http: [{ route: [{ destination: { host: ${name} } }] }]`));
    const yaml = manifests('contest', one, two);
    expect(get(yaml, 'http://shop.example.com/').outcome.kind).toBe('depends-on-order');
    expect(unreached(yaml)).toHaveLength(2);
  });
});

test('what is for sidecars alone is not there to be reached', () => {
  const yaml = manifests(
    'sidecars', virtualService('inside', `hosts: [inside], http: [{ ${ROUTE} }]`), virtualService('named', `hosts: [inside], gateways: [mesh], http: [{ ${ROUTE} }]`),
    virtualService('both', `hosts: [shop.example.com], gateways: [mesh, sidecars], http: [{ match: [{ gateways: [mesh] }], ${ROUTE} }, { match: [{ gateways: [sidecars] }], ${ROUTE} }]`),
    virtualService('root', 'hosts: [inside], http: [{ delegate: { name: leaf } }]'), virtualService('leaf', `http: [{ ${ROUTE} }]`),
  );
  expect(unreached(yaml)).toEqual([{ virtualService: 'web/both', field: 'spec.http[1].match[0]', match: 'any path' }]);
});

describe('of an app', () => {
  function twoCharts(path: string): readonly [shop: Chart, blog: Chart] {
    const app = Testing.app();
    const charts = ['shop', 'blog'].map((id) => newChart({ app, id, namespace: id }));
    const gateway = new HttpGateway(charts[0], 'gateway', { ingress: IngressGateway.istioctlDefault() });
    const [shop, blog] = charts;
    new ExposedService(shop, 'site', { gateway, host: 'shop.example.com', service: backend(shop), match: Match.exact(path) });
    new HostRoute(blog, 'site', { gateway, host: 'blog.example.com' }).forward([Match.exact(path), Match.exact('/feed')], backend(blog));
    return [shop, blog];
  }

  test('the routes of a chart can be looked at alone', () => {
    const [shop, blog] = twoCharts('/alone');
    get(shop, 'http://shop.example.com/alone');
    expect(unreached(shop)).toEqual([]);
    expect(unreached(blog).map(({ match }) => match)).toEqual(['exact /alone', 'exact /feed']);
    expect(unreached(shop.node.root)).toEqual(unreached(blog));
  });

  test('those count that another app, made in the same way, was asked about', () => {
    get(twoCharts('/again')[0], 'http://shop.example.com/again');
    expect(unreached(twoCharts('/again')[0])).toEqual([]);
    expect(unreached(twoCharts('/not-again')[0])).toHaveLength(1);
  });

  test('after a change everything is to be reached again, and before it everything stays reached', () => {
    const [shop] = twoCharts('/change');
    get(shop, 'http://shop.example.com/change');
    backend(shop, 'more');
    expect(unreached(shop)).toHaveLength(1);
    shop.node.tryRemoveChild('more');
    expect(unreached(shop)).toEqual([]);
  });

  test('what was reached stays so, whatever is asked about in between', () => {
    const [shop] = twoCharts('/kept');
    get(shop, 'http://shop.example.com/kept');
    for (let index = 0; index < 20; index++) get(twoCharts(`/between-${index}`)[0], 'http://shop.example.com/');
    expect(unreached(shop)).toEqual([]);
  });

  test('routes that exist beside it are not its own', () => {
    const [shop] = twoCharts('/beside');
    get(shop, 'http://shop.example.com/beside');
    const other = virtualService('old', `hosts: [old.example.com], gateways: [old], http: [{ ${ROUTE} }]`);
    withFile('cluster.yaml', other, (path) => IstioChecks.of(shop).existing(path));
    get(shop, 'http://shop.example.com/beside');
    expect(coverage(shop)).toEqual({ total: 1, unreached: [] });
    expect(coverage(shop.node.root).total).toBe(3);
  });
});

describe('for the terminal', () => {
  test('a coverage lists what is not reached', () => {
    expect(formatCoverage({
      total: 7, unreached: [
        { virtualService: 'web/shop', field: 'spec.http[0].match[10]', match: 'exact /login' },
        { virtualService: 'web/shop-api', field: 'spec.http[1]', match: 'any request' },
      ],
    })).toBe([
      'routes that tests reach: 5 of 7, and not',
      '  VirtualService web/shop      spec.http[0].match[10]  exact /login',
      '  VirtualService web/shop-api  spec.http[1]            any request',
    ].join('\n'));
  });

  test('and nothing more where all are', () => expect(formatCoverage({ total: 7, unreached: [] })).toBe('routes that tests reach: 7 of 7'));
});
