import { buildMesh } from '../../lib/model/mesh';
import { hostRules } from '../../lib/rules/hosts';
import { routeRules } from '../../lib/rules/routes';
import { runRules } from '../../lib/rules/run';

const RULES = [...hostRules, ...routeRules].filter(({ code }) => /^MESH(?:31\d|4[1-4]\d)$/.test(code));
const TO_SHOP = { destination: { host: 'shop' } };

/** `code severity field` of what is found, the field of the spec. */
function foundIn(spec: unknown): readonly string[] {
  const object = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'shop', namespace: 'web' }, spec } as never;
  return runRules(buildMesh([{ object, origin: { kind: 'construct', path: 'shop' } }]), RULES)
    .map(({ code, severity, at: { field = [] } }) => [code, severity, field.slice(1).join('.')].join(' ').trim());
}

const found = (spec: object) => foundIn({ hosts: ['shop.example.com'], gateways: ['web'], http: [{ route: [TO_SHOP] }], ...spec });
/** The field from the rule on. */
const inRule = (rule: unknown, spec: object = {}) => found({ http: [rule], ...spec }).map((each) => each.replace(/http\.0\.?/, '').trim());
const beside = (more: object) => inRule({ route: [TO_SHOP], ...more });
const inMatch = (match: unknown, spec: object = {}) => inRule({ match: [match], route: [TO_SHOP] }, spec).map((each) => each.replace('match.0.', ''));

describe('hosts', () => {
  test.each(['shop', 'shop.example.com', 'SHOP.example.com.', '*.example.com', '*-shop.example.com', '192.0.2.1', '2001:db8::1', '*'])('%s is taken', (host) => expect(found({ hosts: [host] })).toEqual([]));
  test.each(['', 'a_b', 'shop.example.com:80', 'https://shop.example.com', 'web/shop.example.com', 'shop.*.com', '192.0.2'])('%s is not', (host) => {
    expect(found({ hosts: [host] })).toEqual(['MESH312 error hosts.0']);
  });
  test('the name of a port is taken by a gateway that routes by SNI', () => {
    const spec = { hosts: ['outbound_.80_._.shop'], http: [], tls: [{ match: [{ sniHosts: ['outbound_.80_._.shop'] }], route: [TO_SHOP] }] };
    expect(found(spec)).toEqual([]);
    expect(found({ ...spec, gateways: ['mesh'] })).toEqual(['MESH312 error hosts.0', 'MESH425 error tls.0.match.0.sniHosts.0']);
  });
  test.each([
    [undefined, ['MESH313 error hosts.0']], [['mesh'], ['MESH313 error hosts.0']], [['web', 'mesh'], ['MESH313 error hosts.0']], [['web'], []],
  ])('all hosts on %j', (gateways, expected) => expect(found({ hosts: ['*'], gateways })).toEqual(expected));
  test.each([
    [['a.com', 'b.com'], []],
    [['a.com', 'a.com'], ['MESH314 error hosts.1']],
    [['*.a.com', 'b.a.com', 'a.com'], ['MESH314 error hosts.1']],
    [['b.a.com', '*.a.com'], ['MESH314 error hosts.0']],
    [['*.com', '*.a.com'], ['MESH314 error hosts.1']],
    [['*', 'a.com', '*.b.com'], ['MESH314 error hosts.1', 'MESH314 error hosts.2']],
    [['*-a.com', 'x-a.com'], ['MESH314 error hosts.1']],
    [['A.com', 'a.com'], []],
  ])('%j', (hosts, expected) => expect(found({ hosts })).toEqual(expected));
  test('many are looked through at once', () => {
    const hosts = Array.from({ length: 20000 }, (_, index) => (index % 2 === 0 ? `h${index}.example.com` : `*.h${index}.example.com`));
    expect(found({ hosts })).toEqual([]);
  });
});

describe('without hosts', () => {
  test.each([
    ['is a delegate', { gateways: [] }, []],
    ['with gateways', {}, ['MESH310 error gateways']],
    ['with TCP routes', { gateways: undefined, tcp: [{ route: [TO_SHOP] }] }, ['MESH310 error tcp']],
    ['with TLS routes', { gateways: undefined, tls: [{ match: [{ sniHosts: ['a.com'] }], route: [TO_SHOP] }] }, ['MESH310 error tls', 'MESH425 error tls.0.match.0.sniHosts.0']],
    ['delegating', { gateways: undefined, http: [{ delegate: { name: 'blog' } }] }, ['MESH427 error http.0.delegate']],
  ])('%s', (_, spec, expected) => expect(found({ hosts: undefined, ...spec })).toEqual(expected));
});

