import { routeJson } from '../../lib/report/route-json';
import type { Outcome } from '../../lib/router/outcome';
import { Way } from '../../lib/router/trace';
import { asking, SHOP } from './route-mesh';

const shop = asking(SHOP, { complete: ['DestinationRule'] });

/** As a program reads it. */
function read(outcome: Outcome, { locate } = shop): any {
  return JSON.parse(JSON.stringify(routeJson(outcome, locate)));
}

const of = (url: string) => read(shop.ask(url));

const place = (kind: string, name: string, line: number, field?: string, namespace: string | null = 'web') => ({
  object: { kind, namespace, name }, path: 'web.yaml', file: 'web.yaml', line, construct: null, ...(field !== undefined && { field }),
});
const RETRIES = { attempts: 2, on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'] };
const CART = { host: 'cart.web.svc.cluster.local', port: 8000, weight: 100, state: 'defined', protocol: 'http1', tls: 'ISTIO_MUTUAL' };
const SHOP_HOST = { name: 'shop.example.com:80', domains: ['shop.example.com'] };
const PLAIN = { name: '0.0.0.0_8080', port: 8080 };

const SERVICE = { ...place('Service', 'ingress', 1, undefined, 'istio-system'), port: 80, portName: 'http2', targetPort: 8080 };
const SERVER = { ...place('Gateway', 'shop', 36, 'spec.servers[0]'), index: 0, port: { number: 80, name: 'http' }, hosts: ['shop.example.com', 'two.example.com'] };
const HTTP_CHAIN = { kind: 'http', serverNames: null, terminatesTls: false, servers: [SERVER] };
const rule = (index: number, line: number) => place('VirtualService', 'shop', line, `spec.http[${index}]`);

test('a request that is forwarded has its destinations and the whole way', () => {
  expect(of('http://shop.example.com/cart?x=1')).toEqual({
    version: 1, kind: 'forwarded', protocol: 'http', destinations: [CART], path: '/cart?x=1', authority: 'shop.example.com', retries: RETRIES, mirrors: [],
    listener: PLAIN, virtualHost: SHOP_HOST, caveats: [],
    trace: {
      service: SERVICE, listener: '0.0.0.0_8080', filterChain: HTTP_CHAIN, virtualHost: SHOP_HOST, tried: [],
      route: { match: 'exact /cart', ...place('VirtualService', 'shop', 51, 'spec.http[0].match[0]'), rule: rule(0, 51) },
    },
  });
});

test('the routes that were tried are there, in order, each with its place', () => {
  expect(of('http://shop.example.com/split').trace.tried).toEqual([
    { match: 'exact /cart', ...place('VirtualService', 'shop', 51, 'spec.http[0].match[0]') },
    { match: 'prefix /cart/ with header end-user=jason', ...place('VirtualService', 'shop', 51, 'spec.http[0].match[1]') },
  ]);
});

describe('each kind has its own fields', () => {
  test.each<[string, string, object]>([
    ['forwarded', 'http://shop.example.com/split/x?y=1', {
      destinations: [{ ...CART, subset: 'v1', weight: expect.closeTo(66.667, 2) }, { host: 'stock.web.svc.cluster.local', port: 9000, weight: expect.closeTo(33.333, 2), state: 'defined', protocol: 'http2', tls: 'auto-mtls' }],
      path: '/whole/x?y=1', authority: 'cart.internal', timeout: '5s', retries: { attempts: 3, on: ['5xx', 'reset'] },
      mirrors: [{ host: 'stock.web.svc.cluster.local', port: 9000, percent: 12.5 }], fault: { status: 503, percent: 1 },
    }],
    ['forwarded', 'https://db.example.com/', {
      protocol: 'tcp', destinations: [{ ...CART, protocol: 'tcp' }], listener: { name: '0.0.0.0_8443', port: 8443 },
      trace: {
        filterChain: { kind: 'passthrough', serverNames: ['db.example.com'], terminatesTls: false, servers: [{ index: 5, field: 'spec.servers[5]' }] }, virtualHost: null,
        route: { match: 'SNI db.example.com', ...place('VirtualService', 'db', 90, 'spec.tls[0].match[0]') },
      },
    }],
    ['unreachable', 'http://shop.example.com/lost', { destinations: [{ ...CART, subset: 'v9', state: 'no-subset' }], path: '/lost', authority: 'shop.example.com' }],
    ['redirected', 'http://shop.example.com/old', { status: 302, location: 'http://shop.example.com/new', because: 'route', trace: { route: { match: 'prefix /old' } } }],
    ['redirected', 'http://safe.example.com/x', { status: 301, location: 'https://safe.example.com/x', because: 'https-redirect', trace: { tried: [], route: null } }],
    ['answered', 'http://shop.example.com/ping', { status: 204, because: 'direct-response' }],
    ['refused', 'http://shop.example.com:81/', { because: 'no-listener', listener: null, trace: { service: null, listener: null, filterChain: null, virtualHost: null, tried: [], route: null } }],
    ['refused', 'https://lost.example.com/', { because: 'no-sni-match', listener: { port: 8443 }, trace: { listener: '0.0.0.0_8443', filterChain: null } }],
    ['refused', 'http://shop.example.com/', { because: 'no-route', status: 404, trace: { route: null } }],
    ['depends-on-order', 'http://two.example.com/a', {
      outcomes: [{ kind: 'forwarded', trace: { route: { object: { name: 'two-a' } } } }, { kind: 'forwarded', trace: { route: { object: { name: 'two-b' } } } }],
      ages: [place('VirtualService', 'two-a', 69), place('VirtualService', 'two-b', 74)],
      virtualHost: { domains: ['two.example.com'] }, trace: { filterChain: { kind: 'http' }, tried: [], route: null },
    }],
  ])('%s: %s', (kind, url, fields) => expect(of(url)).toMatchObject({ version: 1, kind, caveats: [], ...fields }));

  const trace = new Way();
  const caveats = ['An EnvoyFilter changes the listener.'];

  test.each<[Outcome, object]>([
    [{ kind: 'denied', protocol: 'http', because: 'unknown-issuer', status: 401, by: [{ kind: 'RequestAuthentication', name: 'a' }], trace, caveats }, { protocol: 'http', because: 'unknown-issuer', status: 401, by: [{ kind: 'RequestAuthentication', namespace: null, name: 'a' }], places: [] }],
    [{ kind: 'unknown', needs: 'the pods', trace, caveats }, { needs: 'the pods' }],
    [{ kind: 'unsupported', feature: 'AUTO_PASSTHROUGH', trace, caveats }, { feature: 'AUTO_PASSTHROUGH' }],
    [{ kind: 'rejected', because: 'line-break', trace, caveats }, { because: 'line-break', places: [] }],
  ])('%j', (outcome, fields) => {
    expect(read(outcome)).toEqual({
      version: 1, kind: outcome.kind, ...fields, listener: null, caveats,
      trace: { service: null, listener: null, filterChain: null, virtualHost: null, tried: [], route: null },
    });
  });
});

test('what Envoy refuses has its places', () => {
  const refused = asking(`apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: web }
spec: { selector: { istio: gateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: one, namespace: web }
spec: { gateways: [shop], hosts: [a.example.com], http: [{ redirect: { redirectCode: 309, uri: /x } }] }
`);
  expect(read(refused.ask('http://a.example.com/'), refused)).toMatchObject({ kind: 'rejected', because: 'no-action', places: [place('VirtualService', 'one', 9, 'spec.http[0]')] });
});

test('a Service whose namespace is not known has its name alone for a host', () => {
  const { ask } = asking(SHOP.replaceAll(', namespace: web', ''));
  expect(read(ask('http://shop.example.com/cart'))).toMatchObject({ destinations: [{ host: 'cart' }], trace: { route: { object: { namespace: null } } } });
});

test('nothing of the model gets out, whatever the request comes to', () => {
  const urls = ['http://shop.example.com/split', 'http://two.example.com/a', 'https://db.example.com/', 'https://lost.example.com/', 'http://safe.example.com/', 'tcp://shop.example.com:3306'];
  for (const url of urls) {
    const text = JSON.stringify(of(url));
    expect(text).not.toMatch(/"(manifest|origin|server|gateway|routes|workload|ref|misses)":/);
    expect(text).toContain('"trace":');
  }
});
