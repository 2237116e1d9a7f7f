import { buildMesh } from '../../lib/model/mesh';
import { get, type GetOptions } from '../../lib/testing';
import { RoutedRequest } from '../../lib/testing/routed-request';
import { failure, firstLine, SHOP } from './shop';

const shop = (path: string, options?: GetOptions) => get(SHOP, `http://shop.example.com${path}`, options);

type Claim = (of: jest.Matchers<void, RoutedRequest>) => void;

/** A request, a claim about it that holds, and what its opposite fails with. */
const TRUE: ReadonlyArray<readonly [name: string, routed: () => RoutedRequest, claim: Claim, message: string]> = [
  ['toReach a service', () => shop('/basket'), (of) => of.toReach('cart'),
    'expected http://shop.example.com/basket not to reach cart, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach a port by number', () => shop('/basket'), (of) => of.toReach('cart', { port: 8080 }),
    'expected http://shop.example.com/basket not to reach cart:8080, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach a port by name', () => shop('/basket'), (of) => of.toReach('cart', { port: 'http' }),
    'expected http://shop.example.com/basket not to reach cart:http, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach with the path as it is rewritten', () => shop('/basket/a?b=c'), (of) => of.toReach('cart', { path: '/api/a' }),
    'expected http://shop.example.com/basket/a?b=c not to reach cart, with path /api/a, but it is forwarded to cart.shop.svc.cluster.local:8080, with path /api/a?b=c'],
  ['toReach with the path and its query', () => shop('/basket/a?b=c'), (of) => of.toReach('cart', { path: '/api/a?b=c' }),
    'expected http://shop.example.com/basket/a?b=c not to reach cart, with path /api/a?b=c, but it is forwarded to cart.shop.svc.cluster.local:8080, with path /api/a?b=c'],
  ['toReach a subset', () => shop('/reviews'), (of) => of.toReach('reviews', { subset: 'v2' }),
    'expected http://shop.example.com/reviews not to reach reviews, subset v2, but it is forwarded to reviews.shop.svc.cluster.local:9080, subset v1 (75 %); reviews.shop.svc.cluster.local:9080, subset v2 (25 %)'],
  ['toReach with the weight of a subset', () => shop('/reviews'), (of) => of.toReach('reviews', { subset: 'v2', weight: 25 }),
    'expected http://shop.example.com/reviews not to reach reviews, subset v2 (25 %), but it is forwarded to reviews.shop.svc.cluster.local:9080, subset v1 (75 %); reviews.shop.svc.cluster.local:9080, subset v2 (25 %)'],
  ['toReach with the weight of all subsets', () => shop('/reviews'), (of) => of.toReach('reviews', { weight: 100 }),
    'expected http://shop.example.com/reviews not to reach reviews (100 %), but it is forwarded to reviews.shop.svc.cluster.local:9080, subset v1 (75 %); reviews.shop.svc.cluster.local:9080, subset v2 (25 %)'],
  ['toReach a service that may be there', () => shop('/away'), (of) => of.toReach('stock', { port: 80 }),
    'expected http://shop.example.com/away not to reach stock:80, but it is forwarded to stock.far.svc.cluster.local:80 (unknown)'],
  ['toReach past a fault of some requests', () => shop('/mirrored'), (of) => of.toReach('cart', { weight: 100 }),
    'expected http://shop.example.com/mirrored not to reach cart (100 %), but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach an ExternalName by its own name', () => shop('/old'), (of) => of.toReach('old-cart'),
    'expected http://shop.example.com/old not to reach old-cart, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach an ExternalName by the name that it stands for', () => shop('/old'), (of) => of.toReach('cart'),
    'expected http://shop.example.com/old not to reach cart, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach by another method', () => shop('/cart', { method: 'POST', headers: { 'x-user': 'me', 'x-b': 'c' } }), (of) => of.toReach('cart'),
    'expected POST http://shop.example.com/cart with header x-user=me and x-b=c not to reach cart, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach by TLS', () => get(SHOP, 'https://secure.example.com/', { clientCertificate: true, sni: 'secure.example.com' }), (of) => of.toReach('cart'),
    'expected https://secure.example.com/ with SNI secure.example.com, a client certificate not to reach cart, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toBeRefused', () => shop('/nothing'), (of) => of.toBeRefused(),
    'expected http://shop.example.com/nothing not to be refused, but it is refused: no-route (404)'],
  ['toBeRefused for a reason', () => get(SHOP, 'https://secure.example.com/'), (of) => of.toBeRefused('client-certificate-required'),
    'expected https://secure.example.com/ not to be refused: client-certificate-required, but it is refused: client-certificate-required'],
  ['toBeRedirectedTo', () => shop('/home'), (of) => of.toBeRedirectedTo('http://shop.example.com/'),
    'expected http://shop.example.com/home not to be redirected to http://shop.example.com/, but it is redirected 308 to http://shop.example.com/'],
  ['toBeRedirectedTo a URL without a path', () => get(SHOP, 'http://secure.example.com'), (of) => of.toBeRedirectedTo('https://secure.example.com'),
    'expected http://secure.example.com not to be redirected to https://secure.example.com/, but it is redirected 301 to https://secure.example.com/'],
  ['toBeRedirectedTo with a status', () => shop('/home'), (of) => of.toBeRedirectedTo('http://shop.example.com/', { status: 308 }),
    'expected http://shop.example.com/home not to be redirected 308 to http://shop.example.com/, but it is redirected 308 to http://shop.example.com/'],
  ['toBeAnswered', () => shop('/teapot'), (of) => of.toBeAnswered(418),
    'expected http://shop.example.com/teapot not to be answered with 418, but it is answered: direct-response (418)'],
];