describe('gateways', () => {
  test.each(['web', 'web/web', 'mesh', 'web.istio-system.svc.cluster.local', 'WEB/web'])('%s is taken', (name) => expect(found({ gateways: [name] })).toEqual([]));
  test.each(['./web', 'web/', '/web', 'a/b/c', 'w_b', '', 'web/w_b', '*', '*/web'])('%s is not', (name) => expect(found({ gateways: [name] })).toEqual(['MESH311 error gateways.0']));
  test('none is looked at behind the first without a slash', () => {
    expect(found({ gateways: ['web', './other', 'a/b/c'] })).toEqual([]);
    expect(found({ gateways: ['web/web', './other', 'other', 'a/b/c'] })).toEqual(['MESH311 error gateways.1']);
  });
  test('of a match are the same', () => {
    expect(inMatch({ gateways: ['./web'] })).toEqual(['MESH311 error gateways.0']);
    expect(found({ tcp: [{ match: [{ gateways: ['./web'] }], route: [TO_SHOP] }] })).toEqual(['MESH311 error tcp.0.match.0.gateways.0']);
  });
});

test.each([
  [[], []], [['*'], []], [['.', 'shop'], []], [['~'], ['MESH316 error exportTo.0']], [['.', 'web'], ['MESH316 error exportTo.1']], [['*', '.'], ['MESH316 error exportTo.0']],
])('exported to %j', (exportTo, expected) => expect(found({ exportTo })).toEqual(expected));

test('there are no routes', () => expect(foundIn({ hosts: ['a.com'], gateways: ['web'] })).toEqual(['MESH315 error']));
test('there is no spec', () => expect(foundIn(undefined)).toEqual(['MESH315 error']));

describe('what becomes of requests', () => {
  const [redirect, directResponse, delegate, rewrite, fault] = [{ uri: '/' }, { status: 404 }, { name: 'blog' }, { uri: '/' }, { abort: { httpStatus: 503 } }];
  test.each([
    ['is not said', {}, ['MESH410 error']],
    ['is not said by an empty route', { route: [] }, ['MESH410 error']],
    ['is a redirect', { redirect }, []],
    ['is a redirect, and an empty route', { redirect, route: [] }, []],
    ['is an answer', { directResponse }, []],
    ['is a matter of the delegate', { delegate, rewrite, fault, directResponse }, []],
    ['is a redirect and a route', { redirect, route: [TO_SHOP] }, ['MESH411 error route']],
    ['is a redirect and an answer', { redirect, directResponse }, ['MESH411 error directResponse']],
    ['is a redirect with a rewrite and a fault', { redirect, rewrite, fault }, ['MESH411 error fault', 'MESH411 error rewrite']],
    ['is an answer with a route', { directResponse, route: [TO_SHOP] }, ['MESH411 error route']],
    ['is a delegate and a route', { delegate, route: [TO_SHOP] }, ['MESH427 error route']],
    ['is a delegate and a redirect', { delegate, redirect }, ['MESH427 error redirect']],
    ['is a redirect that changes nothing', { redirect: {} }, ['MESH419 error redirect']],
    ['is a redirect to a port', { redirect: { port: 8443 } }, []],
    ['is a redirect to the port of the request', { redirect: { derivePort: 'FROM_REQUEST_PORT' } }, []],
    ['is a redirect to a port that cannot be', { redirect: { port: 65536 } }, ['MESH419 error redirect.port']],
    ['is a redirect to two paths', { redirect: { uri: '/', prefixRewrite: '/' } }, ['MESH419 error redirect.prefixRewrite']],
    ['is a redirect of a prefix', { redirect: { prefixRewrite: '/' }, match: [{ uri: { prefix: '/a' } }, { method: { exact: 'GET' } }] }, []],
    ['is a redirect of a prefix where none is', { redirect: { prefixRewrite: '/' }, match: [{ uri: { regex: '/a.*' } }] }, ['MESH419 error redirect.prefixRewrite']],
    ['is a redirect with another scheme', { redirect: { scheme: 'ftp' } }, ['MESH419 error redirect.scheme']],
    ['is an answer that is none', { directResponse: { status: 100 } }, ['MESH420 error directResponse.status']],
    ['is a large answer', { directResponse: { status: 200, body: { string: 'x'.repeat(102401) } } }, ['MESH420 warning directResponse.body']],
    ['is an answer that is too large', { directResponse: { status: 200, body: { bytes: Buffer.alloc(1048577).toString('base64') } } }, ['MESH420 error directResponse.body']],
  ])('%s', (_, rule, expected) => expect(inRule(rule)).toEqual(expected));

  test.each([301, 302, 303, 307, 308, 0])('a redirect has code %d', (redirectCode) => expect(inRule({ redirect: { uri: '/', redirectCode } })).toEqual([]));
  test.each([200, 299, 400])('a redirect has no code %d', (redirectCode) => expect(inRule({ redirect: { uri: '/', redirectCode } })).toEqual(['MESH419 error redirect.redirectCode']));
  test.each([300, 304, 305, 306, 309, 399])('Envoy knows no redirect with code %d', (redirectCode) => {
    expect(inRule({ redirect: { uri: '/', redirectCode } })).toEqual(['MESH434 error redirect.redirectCode']);
  });
  test('Envoy takes no status 600', () => {
    expect(inRule({ directResponse: { status: 600 } })).toEqual(['MESH434 error directResponse.status']);
    expect(beside({ fault: { abort: { httpStatus: 600 } } })).toEqual(['MESH434 error fault.abort.httpStatus']);
  });
});

