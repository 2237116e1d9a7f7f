import type { Outcome } from '../../lib/router/outcome';
import type { Request } from '../../lib/router/request';
import { Router, type RouterOptions } from '../../lib/router/router';
import { meshOf } from '../model/meshes';

const INGRESS = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec:
  type: LoadBalancer
  selector: { istio: ingressgateway }
  ports: [{ name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }, { name: tcp, port: 9000 }, { name: closed, port: 81, targetPort: 8081 }]
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: web }
spec: { selector: { app: shop }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: multi, namespace: web }
spec: { selector: { app: multi }, ports: [{ name: grpc, port: 9090 }, { name: http, port: 8080 }] }
---
`;

function object(kind: string, name: string, spec: string, created?: string): string {
  return `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: web${created === undefined ? '' : `, creationTimestamp: "${created}"`} }\nspec: ${spec}\n---\n`;
}

const gateway = (servers: string, name = 'web') => object('Gateway', name, `{ selector: { istio: ingressgateway }, servers: [${servers}] }`);
const HTTP = '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com, "*.b.com"] }';
const REDIRECTING = '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com], tls: { httpsRedirect: true } }';
const https = (tls: string, hosts = 'a.com') => `{ port: { number: 443, name: https, protocol: HTTPS }, hosts: [${hosts}], tls: ${tls} }`;
const route = (rules: string, more = '', created?: string) => object('VirtualService', `site${more === '' ? '' : more.length}`, `{ hosts: [a.com], gateways: [web], http: [${rules}]${more} }`, created);
const CORS = 'corsPolicy: { allowOrigins: [{ exact: "https://shop.example" }] }';
const PREFLIGHT: Request = { url: 'http://a.com/', method: 'OPTIONS', headers: { 'origin': 'https://shop.example', 'access-control-request-method': 'GET' } };
const TO_SHOP = 'route: [{ destination: { host: shop, port: { number: 80 } } }]';

function ask(yaml: string, request: Request | string, options: RouterOptions & { readonly complete?: readonly string[] } = {}): Outcome {
  const { complete = ['Service', 'DestinationRule'], ...rest } = options;
  return new Router(meshOf(INGRESS + yaml, { complete }), rest).route(typeof request === 'string' ? { url: request } : request);
}

describe('a request is', () => {
  test.each<[string, string, Request | string, object]>([
    ['forwarded by the first rule that takes it', gateway(HTTP) + route(`{ match: [{ uri: { prefix: /a } }], ${TO_SHOP} }`), 'http://a.com/a',
      { kind: 'forwarded', protocol: 'http', path: '/a', authority: 'a.com', destinations: [{ host: 'shop.web.svc.cluster.local', port: 80, weight: 100, state: 'defined', protocol: 'http1', tls: 'auto-mtls' }] }],
    ['refused where no rule takes it', gateway(HTTP) + route(`{ match: [{ uri: { prefix: /a } }], ${TO_SHOP} }`), 'http://a.com/b', { kind: 'refused', because: 'no-route', status: 404 }],
    ['refused where no route has its host', gateway(HTTP) + route(`{ ${TO_SHOP} }`), 'http://c.com/', { kind: 'refused', because: 'no-host', status: 404 }],
    ['refused where the Service has no such port', gateway(HTTP) + route(`{ ${TO_SHOP} }`), 'http://a.com:7070/', { kind: 'refused', because: 'no-listener' }],
    ['refused where nothing listens behind the port', gateway(HTTP) + route(`{ ${TO_SHOP} }`), 'http://a.com:81/', { kind: 'refused', because: 'no-listener' }],
    ['refused where TLS meets a server of plain HTTP', gateway(HTTP) + route(`{ ${TO_SHOP} }`), 'https://a.com:80/', { kind: 'refused', because: 'plaintext-expected' }],
    ['refused where plain text meets a server of TLS', gateway(https('{ mode: SIMPLE, credentialName: a }')) + route(`{ ${TO_SHOP} }`), 'http://a.com:443/', { kind: 'refused', because: 'tls-expected' }],
    ['refused where no server has its SNI', gateway(https('{ mode: SIMPLE, credentialName: a }')) + route(`{ ${TO_SHOP} }`), 'https://c.com/', { kind: 'refused', because: 'no-sni-match' }],
    ['refused without the certificate that the server asks for', gateway(https('{ mode: MUTUAL, credentialName: a }')) + route(`{ ${TO_SHOP} }`), 'https://a.com/', { kind: 'refused', because: 'client-certificate-required' }],
    ['forwarded with it', gateway(https('{ mode: MUTUAL, credentialName: a }')) + route(`{ ${TO_SHOP} }`), { url: 'https://a.com/', clientCertificate: true }, { kind: 'forwarded' }],
    ['refused with a zero byte', gateway(HTTP) + route(`{ ${TO_SHOP} }`), 'http://a.com/a%00', { kind: 'refused', because: 'bad-request', status: 400 }],
    ['redirected to HTTPS before any route', gateway(REDIRECTING) + route(`{ ${TO_SHOP} }`), 'http://a.com:80/x?y',
      { kind: 'redirected', because: 'https-redirect', status: 301, location: 'https://a.com:80/x?y' }],
    ['answered by a direct response', gateway(HTTP) + route('{ directResponse: { status: 418 } }'), 'http://a.com/', { kind: 'answered', because: 'direct-response', status: 418 }],
    ['answered by a fault for all', gateway(HTTP) + route(`{ fault: { abort: { httpStatus: 503 } }, ${TO_SHOP} }`), 'http://a.com/', { kind: 'answered', because: 'fault', status: 503 }],
    ['answered as a preflight of an origin that is allowed', gateway(HTTP) + route(`{ ${CORS}, ${TO_SHOP} }`), PREFLIGHT, { kind: 'answered', because: 'cors-preflight', status: 200 }],
    ['answered by a fault for all, also where it is a preflight', gateway(HTTP) + route(`{ fault: { abort: { httpStatus: 503 } }, ${CORS}, ${TO_SHOP} }`), PREFLIGHT, { kind: 'answered', because: 'fault', status: 503 }],
    ['forwarded with the chance of a fault for some', gateway(HTTP) + route(`{ fault: { abort: { httpStatus: 503, percentage: { value: 5 } } }, ${TO_SHOP} }`), 'http://a.com/', { kind: 'forwarded', fault: { status: 503, percent: 5 } }],
    ['rejected where Envoy refuses the routes', gateway(HTTP) + route('{ redirect: { uri: /x, redirectCode: 304 } }'), 'http://a.com/', { kind: 'rejected', because: 'no-action' }],
    ['passed on by its SNI', gateway(https('{ mode: PASSTHROUGH }')) + object('VirtualService', 'pass', '{ hosts: [a.com], gateways: [web], tls: [{ match: [{ sniHosts: [a.com] }], route: [{ destination: { host: shop, port: { number: 80 } } }] }] }'), 'https://a.com/',
      { kind: 'forwarded', protocol: 'tcp', destinations: [{ host: 'shop.web.svc.cluster.local', port: 80, weight: 100, state: 'defined', protocol: 'tcp', tls: 'auto-mtls' }] }],
    ['sent on as bytes by a server of TCP', gateway('{ port: { number: 9000, name: tcp, protocol: TCP }, hosts: ["*"] }') + object('VirtualService', 'db', '{ hosts: ["*"], gateways: [web], tcp: [{ route: [{ destination: { host: shop, port: { number: 80 } } }] }] }'), 'tcp://db:9000',
      { kind: 'forwarded', protocol: 'tcp' }],
    ['unsupported on AUTO_PASSTHROUGH', gateway('{ port: { number: 443, name: tls, protocol: TLS }, hosts: ["*.local"], tls: { mode: AUTO_PASSTHROUGH } }'), 'tls://a.local:443', { kind: 'unsupported', feature: 'AUTO_PASSTHROUGH' }],
  ])('%s', (_, yaml, request, expected) => expect(ask(yaml, request)).toMatchObject(expected));
});

describe('a destination is', () => {
  test.each<[string, string, readonly string[], object]>([
    ['defined with a port that the Service has', 'host: shop, port: { number: 80 }', ['Service'], { kind: 'forwarded', destinations: [{ state: 'defined' }] }],
    ['lost with one that it has not', 'host: shop, port: { number: 8080 }', ['Service'], { kind: 'unreachable', destinations: [{ state: 'no-cluster', port: 8080 }] }],
    ['the only port where none is named', 'host: shop', ['Service'], { destinations: [{ port: 80, state: 'defined' }] }],
    ['the port of the server where there are several', 'host: multi', ['Service'], { kind: 'unreachable', destinations: [{ port: 80, state: 'no-cluster' }] }],
    ['spoken to in HTTP/2 by the name of its port', 'host: multi, port: { number: 9090 }', ['Service'], { destinations: [{ protocol: 'http2' }] }],
    ['lost where there is no such Service', 'host: gone', ['Service'], { kind: 'unreachable', destinations: [{ state: 'no-cluster' }] }],
    ['unknown where not all Services are given', 'host: gone', [], { kind: 'forwarded', destinations: [{ state: 'unknown' }] }],
    ['not completed where it has a dot', 'host: shop.web', ['Service', 'ServiceEntry'], { kind: 'unreachable', destinations: [{ host: 'shop.web', state: 'no-cluster' }] }],
    ['lost with a subset that no rule has', 'host: shop, subset: v1', ['Service', 'DestinationRule'], { kind: 'unreachable', destinations: [{ subset: 'v1', state: 'no-subset' }] }],
    ['unknown with a subset where not all rules are given', 'host: shop, subset: v1', ['Service'], { kind: 'forwarded', destinations: [{ state: 'unknown' }] }],
  ])('%s', (_, destination, complete, expected) => {
    expect(ask(gateway(HTTP) + route(`{ route: [{ destination: { ${destination} } }] }`), 'http://a.com/', { complete })).toMatchObject(expected);
  });
});

describe('weights', () => {
  const split = (weights: readonly number[]) => weights.map((weight, index) => `{ destination: { host: ${index === 0 ? 'shop' : 'multi'}, port: { number: ${index === 0 ? 80 : 8080} } }, weight: ${weight} }`).join(', ');
  test.each<[readonly number[], readonly number[]]>([[[90, 10], [90, 10]], [[1, 3], [25, 75]], [[1, 0], [100]], [[0], [100]]])('%j are shares of %j percent', (weights, shares) => {
    expect(ask(gateway(HTTP) + route(`{ route: [${split(weights)}] }`), 'http://a.com/')).toMatchObject({ kind: 'forwarded', destinations: shares.map((weight) => ({ weight })) });
  });
});

describe('a rewrite', () => {
  test.each([
    ['replaces a prefix', 'match: [{ uri: { prefix: /a } }], rewrite: { uri: /new }', '/a/b?q', '/new/b?q'],
    ['replaces a prefix that is part of a segment', 'match: [{ uri: { prefix: /a } }], rewrite: { uri: /new }', '/ab', '/newb'],
    ['by a slash leaves two', 'match: [{ uri: { prefix: /a } }], rewrite: { uri: / }', '/a/b', '//b'],
    ['replaces an exact path', 'match: [{ uri: { exact: /a } }], rewrite: { uri: /new }', '/a', '/new'],
    ['replaces the whole path of a regular expression', 'match: [{ uri: { regex: "/a.*" } }], rewrite: { uri: /new }', '/a/b', '/new'],
    ['stands before the path without a match', 'rewrite: { uri: /x }', '/a', '/xa'],
    ['by a regular expression knows its groups', 'rewrite: { uriRegexRewrite: { match: "^/a/([^/]+)/(.*)$", rewrite: "/\\\\2/\\\\1" } }', '/a/b/c', '/c/b'],
    ['by a regular expression replaces nothing for a group that there is none of', 'rewrite: { uriRegexRewrite: { match: "/a", rewrite: "/\\\\1" } }', '/a/b', '/a/b'],
    ['by a regular expression takes a dollar for itself', 'rewrite: { uriRegexRewrite: { match: "/a", rewrite: "/$1" } }', '/a/b', '/$1/b'],
  ])('%s', (_, rule, path, expected) => expect(ask(gateway(HTTP) + route(`{ ${rule}, ${TO_SHOP} }`), `http://a.com${path}`)).toMatchObject({ kind: 'forwarded', path: expected }));
});