describe.each(TRUE)('%s', (_, routed, claim, message) => {
  test('passes where it holds', () => claim(expect(routed())));
  test('fails with .not, and says what becomes of the request', () => expect(firstLine(failure(() => claim(expect(routed()).not)))).toBe(message));
});

/** A request, a claim about it that does not hold, and what it fails with. */
const FALSE: typeof TRUE = [
  ['toReach another service', () => shop('/basket'), (of) => of.toReach('reviews'),
    'expected http://shop.example.com/basket to reach reviews, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach the service of another namespace', () => shop('/basket'), (of) => of.toReach('test/cart'),
    'expected http://shop.example.com/basket to reach test/cart, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach a mirror', () => shop('/mirrored'), (of) => of.toReach('reviews'),
    'expected http://shop.example.com/mirrored to reach reviews, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach another port', () => shop('/basket'), (of) => of.toReach('cart', { port: 9090 }),
    'expected http://shop.example.com/basket to reach cart:9090, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach a port of another name', () => shop('/basket'), (of) => of.toReach('cart', { port: 'http-metrics' }),
    'expected http://shop.example.com/basket to reach cart:http-metrics, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toReach with another path', () => shop('/basket/a'), (of) => of.toReach('cart', { path: '/basket/a' }),
    'expected http://shop.example.com/basket/a to reach cart, with path /basket/a, but it is forwarded to cart.shop.svc.cluster.local:8080, with path /api/a'],
  ['toReach with another query', () => shop('/basket?a'), (of) => of.toReach('cart', { path: '/api?b' }),
    'expected http://shop.example.com/basket?a to reach cart, with path /api?b, but it is forwarded to cart.shop.svc.cluster.local:8080, with path /api?a'],
  ['toReach another subset', () => shop('/reviews'), (of) => of.toReach('reviews', { subset: 'v3' }),
    'expected http://shop.example.com/reviews to reach reviews, subset v3, but it is forwarded to reviews.shop.svc.cluster.local:9080, subset v1 (75 %); reviews.shop.svc.cluster.local:9080, subset v2 (25 %)'],
  ['toReach with another weight', () => shop('/reviews'), (of) => of.toReach('reviews', { subset: 'v1', weight: 25 }),
    'expected http://shop.example.com/reviews to reach reviews, subset v1 (25 %), but it is forwarded to reviews.shop.svc.cluster.local:9080, subset v1 (75 %); reviews.shop.svc.cluster.local:9080, subset v2 (25 %)'],
  ['toReach a port that the Service has not', () => shop('/lost'), (of) => of.toReach('cart', { port: 1 }),
    'expected http://shop.example.com/lost to reach cart:1, but it is unreachable (503): cart.shop.svc.cluster.local:1 (no-cluster)'],
  ['toReach a subset that no DestinationRule has', () => shop('/lost-subset'), (of) => of.toReach('reviews', { subset: 'v3' }),
    'expected http://shop.example.com/lost-subset to reach reviews, subset v3, but it is unreachable (503): reviews.shop.svc.cluster.local:9080, subset v3 (no-subset)'],
  ['toReach what is refused', () => shop('/nothing'), (of) => of.toReach('cart', { path: '/nothing' }),
    'expected http://shop.example.com/nothing to reach cart, with path /nothing, but it is refused: no-route (404)'],
  ['toBeRefused where it is forwarded', () => shop('/basket'), (of) => of.toBeRefused(),
    'expected http://shop.example.com/basket to be refused, but it is forwarded to cart.shop.svc.cluster.local:8080'],
  ['toBeRefused for another reason', () => shop('/nothing'), (of) => of.toBeRefused('no-host'),
    'expected http://shop.example.com/nothing to be refused: no-host, but it is refused: no-route (404)'],
  ['toBeRedirectedTo another URL', () => shop('/home'), (of) => of.toBeRedirectedTo('https://shop.example.com/'),
    'expected http://shop.example.com/home to be redirected to https://shop.example.com/, but it is redirected 308 to http://shop.example.com/'],
  ['toBeRedirectedTo with another status', () => shop('/home'), (of) => of.toBeRedirectedTo('http://shop.example.com/', { status: 301 }),
    'expected http://shop.example.com/home to be redirected 301 to http://shop.example.com/, but it is redirected 308 to http://shop.example.com/'],
  ['toBeRedirectedTo where it is answered', () => shop('/teapot'), (of) => of.toBeRedirectedTo('http://shop.example.com/'),
    'expected http://shop.example.com/teapot to be redirected to http://shop.example.com/, but it is answered: direct-response (418)'],
  ['toBeAnswered with another status', () => shop('/teapot'), (of) => of.toBeAnswered(200),
    'expected http://shop.example.com/teapot to be answered with 200, but it is answered: direct-response (418)'],
  ['toBeAnswered where it is refused', () => shop('/nothing'), (of) => of.toBeAnswered(404),
    'expected http://shop.example.com/nothing to be answered with 404, but it is refused: no-route (404)'],
];

