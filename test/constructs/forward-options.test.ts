import { Duration } from 'cdk8s';
import {
  DestinationPolicy, ExposedService, Fault, GatewayRef, HostRoute, Match, Retries, Rewrite, ServiceRef, type Cors, type ForwardOptions, type HeaderOperations,
} from 'cdk8s-istio';
import { newChart, renderOne } from '../support';

const gateway = GatewayRef.named('web', 'gw');
const a = ServiceRef.named('web', 'a', { ports: { http: 80 } });
const b = ServiceRef.named('web', 'b', { ports: { 'http': 80, 'http-metrics': 90 } });
const toA = [{ destination: { host: 'a', port: { number: 80 } } }];

function httpOf(declare: (site: HostRoute) => unknown) {
  const chart = newChart();
  declare(new HostRoute(chart, 'site', { gateway, host: 'a.com' }));
  return renderOne(chart, 'VirtualService').spec.http as object[];
}

const forwarding = (options: ForwardOptions, match = Match.any()) => httpOf((site) => site.forward(match, a, options));

describe('a rule that forwards, with', () => {
  test.each<[string, ForwardOptions, object]>([
    ['a timeout', { timeout: Duration.seconds(10) }, { timeout: '10s' }],
    ['a timeout of a part of a second', { timeout: Duration.millis(250) }, { timeout: '250ms' }],
    ['a name', { name: 'all' }, { name: 'all' }],
    ['no retries', { retries: Retries.none() }, { retries: { attempts: 0 } }],
    ['retries on what Istio retries on', { retries: Retries.of({ attempts: 5 }) }, { retries: { attempts: 5 } }],
    ['retries on what no service has got', { retries: Retries.of({ attempts: 3, on: ['connect-failure', 'refused-stream'], perTryTimeout: Duration.seconds(2) }) },
      { retries: { attempts: 3, retryOn: 'connect-failure,refused-stream', perTryTimeout: '2s' } }],
    ['retries that may repeat what was done', { retries: Retries.of({ attempts: 1, on: ['5xx', 409, 409], repeatSideEffects: true }) }, { retries: { attempts: 1, retryOn: '5xx,409' } }],
    ['retries with all that there is to say', { retries: Retries.of({ attempts: 1, backoff: Duration.millis(100), retryRemoteLocalities: true, retryIgnorePreviousHosts: false }) },
      { retries: { attempts: 1, backoff: '100ms', retryRemoteLocalities: true, retryIgnorePreviousHosts: false } }],
    ['an abort', { fault: Fault.abort(503) }, { fault: { abort: { httpStatus: 503, percentage: { value: 100 } } } }],
    ['an abort of gRPC', { fault: Fault.abort('UNAVAILABLE', { percent: 0.1 }) }, { fault: { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 0.1 } } } }],
    ['a delay', { fault: Fault.delay(Duration.seconds(2), { percent: 10 }) }, { fault: { delay: { fixedDelay: '2s', percentage: { value: 10 } } } }],
    ['both', { fault: Fault.delay(Duration.seconds(2)).abort(500, { percent: 1 }) },
      { fault: { delay: { fixedDelay: '2s', percentage: { value: 100 } }, abort: { httpStatus: 500, percentage: { value: 1 } } } }],
    ['a mirror', { mirror: a }, { mirrors: toA }],
    ['several mirrors', { mirror: [a, { to: b, port: 'http-metrics', percent: 5 }] },
      { mirrors: [...toA, { destination: { host: 'b', port: { number: 90 } }, percentage: { value: 5 } }] }],
    ['headers', { requestHeaders: { set: { 'x-env': 'test' }, remove: ['cookie'] }, responseHeaders: { add: { 'x-from': '%UPSTREAM_HOST%' } } },
      { headers: { request: { set: { 'x-env': 'test' }, remove: ['cookie'] }, response: { add: { 'x-from': '%UPSTREAM_HOST%' } } } }],
    ['no headers', { requestHeaders: {}, responseHeaders: { set: {} } }, {}],
    ['CORS', { cors: { origins: ['https://a.com', { regex: 'https://[a-z]+\\.a\\.com' }], methods: ['GET', 'PUT'], headers: ['x-a'], exposeHeaders: ['x-b'], maxAge: Duration.hours(24), credentials: true, unmatchedPreflights: 'IGNORE' } },
      { corsPolicy: { allowOrigins: [{ exact: 'https://a.com' }, { regex: 'https://[a-z]+\\.a\\.com' }], allowMethods: ['GET', 'PUT'], allowHeaders: ['x-a'], exposeHeaders: ['x-b'], maxAge: '86400s', allowCredentials: true, unmatchedPreflights: 'IGNORE' } }],
    ['CORS for any origin', { cors: { origins: '*' } }, { corsPolicy: { allowOrigins: [{ exact: '*' }] } }],
    ['another host', { rewrite: Rewrite.authority('shop.internal') }, { rewrite: { authority: 'shop.internal' } }],
    ['another path and host', { rewrite: Rewrite.path('/v2').authority('shop.internal:8080') }, { rewrite: { uri: '/v2/', authority: 'shop.internal:8080' } }],
    ['a path by expression', { rewrite: Rewrite.regex('^/v[0-9]+/(.*)$', '/\\1') }, { rewrite: { uriRegexRewrite: { match: '^/v[0-9]+/(.*)$', rewrite: '/\\1' } } }],
  ])('%s', (_, options, expected) => {
    expect(forwarding(options)).toEqual([{ route: toA, ...expected }]);
  });

  test('retries on answers, for methods that may be repeated', () => {
    const retries = Retries.of({ attempts: 2, on: ['gateway-error', 503] });
    expect(forwarding({ retries }, Match.any().method('GET', 'HEAD'))).toEqual([
      { match: [{ method: { exact: 'GET' } }, { method: { exact: 'HEAD' } }], route: toA, retries: { attempts: 2, retryOn: 'gateway-error,503' } },
    ]);
  });

  test('what no type allows does not compile', () => {
    // @ts-expect-error no such port
    expect(() => httpOf((site) => site.split(Match.any(), [[b, 1, { port: 'https' }], [a, 1]]))).toThrow('port https is not on service "web/b"');
    // @ts-expect-error no such port
    expect(() => httpOf((site) => site.forward(Match.any(), b, { port: 'https' }))).toThrow('port https is not on service "web/b"');
    // @ts-expect-error no such policy
    expect(() => Retries.of({ attempts: 1, on: ['5XX'] })).not.toThrow();
    // @ts-expect-error an answer that says that all is well
    expect(() => Retries.of({ attempts: 1, on: [200] })).not.toThrow();
    // @ts-expect-error no such status
    expect(() => Fault.abort('BROKEN')).not.toThrow();
  });
});

