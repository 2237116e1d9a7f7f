import { findAll, get, type RoutedRequest } from '../../lib/testing';
import { failure, SHOP } from './shop';

const SECOND_INGRESS = `
---
apiVersion: v1
kind: Service
metadata: { name: other-pods, namespace: edge }
spec:
  type: LoadBalancer
  selector: { istio: other }
  ports: [{ name: http2, port: 80, targetPort: 8080 }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: other, namespace: edge }
spec: { selector: { istio: other }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [other.example.com, shop.example.com] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: other, namespace: shop }
spec: { hosts: [shop.example.com], gateways: [edge/other], http: [{ route: [{ destination: { host: reviews } }] }] }
`;

const POLICY = `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: closed, namespace: edge }
spec: { action: CUSTOM, provider: { name: opa }, rules: [{ to: [{ operation: { paths: [/basket] } }] }] }
`;

/** A second VirtualService for the host of the shop: nobody knows which is the older. */
function contested(http: string): string {
  return `${SHOP}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: contest, namespace: shop }
spec: { hosts: [shop.example.com], gateways: [edge/web], http: [${http}] }
`;
}

const claims: ReadonlyArray<readonly [string, (of: jest.Matchers<void, RoutedRequest>) => void]> = [
  ['toReach', (of) => of.toReach('cart')],
  ['toBeRefused', (of) => of.toBeRefused()],
  ['toBeRedirectedTo', (of) => of.toBeRedirectedTo('http://a.example.com/')],
  ['toBeAnswered', (of) => of.toBeAnswered(200)],
];

describe.each(claims)('neither %s nor its opposite passes for what is', (_, claim) => {
  const UNKNOWN = 'it is unknown: it needs the ingress Service that is dialled, one of edge/ingress, edge/other-pods';

  test('not known', () => {
    const routed = get(SHOP + SECOND_INGRESS, 'http://shop.example.com/basket');
    for (const of of [expect(routed), expect(routed).not]) {
      expect(failure(() => claim(of))).toContain(UNKNOWN);
      expect(failure(() => claim(of))).toContain('\nNeither this nor its opposite can be told. Give it by IstioChecks.of(app).existing(...), among the manifests, or as an option of get.');
    }
  });

  test('not modelled', () => {
    const routed = get(SHOP + POLICY, 'http://shop.example.com/basket');
    for (const of of [expect(routed), expect(routed).not]) {
      expect(failure(() => claim(of))).toContain('but it is unsupported: AuthorizationPolicy with action CUSTOM\n');
      expect(failure(() => claim(of))).toContain('\nNeither this nor its opposite can be told: this is not modelled.');
    }
  });
});

describe('of what hangs on the ages of objects', () => {
  const contest = contested('{ match: [{ uri: { prefix: /basket } }], route: [{ destination: { host: reviews } }] }');

  test('no claim passes, not even one that holds in one order', () => {
    const routed = get(contest, 'http://shop.example.com/basket');
    const lines = failure(() => expect(routed).toReach('cart')).split('\n');
    expect(lines[0]).toMatch(/^expected http:\/\/shop\.example\.com\/basket to reach cart, but it depends on order: forwarded to (cart|reviews)\S*, or forwarded to (cart|reviews)\S*$/);
    expect(lines.filter((line) => /^ {2}(either|or) /.test(line))).toHaveLength(2);
    expect(lines.at(-1)).toBe('Only what holds in every order can be told. Bind the host once, or give manifests with their creationTimestamp.');
    expect(failure(() => expect(routed).not.toReach('cart'))).toContain('not to reach cart, but it depends on order: ');
  });

  test('the opposite passes where it holds in every order', () => {
    const routed = get(contest, 'http://shop.example.com/basket');
    expect(routed).not.toReach('stock');
    expect(routed).not.toBeRefused();
  });

  test('neither the trace is printed nor those of the outcomes', () => {
    const { outcome } = get(contest, 'http://shop.example.com/basket');
    expect(JSON.stringify(outcome)).not.toContain('"trace"');
    expect(outcome.kind === 'depends-on-order' && outcome.outcomes.map(({ trace }) => trace.route?.rule.field)).toHaveLength(2);
  });

  test('nothing is left open where the order makes no difference', () => {
    expect(get(contest, 'http://shop.example.com/reviews')).toReach('reviews');
  });
});

describe('the ingress Service that is dialled', () => {
  const both = SHOP + SECOND_INGRESS;

  test('decides where several could be meant', () => {
    expect(get(both, 'http://shop.example.com/basket', { ingress: 'edge/ingress' })).toReach('cart');
    expect(get(both, 'http://shop.example.com/basket', { ingress: 'edge/other-pods' })).toReach('reviews');
  });

  test('can be a Service as an object, or as its manifest', () => {
    expect(get(both, 'http://shop.example.com/basket', { ingress: { name: 'ingress', metadata: { namespace: 'edge' } } })).toReach('cart');
    expect(get(both, 'http://shop.example.com/basket', { ingress: findAll(both, 'Service').find(({ metadata }) => metadata.name === 'other-pods') })).toReach('reviews');
  });

  test('is one that gateways are served by', () => {
    expect(() => get(both, 'http://shop.example.com/', { ingress: 'edge/ingres' })).toThrow(
      new Error('no Gateway is served by pods of Service "edge/ingres"; the Services of those that are: edge/ingress and edge/other-pods'),
    );
  });
});