describe('matches', () => {
  test.each([
    [{ headers: { 'x-a': { exact: 'a' }, ':method': {}, '@request.auth.claims.a': { exact: 'a' } } }, []],
    [{ headers: { 'x a': {} } }, ['MESH413 error headers.x a']],
    [{ withoutHeaders: { ':foo': {} } }, ['MESH413 error withoutHeaders.:foo']],
    [{ uri: { prefix: '' } }, []],
    [{ authority: { prefix: '' } }, ['MESH413 error authority.prefix']],
    [{ queryParams: { q: { prefix: '' } } }, ['MESH413 error queryParams.q.prefix']],
    [{ port: 65536 }, ['MESH413 error port']],
    [{ port: 0 }, []],
    [{ sourceLabels: { 'a/b/c': 'x', 'app': 'a b' } }, ['MESH413 error sourceLabels.a/b/c', 'MESH413 error sourceLabels.app']],
    [{ sourceNamespace: 'a.b' }, ['MESH413 error sourceNamespace']],
    [{ uri: { regex: '(?!a)b' } }, ['MESH412 error uri.regex']],
    [{ headers: { 'x-a': { regex: '*' } } }, ['MESH412 error headers.x-a.regex']],
    [{ withoutHeaders: { 'x-a': { regex: '*' } } }, []],
    [{ method: { regex: '' } }, ['MESH412 error method.regex']],
    [{ queryParams: { q: { regex: 'x'.repeat(1025) } } }, ['MESH412 error queryParams.q.regex']],
  ])('%j', (match, expected) => expect(inMatch(match)).toEqual(expected));

  test.each([
    [['web'], []], [undefined, ['MESH428 error withoutHeaders.@request.auth.claims.a']], [['web', 'mesh'], ['MESH428 error withoutHeaders.@request.auth.claims.a']],
  ])('of claims on %j', (gateways, expected) => expect(inMatch({ withoutHeaders: { '@request.auth.claims.a': { exact: 'a' } } }, { gateways })).toEqual(expected));
});