describe.each(FALSE)('%s', (_, routed, claim, message) => {
  test('fails, and says what becomes of the request', () => expect(firstLine(failure(() => claim(expect(routed()))))).toBe(message));
  test('passes with .not', () => claim(expect(routed()).not));
});

describe('a request that is split', () => {
  test('reaches each of its services, and of these only those that are there', () => {
    expect(shop('/thirds')).toReach('reviews');
    expect(shop('/thirds')).not.toReach('cart');
  });

  test('has weights in percent, in tenths', () => {
    expect(shop('/thirds')).toReach('reviews', { weight: 33.3 });
    expect(shop('/thirds')).toReach('reviews', { weight: 100 / 3 });
    expect(shop('/thirds')).not.toReach('reviews', { weight: 33 });
  });
});

const POLICIES = `
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: tokens, namespace: edge }
spec: { jwtRules: [{ issuer: one }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: members, namespace: edge }
spec: { rules: [{ from: [{ source: { requestPrincipals: [one/jason] } }] }, { from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }] }
`;

describe('behind policies', () => {
  const guarded = (options?: GetOptions) => get(SHOP + POLICIES, 'http://shop.example.com/basket', options);

  test('a token, or the address of the client, lets a request in', () => {
    expect(guarded({ token: { iss: 'one', sub: 'jason' } })).toReach('cart');
    expect(guarded({ sourceIp: '10.1.2.3' })).toReach('cart');
    expect(guarded({ sourceIp: '10.1.2.3' })).not.toBeRefused();
  });

  test('what they deny is refused, and answered with its status', () => {
    expect(guarded({ sourceIp: '11.1.2.3' })).toBeRefused('denied');
    expect(guarded({ sourceIp: '11.1.2.3' })).toBeAnswered(403);
    expect(guarded({ token: { iss: 'two' } })).toBeRefused('denied');
    expect(guarded({ token: { iss: 'two' } })).toBeAnswered(401);
  });

  test('a failure shows what the request has, and who denies it', () => {
    const message = failure(() => expect(guarded({ token: { iss: 'one' }, sourceIp: '11.1.2.3' })).toReach('cart'));
    expect(message).toContain('expected http://shop.example.com/basket with token {"iss":"one"}, source IP 11.1.2.3 to reach cart, but it is denied by AuthorizationPolicy edge/members (403)');
    expect(message).toMatch(/\n {2}denied by {5}AuthorizationPolicy edge\/members/);
  });

  test('neither passes where the address decides and is not given', () => {
    for (const of of [expect(guarded()), expect(guarded()).not]) expect(failure(() => of.toBeRefused())).toContain('it needs the address that the connection comes from (sourceIp, --source-ip)');
  });
});