describe('a redirect', () => {
  test.each([
    ['of the path keeps the query', '{ uri: /new }', 'http://a.com/x?y', 'http://a.com/new?y'],
    ['with a query of its own keeps that', '{ uri: "/new?z" }', 'http://a.com/x?y', 'http://a.com/new?z'],
    ['of the authority keeps path and query', '{ authority: b.com }', 'http://a.com/x?y', 'http://b.com/x?y'],
    ['of the scheme drops the usual port', '{ scheme: https }', 'http://a.com:80/x', 'https://a.com/x'],
    ['to a port', '{ port: 8443, scheme: https }', 'http://a.com/x', 'https://a.com:8443/x'],
    ['to the usual port of its scheme names none', '{ port: 443, scheme: https }', 'http://a.com/x', 'https://a.com/x'],
    ['to the request\'s port names the server\'s', '{ derivePort: FROM_REQUEST_PORT, scheme: https }', 'http://a.com/x', 'https://a.com:80/x'],
  ])('%s', (_, redirect, url, location) => expect(ask(gateway(HTTP) + route(`{ redirect: ${redirect} }`), url)).toMatchObject({ kind: 'redirected', status: 301, location }));
});

describe('a port that the proxy has for itself', () => {
  const serving = (number: number) => gateway(`{ port: { number: ${number}, name: http, protocol: HTTP }, hosts: [a.com] }`) + route(`{ ${TO_SHOP} }`)
    + `apiVersion: v1\nkind: Service\nmetadata: { name: more, namespace: istio-system }\nspec: { type: LoadBalancer, selector: { istio: ingressgateway }, ports: [{ name: http, port: ${number} }] }\n`;

  test.each([15000, 15020, 15021, 15090])('%i is not given to a server, too', (number) => {
    expect(ask(serving(number), `http://a.com:${number}/`)).toMatchObject({ kind: 'rejected', because: 'port-of-the-proxy' });
  });
  test('is none of those that istiod has on its own pods', () => expect(ask(serving(15012), 'http://a.com:15012/')).toMatchObject({ kind: 'forwarded' }));
});

