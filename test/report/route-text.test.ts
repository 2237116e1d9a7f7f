import { formatOutcome, formatRoute, formatTrace } from '../../lib/report/route-text';
import type { Outcome } from '../../lib/router/outcome';
import type { Request } from '../../lib/router/request';
import { Way } from '../../lib/router/trace';
import { asking, SHOP, type Asking } from './route-mesh';

const shop = asking(SHOP, { complete: ['DestinationRule'] });

function textOf(request: Request | string, { mesh: { builds }, locate, ask }: Asking = shop, colors = false): string {
  const outcome = ask(request);
  return formatRoute(outcome, { request: typeof request === 'string' ? { url: request } : request, builds, locate, colors });
}

const PLAIN = '  listener      80 → 8080, gateway web/shop, by Service istio-system/ingress\n';
const TLS = '  listener      443 → 8443, gateway web/shop, by Service istio-system/ingress\n';
const OF_SHOP = `${PLAIN}  virtual host  shop.example.com, from VirtualService web/shop\n`;
const RETRIES = '  retries       2, on connect-failure, refused-stream, unavailable, cancelled, retriable-status-codes\n';

describe('an answer is one line, and below it stands the way to it', () => {
  test.each<[string, string, string]>([
    ['forwarded', 'http://shop.example.com/cart', `forwarded to cart.web.svc.cluster.local:8000
${OF_SHOP}  route         exact /cart of VirtualService web/shop (web.yaml:51)
${RETRIES}  upstream      HTTP/1.1, TLS in mode ISTIO_MUTUAL
`],
    ['forwarded, with all that a route can do', 'http://shop.example.com/split/x?y=1', `forwarded to cart.web.svc.cluster.local:8000, subset v1 (66.67 %); stock.web.svc.cluster.local:9000 (33.33 %)
${OF_SHOP}  tried         exact /cart · prefix /cart/ with header end-user=jason
  route         prefix /split of VirtualService web/shop (web.yaml:53)
  path          /whole/x?y=1 instead of /split/x?y=1
  authority     cart.internal instead of shop.example.com
  timeout       5s
  retries       3, on 5xx, reset
  mirror        stock.web.svc.cluster.local:9000 (12.5 %)
  fault         1 % are answered 503
  upstream      cart.web.svc.cluster.local:8000, subset v1: HTTP/1.1, TLS in mode ISTIO_MUTUAL
  upstream      stock.web.svc.cluster.local:9000: HTTP/2, mutual TLS where the pods take it (auto mTLS)
`],
    ['forwarded to what is not known', 'http://shop.example.com/elsewhere', `forwarded to books.other.svc.cluster.local:80 (unknown)
${OF_SHOP}  tried         exact /cart · prefix /cart/ with header end-user=jason · prefix /split · prefix /lost
  route         prefix /elsewhere of VirtualService web/shop (web.yaml:62)
${RETRIES}  why           unknown: what decides whether it is there, such as its Service, is not among the manifests
`],
    ['forwarded by its SNI', 'https://db.example.com/', `forwarded to cart.web.svc.cluster.local:8000
${TLS}  filter chain  SNI db.example.com, TLS passed through
  route         VirtualService web/db (web.yaml:90)
  upstream      TCP, TLS in mode ISTIO_MUTUAL
`],
    ['forwarded as bytes', 'tcp://shop.example.com:3306', `forwarded to mysql.web.svc.cluster.local:3306 (unknown)
  listener      3306, gateway web/shop, by Service istio-system/ingress
  filter chain  any connection, TCP
  route         VirtualService web/mysql (web.yaml:95)
  why           unknown: what decides whether it is there, such as its Service, is not among the manifests
`],
    ['unreachable', 'http://shop.example.com/lost', `unreachable (503): cart.web.svc.cluster.local:8000, subset v9 (no-subset)
${OF_SHOP}  tried         exact /cart · prefix /cart/ with header end-user=jason · prefix /split
  route         prefix /lost of VirtualService web/shop (web.yaml:60)
${RETRIES}  why           no-subset: no DestinationRule that counts for the gateway has the subset
`],
    ['redirected by a route', 'http://shop.example.com/old', `redirected 302 to http://shop.example.com/new
${OF_SHOP}  tried         exact /cart · prefix /cart/ with header end-user=jason · prefix /split · prefix /lost · prefix /elsewhere
  route         prefix /old of VirtualService web/shop (web.yaml:64)
`],
    ['redirected by a server', 'http://safe.example.com/x', `redirected 301 to https://safe.example.com/x
${PLAIN}  virtual host  safe.example.com, from VirtualService web/safe
  redirect      httpsRedirect of Gateway web/shop (web.yaml:37)
`],
    ['answered, with the last of many routes that were tried', 'http://shop.example.com/ping', `answered: direct-response (204)
${OF_SHOP}  tried         1 before · prefix /cart/ with header end-user=jason · prefix /split · prefix /lost · prefix /elsewhere · prefix /old
  route         prefix /ping of VirtualService web/shop (web.yaml:66)
`],
    ['depending on ages', 'http://two.example.com/a', `depends on order: forwarded to cart.web.svc.cluster.local:8000, or forwarded to stock.web.svc.cluster.local:9000
${PLAIN}  virtual host  two.example.com, from VirtualService web/two-a · VirtualService web/two-b
  either        forwarded to cart.web.svc.cluster.local:8000, by prefix /a of VirtualService web/two-a (web.yaml:72)
  or            forwarded to stock.web.svc.cluster.local:9000, by prefix /a of VirtualService web/two-b (web.yaml:77)
  decided by    the ages of VirtualService web/two-a and VirtualService web/two-b, which the manifests do not say
`],
  ])('%s', (_, url, text) => expect(textOf(url)).toBe(text));
});