describe('headers', () => {
  const REQUEST = 'headers.request';
  test.each([
    [{ request: { set: { 'Host': 'a', 'x-a': '%REQ(x-b)%' }, add: { 'bad name': 'a' }, remove: ['x-c'] } }, []],
    [{ request: { set: { 'x-a': '50%' } } }, [`MESH414 error ${REQUEST}.set.x-a`]],
    [{ request: { add: { ':path': 'a' } } }, [`MESH414 error ${REQUEST}.add.:path`]],
    [{ request: { add: { '': 'a' } } }, [`MESH414 error ${REQUEST}.add.`]],
    [{ request: { remove: ['Host', ':authority'] } }, [`MESH414 error ${REQUEST}.remove.0`, `MESH414 error ${REQUEST}.remove.1`]],
    [{ response: { set: { host: 'a' } } }, ['MESH414 error headers.response.set.host']],
    [{ response: { set: { 'x-a': 'a\nb' } } }, ['MESH414 error headers.response.set.x-a']],
    [{ request: { set: { 'host': 'a', ':authority': 'b' } } }, [`MESH415 error ${REQUEST}.set.:authority`]],
    [{ request: { set: { host: 'a' }, add: { Host: '' } } }, []],
  ])('%j', (headers, expected) => expect(beside({ headers })).toEqual(expected));

  test.each([['%HOSTNAME%', []], ['%FOO%', ['MESH437 error headers.request.set.x-a']], ['%REQ(x-b)% %Foo%', ['MESH437 error headers.request.set.x-a']], ['%%FOO%%', []]])('with %s', (value, expected) => {
    expect(beside({ headers: { request: { set: { 'x-a': value } } } })).toEqual(expected);
  });
  test('of one destination', () => {
    expect(inRule({ route: [{ ...TO_SHOP, headers: { response: { remove: [':status'] } } }] })).toEqual(['MESH414 error route.0.headers.response.remove.0']);
  });
  test('and a rewrite of the host', () => {
    expect(beside({ rewrite: { authority: 'a' }, headers: { request: { set: { ':authority': 'b' } } } })).toEqual(['MESH415 error headers.request.set.:authority']);
  });
});

describe('policies', () => {
  const origins = [{ exact: 'https://example.com' }];
  test.each([
    [{ corsPolicy: { allowOrigins: [{ exact: '' }, {}] } }, ['MESH416 error corsPolicy.allowOrigins.0', 'MESH416 error corsPolicy.allowOrigins.1']],
    [{ corsPolicy: { allowOrigins: [{ regex: '[' }] } }, ['MESH412 error corsPolicy.allowOrigins.0.regex']],
    [{ corsPolicy: { allowOrigins: origins, allowMethods: ['GET', 'get', '*'] } }, ['MESH416 error corsPolicy.allowMethods.1']],
    [{ corsPolicy: { allowOrigins: origins, allowHeaders: ['*', 'a b'], exposeHeaders: [''] } }, ['MESH416 error corsPolicy.allowHeaders.1', 'MESH416 error corsPolicy.exposeHeaders.0']],
    [{ corsPolicy: { allowOrigins: origins, maxAge: '1.5s' } }, ['MESH416 error corsPolicy.maxAge']],
    [{ corsPolicy: { allowOrigins: origins, maxAge: '1h' } }, []],
    [{ fault: {} }, ['MESH417 error fault']],
    [{ fault: { abort: { httpStatus: 199 } } }, ['MESH417 error fault.abort.httpStatus']],
    [{ fault: { abort: { grpcStatus: 'unavailable' } } }, ['MESH417 error fault.abort.grpcStatus']],
    [{ fault: { abort: { http2Error: 'x' } } }, ['MESH417 error fault.abort.http2Error']],
    [{ fault: { abort: {} } }, ['MESH436 warning fault.abort']],
    [{ fault: { delay: { percentage: { value: 1 } } } }, ['MESH436 warning fault.delay']],
    [{ fault: { delay: { exponentialDelay: '1s' } } }, ['MESH417 error fault.delay.exponentialDelay']],
    [{ fault: { delay: { fixedDelay: '1s', percentage: { value: 0.00001 } } } }, ['MESH417 error fault.delay.percentage.value']],
    [{ fault: { delay: { fixedDelay: '1.5ms' } } }, ['MESH431 error fault.delay.fixedDelay']],
    [{ mirror: { host: 'test' }, mirrors: [{ destination: { host: 'test' } }] }, ['MESH418 error mirrors']],
    [{ mirror: { host: 'test' }, mirrorPercentage: { value: -1 } }, ['MESH418 error mirrorPercentage.value']],
    [{ mirror: { host: 'test' }, mirrorPercent: 100 }, ['MESH418 warning mirrorPercent']],
    [{ mirror: { host: 'test' }, mirror_percent: 101 }, ['MESH418 error mirror_percent']],
    [{ mirrors: [{ destination: { host: '*' }, percentage: { value: 101 } }] }, ['MESH418 error mirrors.0.percentage.value', 'MESH424 error mirrors.0.destination.host']],
    [{ retries: { perTryTimeout: '1s', retryOn: '5xx' } }, ['MESH421 error retries.perTryTimeout', 'MESH421 error retries.retryOn']],
    [{ retries: { attempts: 0 } }, []],
    [{ retries: { attempts: -1, retryRemoteLocalities: false } }, ['MESH421 error retries.attempts']],
    [{ retries: { attempts: 2, retryOn: '5xx, reset,foo,306' } }, ['MESH421 error retries.retryOn', 'MESH421 error retries.retryOn', 'MESH421 error retries.retryOn']],
    [{ retries: { attempts: 2, retryOn: '5xx, reset, refused-stream' } }, ['MESH421 error retries.retryOn']],
    [{ retries: { attempts: 2, retryOn: '503,unavailable' } }, []],
    [{ timeout: '1500us', retries: { attempts: 1, perTryTimeout: '1.0005s', backoff: '1ms' } }, ['MESH431 error timeout', 'MESH431 error retries.perTryTimeout']],
    [{ rewrite: {} }, ['MESH422 error rewrite']],
    [{ rewrite: { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } } }, ['MESH422 error rewrite.uriRegexRewrite']],
    [{ rewrite: { uriRegexRewrite: { match: '' } } }, ['MESH422 error rewrite.uriRegexRewrite', 'MESH422 error rewrite.uriRegexRewrite']],
    [{ rewrite: { uriRegexRewrite: { match: '(', rewrite: 'b' } } }, ['MESH412 error rewrite.uriRegexRewrite.match']],
  ])('%j', (policy, expected) => expect(beside(policy)).toEqual(expected));
});