describe('a redirect that says no scheme', () => {
  const redirecting = (tls: string) => gateway(`{ port: { number: 80, name: http, protocol: HTTP }, hosts: [a.com]${tls} }`) + route('{ redirect: { authority: b.com, derivePort: FROM_REQUEST_PORT } }');

  test.each([['without tls leaves out 80', '', 'http://b.com/x'], ['with tls, of whatever kind, does not', ', tls: { httpsRedirect: false }', 'http://b.com:80/x']])('on a server %s', (_, tls, location) => {
    expect(ask(redirecting(tls), 'http://a.com/x')).toMatchObject({ kind: 'redirected', location });
  });
});

describe('what hangs on ages that nobody knows', () => {
  const first = route(`{ match: [{ uri: { prefix: /a } }], ${TO_SHOP} }`);
  const second = object('VirtualService', 'other', '{ hosts: [a.com], gateways: [web], http: [{ match: [{ uri: { prefix: /a/b } }], directResponse: { status: 418 } }] }');

  test('depends on order, with what it lies between', () => {
    const outcome = ask(gateway(HTTP) + first + second, 'http://a.com/a/b');
    expect(outcome.kind === 'depends-on-order' && outcome.outcomes.map(({ kind }) => kind).sort()).toEqual(['answered', 'forwarded']);
  });
  test('is certain for a request that only one takes', () => expect(ask(gateway(HTTP) + first + second, 'http://a.com/a')).toMatchObject({ kind: 'forwarded' }));
  test('depends on the order of all Gateways that could be first, also where only some of them meet in the order of the file', () => {
    const [b, c] = ['{ port: { number: 8080, name: b, protocol: HTTP }, hosts: [x.a.com], tls: { httpsRedirect: false } }', '{ port: { number: 8080, name: c, protocol: HTTPS }, hosts: [x.a.com], tls: { mode: SIMPLE, credentialName: c } }'];
    const a = '{ port: { number: 80, name: a, protocol: HTTP }, hosts: ["*.org"] }';
    const outcomes = ['abc', 'bac', 'cab', 'bca'].map((order) => {
      const gateways = { a: gateway(a, 'a'), b: gateway(b, 'b'), c: gateway(c, 'c') };
      const outcome = ask(Array.from(order, (name) => gateways[name as keyof typeof gateways]).join(''), 'https://x.a.com:80/');
      return outcome.kind === 'depends-on-order' && outcome.outcomes.map((each) => each.kind === 'refused' && each.because).sort();
    });
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => ['no-host', 'plaintext-expected']));
  });
  describe('of a server at another address that may come between two of one address', () => {
    const named = (protocol: string, bind = '') => gateway(`{ port: { number: 80, name: http, protocol: ${protocol} }, hosts: [x.a.com]${bind} }`, `${protocol}${bind === '' ? '' : '-bound'}`.toLowerCase());
    const bound = named('HTTP', ', bind: 10.9.9.3');

    test('depends on order where those are written in two ways, since they are then kept apart, and Envoy refuses the listener', () => {
      const outcome = ask(named('HTTP') + named('HTTP2') + bound, 'http://a.com/');
      expect(outcome.kind === 'depends-on-order' && outcome.outcomes.map(({ kind }) => kind).sort()).toEqual(['refused', 'rejected']);
    });
    test('is certain where they are written alike', () => {
      const alike = named('HTTP').replace('name: http,', 'name: other,');
      expect(ask(named('HTTP') + alike + bound, 'http://a.com/')).toMatchObject({ kind: 'refused', because: 'no-host' });
    });
    test('is certain where both are of one Gateway', () => {
      const both = '{ port: { number: 80, name: a, protocol: HTTP }, hosts: [x.a.com] }, { port: { number: 80, name: b, protocol: HTTP2 }, hosts: [y.a.com] }';
      expect(ask(gateway(both, 'both') + bound, 'http://a.com/')).toMatchObject({ kind: 'refused', because: 'no-host' });
    });
  });
  test('is certain where the ages are given', () => {
    const aged = route(`{ match: [{ uri: { prefix: /a } }], ${TO_SHOP} }`, '', '2026-01-01T00:00:00Z') + second.replace('name: other, namespace: web', 'name: other, namespace: web, creationTimestamp: "2026-01-02T00:00:00Z"');
    expect(ask(gateway(HTTP) + aged, 'http://a.com/a/b')).toMatchObject({ kind: 'forwarded' });
  });
});

