import type { Manifest } from '../../engine/question';
import { NAMESPACE, type KindOfCases } from '../kind';
import {
  DESTINATION_HOSTS, DURATIONS, HEADER_NAMES, HEADER_VALUES, HOSTS, LABEL_MAPS, LABELS, LISTS_OF_GATEWAYS, LONG_REGEXES, PERCENTAGES, PORTS, REGEXES,
  STRING_MATCHES, SUBNETS,
} from './routing-values';

const TO_SHOP = { destination: { host: 'shop' } };

/** Everything that Istio's validation looks at in a VirtualService. Which matches are never reached is compared elsewhere. */
export const virtualService: KindOfCases = {
  kind: 'VirtualService',
  bases: {
    routing: http([{ name: 'shop', match: [{ uri: { prefix: '/' } }], route: [{ ...TO_SHOP, weight: 90 }, { destination: { host: 'other', subset: 'v1', port: { number: 80 } }, weight: 10 }] }]),
    single: http([{ route: [TO_SHOP] }]),
    matching: http([{
      match: [{
        uri: { prefix: '/' }, scheme: { exact: 'http' }, method: { exact: 'GET' }, authority: { prefix: 'a' }, headers: { 'x-a': { exact: 'a' } }, withoutHeaders: { 'x-b': {} },
        queryParams: { q: { exact: 'a' } }, port: 80, sourceLabels: { app: 'web' }, sourceNamespace: 'web', gateways: ['web'],
      }],
      route: [TO_SHOP],
    }]),
    changing: http([{
      rewrite: { uri: '/' }, headers: { request: { add: { 'x-a': 'a' }, set: { 'x-b': 'b' }, remove: ['x-c'] }, response: { add: { 'x-a': 'a' }, set: { 'x-b': 'b' }, remove: ['x-c'] } },
      route: [{ ...TO_SHOP, headers: { request: { set: { 'x-d': 'd' }, remove: ['x-e'] }, response: { add: { 'x-d': 'd' }, remove: ['x-e'] } } }],
    }]),
    treating: http([{
      route: [TO_SHOP], timeout: '5s', retries: { attempts: 2, perTryTimeout: '1s', retryOn: '5xx', backoff: '1s', retryRemoteLocalities: true },
      fault: { abort: { httpStatus: 503, percentage: { value: 1 } }, delay: { fixedDelay: '1s', percentage: { value: 1 } } },
      corsPolicy: { allowOrigins: [{ exact: 'a' }], allowMethods: ['GET'], allowHeaders: ['x-a'], exposeHeaders: ['x-b'], maxAge: '60s' },
    }]),
    mirroring: http([{ route: [TO_SHOP], mirror: { host: 'test', subset: 'v1', port: { number: 80 } }, mirrorPercentage: { value: 1 } }]),
    mirrors: http([{ route: [TO_SHOP], mirrors: [{ destination: { host: 'test', subset: 'v1', port: { number: 80 } }, percentage: { value: 1 } }] }]),
    redirecting: http([{ match: [{ uri: { prefix: '/' } }, { method: { exact: 'GET' } }], redirect: { uri: '/a', authority: 'a.com', scheme: 'https', port: 443, redirectCode: 302 } }]),
    onlyPath: http([{ match: [{ uri: { prefix: '/' } }], redirect: { prefixRewrite: '/a' } }]),
    answering: http([{ directResponse: { status: 200, body: { string: 'ok' } } }]),
    delegating: http([{ delegate: { name: 'blog' }, rewrite: { uri: '/' } }, { route: [TO_SHOP] }]),
    delegate: of({ http: [{ route: [TO_SHOP] }] }),
    sidecars: of({ hosts: ['shop'], http: [{ match: [{ headers: { 'x-a': { exact: 'a' } } }], route: [TO_SHOP] }] }),
    tls: of({
      hosts: ['*.example.com', 'example.com'], gateways: ['web'],
      tls: [{ match: [{ sniHosts: ['shop.example.com'], port: 443, sourceLabels: { app: 'web' }, gateways: ['web'], destinationSubnets: ['10.0.0.0/8'] }], route: [{ destination: { host: 'shop', subset: 'v1', port: { number: 443 } }, weight: 1 }] }],
    }),
    tcp: of({
      hosts: ['shop.example.com'], gateways: ['web'],
      tcp: [{ match: [{ port: 3306, sourceLabels: { app: 'web' }, gateways: ['web'], destinationSubnets: ['10.0.0.0/8'] }], route: [{ destination: { host: 'shop', subset: 'v1', port: { number: 3306 } }, weight: 1 }] }],
    }),
  },
  values: {
    'spec': [{}],
    'spec.hosts': [
      [], ...HOSTS.map((host) => [host]), ['shop.example.com', '*.example.com'], ['shop.example.com', 'shop.example.com'], ['*.example.com', 'example.com'], ['*', 'shop'],
      ['a.com', 'A.com'], ['*-a.com', 'b-a.com'], ['*a.com', '*.a.com'],
    ],
    'spec.gateways': LISTS_OF_GATEWAYS,
    'spec.exportTo': [
      [], ['*'], ['.'], ['.', NAMESPACE], [NAMESPACE, NAMESPACE], ['*', '.'], ['~'], ['shop', 'blog'], ['shop', 'shop'], ['*', '*'], ['sh op'], [''], ['.', '.'], ['~', 'blog'],
    ],
    'spec.http': [[], [{}], [{ route: [] }]],
    'spec.tls': [[], [{ match: [{ sniHosts: ['shop.example.com'] }], route: [TO_SHOP] }]],
    'spec.tcp': [[], [{ route: [TO_SHOP] }], [{}]],
    'spec.http.*.route': [[], [TO_SHOP], [TO_SHOP, TO_SHOP]],
    'spec.http.*.route.*.weight': [-1, 0, 1, 100, 200],
    ...destinationValues('spec.http.*.route.*.destination'),
    ...destinationValues('spec.http.*.mirror'),
    ...destinationValues('spec.http.*.mirrors.*.destination'),
    'spec.http.*.mirror': [{ host: 'test' }],
    'spec.http.*.mirrors': [[], [{ destination: { host: 'test' } }]],
    'spec.http.*.mirrorPercent': [0, 1, 100, 101],
    'spec.http.*.mirror_percent': [1],
    'spec.http.*.mirrorPercentage.value': PERCENTAGES,
    'spec.http.*.mirrors.*.percentage.value': PERCENTAGES,
    'spec.http.*.redirect': [{}, { uri: '/' }, { port: 0 }, { derivePort: 'FROM_REQUEST_PORT' }],
    'spec.http.*.redirect.uri': ['', '/'],
    'spec.http.*.redirect.prefixRewrite': ['', '/'],
    'spec.http.*.redirect.redirectCode': [0, 200, 300, 301, 304, 308, 399, 400],
    'spec.http.*.redirect.scheme': ['', 'http', 'ftp', 'HTTPS'],
    'spec.http.*.redirect.port': PORTS,
    'spec.http.*.directResponse': [{ status: 404 }],
    'spec.http.*.directResponse.status': [0, 100, 199, 200, 600, 601],
    'spec.http.*.directResponse.body': [{}, { bytes: 'b2sK' }],
    'spec.http.*.delegate': [{ name: 'blog' }, {}],
    'spec.http.*.rewrite': [
      {}, { uri: '' }, { authority: 'a' }, { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } }, { uriRegexRewrite: {} }, { uriRegexRewrite: { match: 'a' } },
      { uriRegexRewrite: { rewrite: 'b' } }, ...[...REGEXES, ...LONG_REGEXES].map((match) => ({ uriRegexRewrite: { match, rewrite: 'b' } })),
    ],
    'spec.http.*.rewrite.authority': ['a.com'],
    ...matchValues(),
    ...headerValues('spec.http.*.headers'),
    ...headerValues('spec.http.*.route.*.headers'),
    'spec.http.*.timeout': DURATIONS,
    'spec.http.*.retries': [{}, { attempts: 0 }],
    'spec.http.*.retries.attempts': [-1, 0],
    'spec.http.*.retries.retryOn': ['', '5xx,reset', '5xx, reset', '503', '306', '599', 'foo', '5xx,', 'unavailable,429', '100', '0', 'retriable-status-codes'],
    'spec.http.*.retries.perTryTimeout': DURATIONS,
    'spec.http.*.retries.backoff': DURATIONS,
    'spec.http.*.retries.retryRemoteLocalities': [false, null],
    'spec.http.*.fault': [{}, { abort: {} }],
    'spec.http.*.fault.abort': [
      ...[0, 199, 200, 503, 600, 601].map((httpStatus) => ({ httpStatus })), { http2Error: 'x' }, ...['UNAVAILABLE', 'unavailable', '14', ''].map((grpcStatus) => ({ grpcStatus })),
    ],
    'spec.http.*.fault.abort.percentage.value': PERCENTAGES,
    'spec.http.*.fault.delay': [{ exponentialDelay: '1s' }],
    'spec.http.*.fault.delay.fixedDelay': DURATIONS,
    'spec.http.*.fault.delay.percentage.value': PERCENTAGES,
    'spec.http.*.corsPolicy': [{}],
    'spec.http.*.corsPolicy.allowOrigins': [[], ...STRING_MATCHES.map((match) => [match])],
    'spec.http.*.corsPolicy.allowMethods': [['get'], ['*'], ['QUERY'], [''], ['GET', 'FOO']],
    'spec.http.*.corsPolicy.allowHeaders': HEADER_NAMES.map((name) => [name]),
    'spec.http.*.corsPolicy.exposeHeaders': HEADER_NAMES.map((name) => [name]),
    'spec.http.*.corsPolicy.maxAge': DURATIONS,
    ...l4Values('spec.tls.*'),
    ...l4Values('spec.tcp.*'),
    'spec.tls.*.match.*.sniHosts': [[], ['shop.example.com', 'other.com'], ...HOSTS.map((host) => [host])],
  },
};