describe('destinations', () => {
  const to = (destination: object, more: object = {}) => ({ destination: { host: 'shop', ...destination }, ...more });
  const toAll = (...route: readonly object[]) => inRule({ route });
  test.each([
    [{ host: '*' }, ['MESH424 error route.0.destination.host']],
    [{ host: '' }, ['MESH424 error route.0.destination.host']],
    [{ host: 'shop:80' }, ['MESH424 error route.0.destination.host']],
    [{ host: '*.example.com', subset: 'v1' }, []],
    [{ subset: 'v_1' }, ['MESH424 error route.0.destination.subset']],
    [{ port: {} }, ['MESH424 error route.0.destination.port']],
    [{ port: { number: 0 } }, ['MESH424 error route.0.destination.port.number']],
  ])('%j', (destination, expected) => expect(toAll(to(destination))).toEqual(expected));
  test.each([
    ['no weights', [to({}), to({ host: 'other' })], ['MESH423 error route']],
    ['weights of 0', [to({}, { weight: 0 }), to({ host: 'other' }, { weight: 0 })], ['MESH423 error route']],
    ['one weight', [to({}, { weight: 1 }), to({ host: 'other' })], []],
    ['a negative weight', [to({}, { weight: -1 }), to({ host: 'other' }, { weight: 2 })], ['MESH423 error route.0.weight']],
    ['a weight of no use', [to({}, { weight: 50 })], ['MESH435 info route.0.weight']],
    ['a weight that is the opposite', [to({}, { weight: 0 })], ['MESH435 warning route.0.weight']],
    ['weights of another type', [to({}, { weight: '1' }), to({ host: 'other' }, { weight: '2' })], []],
    ['one twice', [to({}, { weight: 1 }), to({ host: 'shop.web.svc.cluster.local' }, { weight: 2 })], ['MESH433 info route.1.destination']],
    ['one twice, with headers of its own', [to({}, { weight: 1 }), to({}, { weight: 2, headers: { request: { set: { 'x-a': 'a' } } } })], []],
  ])('with %s', (_, route, expected) => expect(toAll(...route)).toEqual(expected));
});