describe('a regular expression that goes on and on', () => {
  test.each([['of a match', 'match: [{ uri: { regex: "/(a" } }]', '"/(a" is not one of RE2: missing closing )'], ['of a rewrite', 'rewrite: { uriRegexRewrite: { match: "a(?=b)", rewrite: /x } }', '"a(?=b)" is not one of RE2']])('%s that RE2 refuses is refused with the reason', (_, rule, reason) => {
    expect(ask(gateway(HTTP) + route(`{ ${rule}, ${TO_SHOP} }`), 'http://a.com/')).toMatchObject({ kind: 'rejected', because: 'regular-expression', reason: expect.stringContaining(reason) });
  });
  test('takes time that grows with the path alone', () => {
    const yaml = gateway(HTTP) + route(`{ match: [{ uri: { regex: "/(a+)+" } }], ${TO_SHOP} }`);
    expect(ask(yaml, `http://a.com/${'a'.repeat(5000)}b`)).toMatchObject({ kind: 'refused', because: 'no-route' });
  });
});

describe('a match', () => {
  test.each<[string, string, Request | string, boolean]>([
    ['of a prefix takes part of a segment', 'uri: { prefix: /a }', 'http://a.com/ab', true],
    ['of a prefix is compared with its case', 'uri: { prefix: /a }', 'http://a.com/A', false],
    ['of a prefix in any case is not', 'ignoreUriCase: true, uri: { prefix: /a }', 'http://a.com/AB', true],
    ['of an exact path in any case is not either', 'ignoreUriCase: true, uri: { exact: /A }', 'http://a.com/a', true],
    ['of an exact path leaves the query out', 'uri: { exact: /a }', 'http://a.com/a?b', true],
    ['of a regular expression is one of the whole path', 'uri: { regex: "/api/v[0-9]+" }', 'http://a.com/xapi/v1', false],
    ['of a method', 'method: { exact: POST }', { url: 'http://a.com/', method: 'POST' }, true],
    ['of the authority has its port', 'authority: { exact: a.com }', { url: 'http://a.com:80/' }, false],
    ['of the scheme goes by the connection', 'scheme: { exact: https }', { url: 'http://a.com/', headers: { 'x-forwarded-proto': 'https' } }, false],
    ['of a header takes its name in any case', 'headers: { X-Team: { exact: a } }', { url: 'http://a.com/', headers: { 'x-team': 'a' } }, true],
    ['of a header takes its value as it is', 'headers: { x-team: { exact: a } }', { url: 'http://a.com/', headers: { 'x-team': 'A' } }, false],
    ['of a header that is there', 'headers: { x-team: {} }', { url: 'http://a.com/', headers: { 'x-team': '' } }, true],
    ['of a header that is not there', 'headers: { x-team: {} }', 'http://a.com/', false],
    ['without a header takes requests that lack it', 'withoutHeaders: { x-team: { exact: a } }', 'http://a.com/', true],
    ['without the presence of a header takes them, too', 'withoutHeaders: { x-team: {} }', 'http://a.com/', true],
    ['without the presence of a header takes no others', 'withoutHeaders: { x-team: {} }', { url: 'http://a.com/', headers: { 'x-team': 'b' } }, false],
    ['without an empty header takes none that lacks it', 'withoutHeaders: { x-team: { exact: "" } }', 'http://a.com/', false],
    ['of a parameter takes the first value', 'queryParams: { q: { exact: a } }', 'http://a.com/?q=b&q=a', false],
    ['of a parameter takes it undecoded', 'queryParams: { q: { exact: a } }', 'http://a.com/?q=%61', false],
    ['of a parameter without a value', 'queryParams: { q: {} }', 'http://a.com/?q', true],
    ['for another port', 'port: 443', 'http://a.com/', false],
  ])('%s', (_, match, request, takes) => {
    expect(ask(gateway(HTTP) + route(`{ match: [{ ${match} }], ${TO_SHOP} }`), request).kind).toBe(takes ? 'forwarded' : 'refused');
  });
});