describe('a refusal says why', () => {
  test.each<[string, string, string]>([
    ['no-listener', 'http://shop.example.com:81/', `refused: no-listener
  why           no server is reached by port 81, but by 80 (http2), 443 (https) and 3306 (mysql) of Service istio-system/ingress
`],
    ['no-sni-match', 'https://lost.example.com/', `refused: no-sni-match
${TLS}  filter chain  none takes the connection; there is SNI safe.example.com · mutual.example.com · db.example.com
  why           no server takes lost.example.com, for which the TLS handshake asks
  left out      Gateway web/shop (web.yaml:40): duplicate-host safe.example.com, which Gateway web/shop (web.yaml:38) has
`],
    ['no-sni-match without a name', 'https://10.0.0.1/', `refused: no-sni-match
${TLS}  filter chain  none takes the connection; there is SNI safe.example.com · mutual.example.com · db.example.com
  why           the TLS handshake asks for no name
`],
    ['client-certificate-required', 'https://mutual.example.com/', `refused: client-certificate-required
${TLS}  filter chain  SNI mutual.example.com, TLS terminated
  why           the server asks clients for a certificate
`],
    ['no-host, the nearest one first', 'http://tow.example.com/', `refused: no-host (404)
${PLAIN}  why           there is no host tow.example.com among two.example.com · safe.example.com · shop.example.com
`],
    ['no-route', 'http://shop.example.com/', `refused: no-route (404)
${OF_SHOP}  tried         2 before · prefix /split · prefix /lost · prefix /elsewhere · prefix /old · prefix /ping
`],
    ['tls-expected', 'http://safe.example.com:443/', `refused: tls-expected
${TLS}  filter chain  none takes the connection; there is SNI safe.example.com · mutual.example.com · db.example.com
  why           the server speaks TLS, and the request is plain text
`],
    ['plaintext-expected', 'https://shop.example.com:80/', `refused: plaintext-expected
${PLAIN}  why           the server speaks plain HTTP, and the request is TLS
`],
    ['bad-request', 'http://shop.example.com/a b', `refused: bad-request (400)
${PLAIN}  why           the path has a space, which Envoy does not take: write it as %20
`],
  ])('%s', (_, url, text) => expect(textOf(url)).toBe(text));

  test('where nothing is served at all', () => {
    expect(textOf('http://shop.example.com/', asking('kind: Service\napiVersion: v1\nmetadata: { name: cart }\n'))).toBe('refused: no-listener\n  why           no Gateway among the manifests serves anything\n');
  });
});