describe('a split', () => {
  test('has headers and ports of each target', () => {
    const chart = newChart();
    const policy = new DestinationPolicy(chart, 'policy', { service: a, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).split(Match.any(), [
      [policy.subset('v1'), 90],
      [policy.subset('v2'), 9, { responseHeaders: { set: { 'x-version': 'v2' } } }],
      [b, 1, { port: 'http', authority: 'b.internal', requestHeaders: { remove: ['cookie'] } }],
    ], { timeout: Duration.seconds(1) });
    expect(renderOne(chart, 'VirtualService').spec.http).toEqual([{
      timeout: '1s',
      route: [
        { destination: { host: 'a', port: { number: 80 }, subset: 'v1' }, weight: 90 },
        { destination: { host: 'a', port: { number: 80 }, subset: 'v2' }, weight: 9, headers: { response: { set: { 'x-version': 'v2' } } } },
        { destination: { host: 'b', port: { number: 80 } }, weight: 1, headers: { request: { remove: ['cookie'], set: { Host: 'b.internal' } } } },
      ],
    }]);
  });
});

test('an ExposedService takes the same', () => {
  const chart = newChart();
  new ExposedService(chart, 'a', { gateway, host: 'a.com', service: a, match: Match.under('/a'), timeout: Duration.seconds(3), rewrite: Rewrite.stripPrefix() });
  expect(renderOne(chart, 'VirtualService').spec.http).toEqual([
    { match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/a/' } }], route: toA, rewrite: { uri: '/' }, timeout: '3s' },
  ]);
});

describe('what Istio, Envoy or browsers would not take is refused at once', () => {
  const cors = (more: Partial<Cors>) => () => forwarding({ cors: { origins: ['https://a.com'], ...more } });
  const headers = (requestHeaders: HeaderOperations) => () => forwarding({ requestHeaders });
  const unsafe = (on: string) => `retries on ${on} can do a request twice, since a service may have dealt with it before it failed; match only methods that may be repeated, such as .method("GET", "HEAD"), or say repeatSideEffects: true`;

  test.each<[string, () => unknown, string]>([
    ['a timeout of no time', () => forwarding({ timeout: Duration.millis(0) }), 'timeout of 0 ms is none that Istio takes: it counts whole milliseconds, from 1 on; give one such as Duration.seconds(10)'],
    ['retries of no attempts', () => Retries.of({ attempts: 0 }), '0 attempts are none; give a whole number from 1 on, or say Retries.none()'],
    ['retries on nothing', () => Retries.of({ attempts: 1, on: [] }), 'on is an empty list, so nothing would be tried again; say Retries.none(), or leave on out for what Istio retries on'],
    ['retries on errors of any request', () => forwarding({ retries: Retries.of({ attempts: 1, on: ['connect-failure', '5xx', 503] }) }), unsafe('5xx and 503')],
    ['retries on errors of a POST', () => forwarding({ retries: Retries.of({ attempts: 1, on: ['reset'] }) }, Match.any().method('GET', 'POST')), unsafe('reset')],
    ['an abort with a status that there is not', () => Fault.abort(600), 'status 600 is none that a request is answered with; give a whole number from 200 to 599, such as 503'],
    ['a fault of no requests', () => Fault.abort(500, { percent: 0 }), 'an abort of 0 % of the requests is none: the smallest share is 0.0001 and the largest 100; give 10 for one request of ten, or leave it out'],
    ['a mirror of too many', () => forwarding({ mirror: { to: a, percent: 101 } }), 'a mirror of 101 % of the requests is none: the smallest share is 0.0001 and the largest 100; give 10 for one request of ten'],
    ['a mirror of no port', () => forwarding({ mirror: b }), 'service "web/b" has 2 ports: 80 (http) and 90 (http-metrics); say which with port: ...'],
    ['no mirrors', () => forwarding({ mirror: [] }), 'mirror is an empty list; give at least one target, or leave mirror out'],
    ['the host as a header', headers({ set: { Host: 'a.com' } }), 'header "Host" is the host of the request; change it by rewrite: Rewrite.authority(\'...\')'],
    ['the path as a header', headers({ remove: [':path'] }), 'header ":path" is one of HTTP/2\'s own, which cannot be changed here; change the path by rewrite'],
    ['a header that is none', headers({ add: { 'a b': '1' } }), '"a b" is no header name; give the name alone, such as "x-version"'],
    ['a header value with half a variable', headers({ set: { 'x-share': '50%' } }),
      'value "50%" of header "x-share" has a percent sign that neither begins nor ends a variable such as %REQ(x-a)%; write it twice to have the sign itself'],
    ['a header value with a variable that there is not', headers({ set: { 'x-a': '%CLIENT%' } }), 'value "%CLIENT%" of header "x-a" has "%CLIENT%", which is no variable that Envoy knows; write a percent sign itself as %%'],
    ['the host of a target that the rule sets for all', () => httpOf((site) => site.split(Match.any(), [[a, 1, { authority: 'a.internal' }], [a, 1]], { rewrite: Rewrite.authority('shop.internal') })),
      'authority "a.internal" of a target is never seen, since the rewrite of the rule sets one for all; say it in one of the two places'],
    ['no origins', cors({ origins: [] }), 'origins is an empty list, so the policy allows nothing; give at least one, such as "https://example.com", or leave cors out'],
    ['an origin with a path', cors({ origins: ['https://a.com/'] }), '"https://a.com/" is no origin as browsers write it: give scheme and host in small letters, without a path, such as "https://example.com"'],
    ['any origin in a list', cors({ origins: ['*'] }), '"*" is no origin, but all of them: say origins: \'*\''],
    ['credentials for any origin', cors({ origins: '*', credentials: true }), 'credentials for any origin (*) would let every page act as its visitor, and browsers refuse it; name the origins, or leave credentials out'],
    ['credentials for any origin by an expression', cors({ origins: [{ regex: 'https?://.*' }], credentials: true }),
      'credentials for any origin (https?://.*) would let every page act as its visitor, and browsers refuse it; name the origins, or leave credentials out'],
    ['a CORS header that is none', cors({ headers: ['x a'] }), '"x a" is no header name; give the name alone, such as "x-request-id", or "*" for all'],
    ['an age in parts of a second', cors({ maxAge: Duration.millis(1500) }), 'maxAge of 1500 ms is not in whole seconds, which browsers are told; give one such as Duration.hours(24)'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