describe('TLS and TCP routes', () => {
  const tls = (match: unknown, route: unknown = [TO_SHOP]) => found({ hosts: ['*.example.com', 'a.com'], http: [], tls: [{ match, route }] }).map((each) => each.replace('tls.0.', ''));
  test.each([
    ['shop.example.com', []], ['*.example.com', []], ['*.shop.example.com', []], ['a.com', []],
    ['example.com', ['MESH425 error match.0.sniHosts.0']], ['A.com', ['MESH425 error match.0.sniHosts.0']], ['*', ['MESH425 error match.0.sniHosts.0']],
    ['a_b', ['MESH425 error match.0.sniHosts.0']], ['192.0.2.1', ['MESH425 warning match.0.sniHosts.0']], ['2001:db8::1', ['MESH425 warning match.0.sniHosts.0']],
  ])('SNI host %s', (sniHost, expected) => expect(tls([{ sniHosts: [sniHost] }])).toEqual(expected));
  test.each([
    ['no match', [], [TO_SHOP], ['MESH425 error match']],
    ['no SNI host', [{ sniHosts: [] }], [TO_SHOP], ['MESH425 error match.0.sniHosts']],
    ['no destination', [{ sniHosts: ['a.com'] }], [], ['MESH425 error tls.0']],
    ['a subnet that is none', [{ sniHosts: ['a.com'], destinationSubnets: ['10.0.0.0/33'] }], [TO_SHOP], ['MESH413 error match.0.destinationSubnets.0']],
    ['a port that cannot be', [{ sniHosts: ['a.com'], port: 65536 }], [TO_SHOP], ['MESH413 error match.0.port']],
    ['no weights', [{ sniHosts: ['a.com'] }], [TO_SHOP, { destination: { host: 'other' } }], ['MESH423 error route']],
  ])('with %s', (_, match, route, expected) => expect(tls(match, route)).toEqual(expected));
  test('a TCP route without a destination', () => expect(found({ tcp: [{ match: [{ port: 80 }] }] })).toEqual(['MESH426 error tcp.0']));
  test('a destination of a TCP route that is none', () => expect(found({ tcp: [{ route: [{ destination: { host: 'a:b' } }] }] })).toEqual(['MESH424 error tcp.0.route.0.destination.host']));
  test('an SNI host that stands twice', () => {
    const rules = (...all: ReadonlyArray<readonly string[]>) => found({ hosts: ['*.com'], http: [], tls: all.map((sniHosts) => ({ match: [{ sniHosts }], route: [TO_SHOP] })) });
    expect(rules(['a.com'], ['a.com', 'b.com'])).toEqual(['MESH432 error tls.1.match.0']);
    expect(rules(['a.com'], ['a.com'])).toEqual(['MESH429 warning tls.1']);
    expect(rules(['a.com', 'a.com'])).toEqual(['MESH432 error tls.0.match.0']);
  });
});

describe('rules in their order', () => {
  const uri = (prefix: string) => ({ uri: { prefix } });
  const rules = (...matches: ReadonlyArray<readonly object[] | undefined>) => found({ http: matches.map((match) => ({ match, route: [TO_SHOP] })) });
  test('one without matches hides all behind it', () => expect(rules(undefined, [uri('/a')], undefined)).toEqual(['MESH429 warning http.1', 'MESH429 warning http.2']));
  test('one is hidden by two together', () => expect(rules([uri('/a')], [uri('/b')], [uri('/a/x'), uri('/b/x')])).toEqual(['MESH429 warning http.2']));
  test('a match of one is hidden', () => expect(rules([uri('/a')], [uri('/a/x'), uri('/b')])).toEqual(['MESH430 warning http.1.match.0']));
  test('a match is hidden by another of the same rule', () => expect(rules([uri('/a'), uri('/a/x')])).toEqual(['MESH430 info http.0.match.1']));
  test('one that delegates hides none', () => expect(found({ http: [{ delegate: { name: 'blog' } }, { route: [TO_SHOP] }] })).toEqual([]));
});

test.each([
  [null], ['text'], [7], [[]], [{ hosts: 'a', gateways: 1, http: {}, tls: 'x', tcp: 3 }], [{ hosts: [1], gateways: [2], http: [1, null, 'a', { route: 'x', match: 7, retries: [], fault: 3 }] }],
  [{ hosts: ['a.com'], gateways: ['web'], http: [{ route: [null, 1, { destination: 'x', weight: {} }], headers: { request: { set: [], add: 1, remove: {} } }, corsPolicy: { allowOrigins: {}, maxAge: 5 } }] }],
])('objects of any shape are read: %j', (spec) => expect(() => foundIn(spec)).not.toThrow());