const trace = new Way();
const caveats: readonly string[] = [];

describe('what the shop has not', () => {
  test.each<[string, Outcome, string]>([
    ['denied', { kind: 'denied', protocol: 'http', because: 'rule', status: 403, by: [{ kind: 'AuthorizationPolicy', namespace: 'web', name: 'a' }, { kind: 'AuthorizationPolicy', name: 'b' }], trace, caveats }, 'denied by AuthorizationPolicy web/a and AuthorizationPolicy b (403)'],
    ['rejected', { kind: 'rejected', because: 'line-break', trace, caveats }, 'rejected: line-break'],
    ['unknown', { kind: 'unknown', needs: 'the pods behind Service ingress', trace, caveats }, 'unknown: it needs the pods behind Service ingress'],
    ['unsupported', { kind: 'unsupported', feature: 'AUTO_PASSTHROUGH', trace, caveats }, 'unsupported: AUTO_PASSTHROUGH'],
    ['refused without an answer', { kind: 'refused', because: 'tls-expected', trace, caveats }, 'refused: tls-expected'],
    ['unreachable without a destination', { kind: 'unreachable', protocol: 'http', destinations: [], mirrors: [], trace, caveats }, 'unreachable (503): the route has no destination'],
    ['unreachable bytes', {
      kind: 'unreachable', protocol: 'tcp', destinations: [{ host: 'db..svc.cluster.local', port: 5432, weight: 100, state: 'no-cluster', tls: 'none' }], mirrors: [], trace, caveats,
    }, 'unreachable: db:5432 (no-cluster)'],
    ['ways that differ in a detail', {
      kind: 'depends-on-order', outcomes: [301, 301].map((status) => ({ kind: 'redirected', status, location: 'http://a/', because: 'route', trace, caveats })), trace, caveats,
    }, 'depends on order: redirected 301 to http://a/, in 2 ways'],
  ])('%s', (_, outcome, text) => expect(formatOutcome(outcome)).toBe(text));

  test('what an answer leaves out of account stands below it', () => {
    const outcome: Outcome = { kind: 'unsupported', feature: 'EnvoyFilter', trace, caveats: ['An EnvoyFilter changes the listener.'] };
    expect(formatRoute(outcome, { request: { url: 'http://a/' }, builds: [], locate: shop.locate, colors: false })).toBe('unsupported: EnvoyFilter\n  caveat        An EnvoyFilter changes the listener.\n');
  });
});

describe('what Envoy refuses is told with its place', () => {
  const gateway = (servers: string) => asking(`apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: web }
spec: { selector: { istio: gateway }, servers: [${servers}] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: one, namespace: web }
spec: { gateways: [shop], hosts: [a.example.com], tls: [{ match: [{ sniHosts: [a.example.com] }], route: [{ destination: { host: a } }] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: two, namespace: web }
spec:
  gateways: [shop]
  hosts: [A.example.com]
  tls: [{ match: [{ sniHosts: [A.example.com] }], route: [{ destination: { host: a } }] }]
  http: [{ redirect: { redirectCode: 309, uri: /x } }]
`);
  const SO = '  so            new pods of the gateway serve nothing of it, and those that run keep what they had\n';

  test('of a listener', () => {
    expect(textOf('https://a.example.com/', gateway('{ port: { number: 443, name: tls, protocol: TLS }, hosts: ["*"], tls: { mode: PASSTHROUGH } }'))).toBe(`rejected: same-match
  listener      443, gateway web/shop, no Service known of the pods with istio=gateway
  why           two take the connections for SNI a.example.com: VirtualService web/one (web.yaml:9) and VirtualService web/two (web.yaml:17)
${SO}`);
  });

  test('of a port that the proxy has for itself', () => {
    expect(textOf('http://a.example.com:15021/', gateway('{ port: { number: 15021, name: http, protocol: HTTP }, hosts: ["*"] }'))).toBe(`rejected: port-of-the-proxy
  listener      15021, gateway web/shop, no Service known of the pods with istio=gateway
  why           the proxy of every gateway has this port for itself: Gateway web/shop (web.yaml:4)
${SO}`);
  });

  test('of routes', () => {
    expect(textOf('http://a.example.com/', gateway('{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }'))).toBe(`rejected: no-action
  listener      80, gateway web/shop, no Service known of the pods with istio=gateway
  why           Envoy knows no such status of a redirect: VirtualService web/two (web.yaml:18)
${SO}`);
  });
});