function destinationValues(way: string): KindOfCases['values'] {
  return { [`${way}.host`]: DESTINATION_HOSTS, [`${way}.subset`]: LABELS, [`${way}.port`]: [{}], [`${way}.port.number`]: PORTS };
}

function matchValues(): KindOfCases['values'] {
  const way = 'spec.http.*.match.*';
  const texts = ['uri', 'scheme', 'method', 'authority', 'headers.*', 'withoutHeaders.*', 'queryParams.*'];
  return {
    'spec.http.*.match': [[], [{}]],
    ...Object.fromEntries(texts.map((name) => [`${way}.${name}`, STRING_MATCHES])),
    ...Object.fromEntries(['headers', 'withoutHeaders'].map((name) => [`${way}.${name}`, HEADER_NAMES.map((header) => ({ [header]: { exact: 'a' } }))])),
    [`${way}.port`]: PORTS, [`${way}.sourceLabels`]: LABEL_MAPS, [`${way}.sourceNamespace`]: LABELS, [`${way}.gateways`]: LISTS_OF_GATEWAYS,
  };
}

function headerValues(way: string): KindOfCases['values'] {
  const changes = HEADER_NAMES.map((name) => ({ [name]: 'a' }));
  return Object.fromEntries(['request', 'response'].flatMap((direction) => [
    ...['add', 'set'].flatMap((operation) => [[`${way}.${direction}.${operation}`, changes], [`${way}.${direction}.${operation}.*`, HEADER_VALUES]]),
    [`${way}.${direction}.remove`, HEADER_NAMES.map((name) => [name])],
  ]));
}

function l4Values(way: string): KindOfCases['values'] {
  return {
    [`${way}.match`]: [[]], [`${way}.match.*.port`]: PORTS, [`${way}.match.*.sourceLabels`]: LABEL_MAPS, [`${way}.match.*.gateways`]: LISTS_OF_GATEWAYS,
    [`${way}.match.*.destinationSubnets`]: SUBNETS.map((subnet) => [subnet]),
    [`${way}.route`]: [[], [TO_SHOP, TO_SHOP], [{ ...TO_SHOP, weight: 1 }, TO_SHOP]], [`${way}.route.*.weight`]: [-1, 0],
    ...destinationValues(`${way}.route.*.destination`),
  };
}

function http(rules: readonly object[]): Manifest {
  return of({ hosts: ['shop.example.com'], gateways: ['web'], http: rules });
}

function of(spec: object): Manifest {
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'shop', namespace: NAMESPACE }, spec };
}