describe('a DestinationRule', () => {
  const subset = object('DestinationRule', 'shop', '{ host: shop, subsets: [{ name: v1, labels: { version: v1 } }] }');
  const bare = object('DestinationRule', 'shop', '{ host: shop.web.svc.cluster.local }').replace('namespace: web', 'namespace: istio-system');
  const toV1 = gateway(HTTP) + route('{ route: [{ destination: { host: shop, subset: v1 } }] }');
  test('of the namespace of the Service has the subset', () => expect(ask(toV1 + subset, 'http://a.com/')).toMatchObject({ kind: 'forwarded', destinations: [{ state: 'defined' }] }));
  test('of the namespace of the gateway\'s pods hides it', () => {
    const pods = toV1.replaceAll('istio-system', 'edge');
    expect(new Router(meshOf(INGRESS.replace('namespace: istio-system', 'namespace: edge') + pods + subset + bare.replace('istio-system', 'edge'), { complete: ['Service', 'DestinationRule'] })).route({ url: 'http://a.com/' }))
      .toMatchObject({ kind: 'unreachable', destinations: [{ state: 'no-subset' }] });
  });
  test.each([['DISABLE', 'none'], ['SIMPLE', 'SIMPLE'], ['ISTIO_MUTUAL', 'ISTIO_MUTUAL']])('of mode %s makes the gateway speak %s', (mode, tls) => {
    expect(ask(toV1.replace(', subset: v1', '') + object('DestinationRule', 'shop', `{ host: shop, trafficPolicy: { tls: { mode: ${mode} } } }`), 'http://a.com/')).toMatchObject({ destinations: [{ tls }] });
  });
});