describe('the trace alone', () => {
  test('has the stages that a request went through', () => {
    expect(formatTrace(shop.ask('http://shop.example.com/cart').trace)).toBe(`${OF_SHOP}  route         exact /cart of VirtualService web/shop (web.yaml:44)`);
  });

  test('has the lines of routes where they can be found', () => {
    expect(formatTrace(shop.ask('http://shop.example.com/cart').trace, shop.locate)).toBe(`${OF_SHOP}  route         exact /cart of VirtualService web/shop (web.yaml:51)`);
  });

  test('is empty where a request came nowhere', () => expect(formatTrace(shop.ask('http://shop.example.com:81/').trace)).toBe(''));

  test('names an Ingress for what istiod makes of it', () => {
    const { ask } = asking(`apiVersion: v1
kind: Service
metadata: { name: cart, namespace: web }
spec: { ports: [{ name: http, port: 8000 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: web, annotations: { kubernetes.io/ingress.class: istio } }
spec: { rules: [{ host: a.example.com, http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 8000 } } } }] } }] }
`);
    expect(formatTrace(ask('http://a.example.com/cart/1').trace)).toBe(`  listener      80, gateway web/shop, no Service known of the pods with istio=ingressgateway
  virtual host  a.example.com, from Ingress web/shop
  route         prefix /cart of Ingress web/shop (web.yaml:6)`);
  });

  test('names both objects of a delegate', () => {
    const { ask } = asking(`apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: web }
spec: { selector: { istio: gateway }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: root, namespace: web }
spec: { gateways: [shop], hosts: [a.example.com], http: [{ match: [{ uri: { prefix: /a } }], delegate: { name: part, namespace: team } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: part, namespace: team }
spec: { http: [{ match: [{ uri: { prefix: /a/b } }], route: [{ destination: { host: cart } }] }] }
`);
    expect(formatTrace(ask('http://a.example.com/a/b').trace)).toMatch(/^ {2}route {9}prefix \/a\/b of VirtualService team\/part \(web.yaml:11\), which VirtualService web\/root delegates to$/m);
  });
});

test('nothing in a file can pass for what we say', () => {
  const { ask } = asking(SHOP.replace('exact: /cart', 'exact: "/cart\\n\\e[2J\\u202e"'));
  const text = formatTrace(ask('http://shop.example.com/split').trace);
  expect(text).toContain('tried         exact /cart\\u000a\\u001b[2J\\u202e · prefix /cart/');
  expect(formatOutcome({ kind: 'redirected', status: 301, location: 'http://a/\u001b[2J\n', because: 'route', trace, caveats })).toBe('redirected 301 to http://a/\\u001b[2J\\u000a');
});

describe('colours say at a glance what became of a request', () => {
  test.each([
    ['green', 32, 'http://shop.example.com/cart'], ['blue', 34, 'http://shop.example.com/old'],
    ['red', 31, 'http://shop.example.com/'], ['yellow', 33, 'http://two.example.com/a'],
  ])('%s', (_, code, url) => {
    const [answer, stage] = textOf(url, shop, true).split('\n');
    expect(answer).toMatch(new RegExp(`^\u001b\\[1m\u001b\\[${code}m.*\u001b\\[39m\u001b\\[22m$`));
    expect(stage).toMatch(/^ {2}\u001b\[2mlistener {4}\u001b\[22m {2}80 → 8080, /);
  });

  test('and are left out where there are none', () => expect(textOf('http://shop.example.com/cart')).not.toContain('\u001b'));
});