test('a connection that a policy closes is refused, and not answered', () => {
  const closed = get(`${SHOP}
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: edge }
spec: { selector: { istio: ingress }, ports: [{ name: tcp, port: 5432 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: db, namespace: edge }
spec: { selector: { istio: ingress }, servers: [{ port: { number: 5432, name: tcp, protocol: TCP }, hosts: ["*"] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: db, namespace: edge }
spec: { hosts: ["*"], gateways: [db], tcp: [{ route: [{ destination: { host: db } }] }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: closed, namespace: edge }
spec: {}
`, 'tcp://db.example.com:5432');
  expect(closed).toBeRefused('denied');
  expect(closed).not.toBeAnswered(403);
});

test('a policy that denies a request answers it', () => {
  const outcome = { kind: 'denied', protocol: 'http', because: 'rule', status: 403, by: [{ kind: 'AuthorizationPolicy', name: 'closed' }], trace: { tried: [] }, caveats: [] } as const;
  const routed = new RoutedRequest({ url: 'http://shop.example.com/' }, outcome, { mesh: buildMesh([]), locate: () => undefined });
  expect(routed).toBeAnswered(403);
  expect(routed).not.toBeAnswered(401);
  expect(routed).toBeRefused('denied');
  expect(routed).toBeRefused();
  expect(routed).not.toBeRefused('no-route');
});

test('a failure shows the way of the request', () => {
  const message = failure(() => expect(shop('/nothing')).toReach('cart', { port: 8080 }));
  expect(message.split('\n').map((line) => line.trimEnd())).toEqual([
    'expected http://shop.example.com/nothing to reach cart:8080, but it is refused: no-route (404)',
    '  listener      80 → 8080, gateway edge/web, by Service edge/ingress',
    '  virtual host  shop.example.com, from VirtualService shop/shop',
    expect.stringMatching(/^ {2}tried {9}.*exact \/teapot$/),
  ]);
});

test('a failure does not show how the gateway speaks to the service', () => {
  const message = failure(() => expect(shop('/basket')).toReach('reviews'));
  expect(message.split('\n').slice(1).map((line) => line.trim().split('  ')[0])).toEqual(['listener', 'virtual host', 'tried', 'route', 'path']);
});

describe('what makes no sense is an error in both directions', () => {
  const MISTAKES: ReadonlyArray<readonly [string, () => void, string]> = [
    ['something that is no request', () => expect('http://shop.example.com/' as any).toReach('cart'),
      'toReach is about a request, and this is "http://shop.example.com/": give what get returns, as in expect(get(app, \'http://shop.example.com/\')).toReach(...)'],
    ['nothing at all', () => expect(null as any).not.toBeRefused(),
      'toBeRefused is about a request, and this is a value of type null: give what get returns, as in expect(get(app, \'http://shop.example.com/\')).toBeRefused(...)'],
    ['a reason that there is not', () => expect(shop('/')).not.toBeRefused('no-way' as any),
      'nothing is refused for "no-way"; the reasons are no-listener, no-sni-match, client-certificate-required, no-host, no-route, tls-expected, plaintext-expected, bad-request or denied'],
    ['a redirect to a part of a URL', () => expect(shop('/home')).not.toBeRedirectedTo('/'),
      '"/" is no URL that a redirect leads to: give it whole, as in https://shop.example.com/path'],
    ['a status that is none', () => expect(shop('/teapot')).not.toBeAnswered('418' as any),
      'toBeAnswered takes the status of an answer, such as 200, not 418'],
    ['no share', () => expect(shop('/reviews')).not.toReach('reviews', { weight: 0 }),
      'weight 0 is no share: give percent, above 0 and at most 100; for none say .not.toReach(service)'],
    ['more than everything', () => expect(shop('/reviews')).not.toReach('reviews', { weight: 101 }),
      'weight 101 is no share: give percent, above 0 and at most 100; for none say .not.toReach(service)'],
  ];

  test.each(MISTAKES)('%s', (_, claim, message) => expect(failure(claim)).toBe(message));
});