describe('a destination without a port', () => {
  const hidden = (exportTo: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: hidden, namespace: web, annotations: { networking.istio.io/exportTo: "${exportTo}" } }\nspec: { selector: { app: x }, ports: [{ port: 9090 }] }\n---\n`;
  const to = (exportTo: string) => ask(hidden(exportTo) + gateway(HTTP) + route('{ route: [{ destination: { host: hidden } }] }'), 'http://a.com/');

  test('is sent to the only one of its Service', () => {
    expect(to('istio-system')).toMatchObject({ kind: 'forwarded', destinations: [{ port: 9090, state: 'defined' }] });
  });
  test('is sent to that of the server where the pods of the gateway do not see the Service, though the VirtualService does', () => {
    expect(to('.')).toMatchObject({ kind: 'unreachable', destinations: [{ port: 80, state: 'no-cluster' }] });
  });
});

describe('of several wildcards the longest counts', () => {
  const servers = [https('{ mode: SIMPLE, credentialName: wide }', '"*.com"'), https('{ mode: SIMPLE, credentialName: narrow }', '"*.a.com"')].map((server, index) => gateway(server, index === 0 ? 'web' : 'narrow'));
  const on = (name: string, host: string) => object('VirtualService', `of-${name}`, `{ hosts: ["${host}"], gateways: [${name}], http: [{ directResponse: { status: ${name === 'web' ? 418 : 403} } }] }`);
  test.each([['https://x.a.com/', 403], ['https://x.b.com/', 418]])('for a server: %s is answered %i', (url, status) => {
    expect(ask(servers.join('') + on('web', '*.com') + on('narrow', '*.a.com'), url)).toMatchObject({ kind: 'answered', status });
  });
  test.each([['http://x.a.com/', 403], ['http://x.b.com/', 418]])('for a virtual host: %s is answered %i', (url, status) => {
    const plain = [['web', '*.com'], ['narrow', '*.a.com']].map(([name, host]) => gateway(`{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["${host}"] }`, name));
    expect(ask(plain.join('') + on('web', '*.com') + on('narrow', '*.a.com'), url)).toMatchObject({ kind: 'answered', status });
  });
});

describe('of a rule', () => {
  test.each<[string, string, object]>([
    ['the timeout is what it says', 'timeout: 5s', { timeout: '5s' }],
    ['there is no timeout where it says none', '', { timeout: undefined }],
    ['requests are tried again twice where it says nothing', '', { retries: { attempts: 2, on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'] } }],
    ['they are tried again as it says', 'retries: { attempts: 3, retryOn: "5xx,reset" }', { retries: { attempts: 3, on: ['5xx', 'reset'] } }],
    ['they are not tried again with 0 attempts', 'retries: { attempts: 0 }', { retries: undefined }],
    ['copies go to its mirrors', 'mirrors: [{ destination: { host: multi, port: { number: 8080 } }, percentage: { value: 12.5 } }]', { mirrors: [{ host: 'multi.web.svc.cluster.local', port: 8080, percent: 12.5 }] }],
    ['none go to a mirror with 0 percent', 'mirror: { host: multi }, mirrorPercentage: { value: 0 }', { mirrors: [] }],
  ])('%s', (_, rule, expected) => expect(ask(gateway(HTTP) + route(`{ ${rule === '' ? '' : `${rule}, `}${TO_SHOP} }`), 'http://a.com/')).toMatchObject(expected));
});

describe('a host on a Gateway that was not given', () => {
  const elsewhere = object('VirtualService', 'notebook', `{ hosts: [a.com], gateways: [kubeflow/kubeflow-gateway], http: [{ ${TO_SHOP} }] }`);
  test('is unknown, since the Gateway may be there', () => {
    expect(ask(elsewhere, 'http://a.com/')).toMatchObject({ kind: 'unknown', needs: 'Gateway kubeflow/kubeflow-gateway, which a VirtualService for the host is on' });
  });
  test('is refused where all Gateways are given', () => expect(ask(elsewhere, 'http://a.com/', { complete: ['Gateway'] })).toMatchObject({ kind: 'refused' }));
  test('is refused for a host that nothing is for', () => expect(ask(elsewhere, 'http://b.com/')).toMatchObject({ kind: 'refused' }));
});
