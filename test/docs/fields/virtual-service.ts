import { Duration, JsonPatch, type Chart } from 'cdk8s';
import {
  DelegateRef, DestinationPolicy, ExportTo, ExposedService, Fault, GatewayRef, HostRoute, Match, Retries, Rewrite, ServiceRef, SniRoute, TcpRoute, type networking,
} from '../../../lib';
import { ofKind, type LastResort } from './samples';

const gateway = GatewayRef.named('istio-system', 'public');
const passthrough = GatewayRef.passthrough('istio-system', 'passthrough');
const database = GatewayRef.tcp('istio-system', 'database');
const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });
const next = ServiceRef.named('web', 'next', { ports: { http: 80 } });
const vault = ServiceRef.named('web', 'vault', { ports: { https: 443 } });
const db = ServiceRef.named('web', 'db', { ports: { tcp: 5432 } });

const given = (chart: Chart) => ({
  chart,
  get site() { return new HostRoute(chart, 'site', { gateway, host: 'shop.example.com' }); },
  get inMesh() { return new HostRoute(chart, 'site', { gateway, host: 'shop.example.com', alsoInMesh: true }); },
  get exposed() { return new ExposedService(chart, 'shop', { gateway, host: 'shop.example.com', service: shop }); },
  get tls() { return new SniRoute(chart, 'vault', { gateway: passthrough, host: 'vault.example.com', alsoInMesh: true }); },
  get tcp() { return new TcpRoute(chart, 'db', { gateway: database, host: 'db.example.com', alsoInMesh: true }); },
  get shops() { return new DestinationPolicy(chart, 'shops', { service: shop, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } }); },
  get vaults() { return new DestinationPolicy(chart, 'vaults', { service: vault, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } }); },
  get dbs() { return new DestinationPolicy(chart, 'dbs', { service: db, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } }); },
});

type Given = ReturnType<typeof given>;

const samples: ReadonlyArray<(given: Given) => unknown> = [
  ({ site }) => site.forward(Match.any(), shop),
  ({ site, shops }) => site.forward(Match.any(), shops.subset('v1')),
  ({ site, shops }) => site.split(Match.any(), [[shops.subset('v1'), 90], [shops.subset('v2'), 10]]),
  ({ site }) => site.split(Match.any(), [[shop, 9, { requestHeaders: { set: { 'x-stage': 'live' } } }], [next, 1]]),
  ({ site }) => site.split(Match.any(), [[shop, 9, { requestHeaders: { add: { 'x-stage': 'live' } } }], [next, 1]]),
  ({ site }) => site.split(Match.any(), [[shop, 9, { requestHeaders: { remove: ['x-debug'] } }], [next, 1]]),
  ({ site }) => site.split(Match.any(), [[shop, 9, { responseHeaders: { set: { 'x-version': 'v1' } } }], [next, 1]]),
  ({ site }) => site.split(Match.any(), [[shop, 9, { responseHeaders: { add: { 'x-version': 'v1' } } }], [next, 1]]),
  ({ site }) => site.split(Match.any(), [[shop, 9, { responseHeaders: { remove: ['server'] } }], [next, 1]]),

  ({ site }) => site.forward(Match.exact('/cart'), shop),
  ({ site }) => site.forward(Match.prefix('/cart'), shop),
  ({ site }) => site.forward(Match.regex('/users/[0-9]+'), shop),
  ({ site }) => site.forward(Match.exact('/cart').ignoreCase(), shop),
  ({ site }) => site.forward(Match.any().method('GET', 'HEAD'), shop),
  ({ site }) => site.forward(Match.any().method({ prefix: 'P' }), shop),
  ({ site }) => site.forward(Match.any().method({ regex: 'GET|HEAD' }), shop),
  ({ site }) => site.forward(Match.any().header('end-user', 'jason'), shop),
  ({ site }) => site.forward(Match.any().header('accept-language', { prefix: 'de' }), shop),
  ({ site }) => site.forward(Match.any().header('x-version', { regex: 'v[12]' }), shop),
  ({ site }) => site.forward(Match.any().withoutHeader('end-user', 'jason'), shop),
  ({ site }) => site.forward(Match.any().withoutHeader('accept-language', { prefix: 'de' }), shop),
  ({ site }) => site.forward(Match.any().withoutHeader('x-version', { regex: 'v[12]' }), shop),
  ({ site }) => site.forward(Match.any().queryParam('page', '1'), shop),
  ({ site }) => site.forward(Match.any().queryParam('lang', { prefix: 'de' }), shop),
  ({ site }) => site.forward(Match.any().queryParam('page', { regex: '[0-9]+' }), shop),
  ({ site }) => site.forward(Match.any().scheme('https'), shop),
  ({ site }) => site.forward(Match.any().scheme({ prefix: 'http' }), shop),
  ({ site }) => site.forward(Match.any().scheme({ regex: 'https?' }), shop),
  ({ site }) => site.forward(Match.any().authority('shop.example.com:8443'), shop),
  ({ site }) => site.forward(Match.any().authority({ prefix: 'shop.' }), shop),
  ({ site }) => site.forward(Match.any().authority({ regex: 'shop[.].*' }), shop),
  ({ site }) => site.forward(Match.any().port(8443), shop),
  ({ site }) => site.forward(Match.any().gateway(gateway), shop),
  ({ inMesh }) => inMesh.forward(Match.any().sourceLabels({ app: 'web' }), shop),
  ({ inMesh }) => inMesh.forward(Match.any().sourceNamespace('web'), shop),
  ({ site }) => site.forward(Match.exact('/cart').named('cart'), shop),
  ({ site }) => site.forward(Match.exact('/cart').statPrefix('cart'), shop),

  ({ site }) => site.forward(Match.any(), shop, { name: 'shop' }),
  ({ site }) => site.forward(Match.any(), shop, { timeout: Duration.seconds(10) }),
  ({ site }) => site.forward(Match.any(), shop, { requestHeaders: { set: { 'x-stage': 'live' } } }),
  ({ site }) => site.forward(Match.any(), shop, { requestHeaders: { add: { 'x-stage': 'live' } } }),
  ({ site }) => site.forward(Match.any(), shop, { requestHeaders: { remove: ['x-debug'] } }),
  ({ site }) => site.forward(Match.any(), shop, { responseHeaders: { set: { 'x-version': 'v1' } } }),
  ({ site }) => site.forward(Match.any(), shop, { responseHeaders: { add: { 'x-version': 'v1' } } }),
  ({ site }) => site.forward(Match.any(), shop, { responseHeaders: { remove: ['server'] } }),
  ({ site }) => site.forward(Match.any(), shop, { retries: Retries.of({ attempts: 3 }) }),
  ({ site }) => site.forward(Match.any(), shop, { retries: Retries.of({ attempts: 3, on: ['connect-failure', 'refused-stream'] }) }),
  ({ site }) => site.forward(Match.any(), shop, { retries: Retries.of({ attempts: 3, perTryTimeout: Duration.seconds(2) }) }),
  ({ site }) => site.forward(Match.any(), shop, { retries: Retries.of({ attempts: 3, backoff: Duration.millis(50) }) }),
  ({ site }) => site.forward(Match.any(), shop, { retries: Retries.of({ attempts: 3, retryRemoteLocalities: true }) }),
  ({ site }) => site.forward(Match.any(), shop, { retries: Retries.of({ attempts: 3, retryIgnorePreviousHosts: false }) }),
  ({ site }) => site.forward(Match.any(), shop, { rewrite: Rewrite.authority('shop.internal') }),
  ({ site }) => site.forward(Match.under('/shop'), shop, { rewrite: Rewrite.stripPrefix() }),
  ({ site }) => site.forward(Match.any(), shop, { rewrite: Rewrite.regex('^/v[0-9]+(/.*)', '\\1') }),
  ({ site }) => site.forward(Match.any(), shop, { fault: Fault.abort(503, { percent: 10 }) }),
  ({ site }) => site.forward(Match.any(), shop, { fault: Fault.abort('UNAVAILABLE') }),
  ({ site }) => site.forward(Match.any(), shop, { fault: Fault.delay(Duration.seconds(2), { percent: 10 }) }),
  ({ site }) => site.forward(Match.any(), shop, { mirror: next }),
  ({ site }) => site.forward(Match.any(), shop, { mirror: { to: next, percent: 5 } }),
  ({ site, shops }) => site.forward(Match.any(), shops.subset('v1'), { mirror: shops.subset('v2') }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: ['https://example.com'] } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: [{ prefix: 'https://example.' }] } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: [{ regex: 'https://[a-z]+[.]example[.]com' }] } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: '*', methods: ['GET', 'PUT'] } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: '*', headers: ['x-request-id'] } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: '*', exposeHeaders: ['x-version'] } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: '*', maxAge: Duration.hours(24) } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: ['https://example.com'], credentials: true } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: ['https://example.com'], unmatchedPreflights: 'IGNORE' } }),
  ({ site }) => site.forward(Match.any(), shop, { cors: { origins: ['https://example.com'], unmatchedPreflights: 'FORWARD' } }),

  ({ site }) => site.redirect(Match.exact('/'), { path: '/shop' }),
  ({ site }) => site.redirect(Match.under('/old'), { prefixRewrite: '/new' }),
  ({ site }) => site.redirect(Match.any(), { authority: 'www.example.com' }),
  ({ site }) => site.redirect(Match.any(), { scheme: 'https' }),
  ({ site }) => site.redirect(Match.any(), { port: 8443 }),
  ({ site }) => site.redirect(Match.any(), { scheme: 'https', port: 'FROM_PROTOCOL_DEFAULT' }),
  ({ site }) => site.redirect(Match.any(), { scheme: 'https', port: 'FROM_REQUEST_PORT' }),
  ({ site }) => site.redirect(Match.exact('/'), { path: '/shop', status: 308 }),
  ({ site }) => site.respond(Match.exact('/healthz'), { status: 204 }),
  ({ site }) => site.respond(Match.exact('/robots.txt'), { status: 200, body: 'User-agent: *\n' }),
  ({ site }) => site.respond(Match.exact('/pixel.bin'), { status: 200, body: Uint8Array.of(0, 255) }),
  ({ site }) => site.delegate(Match.under('/blog'), DelegateRef.named('blog', 'routes')),
  ({ chart }) => new HostRoute(chart, 'site', { gateway, host: 'shop.example.com', exportTo: ExportTo.namespaces('istio-system') }).forward(Match.any(), shop),

  ({ tls }) => tls.forward(vault),
  ({ tls, vaults }) => tls.forward(vaults.subset('v1')),
  ({ tls, vaults }) => tls.split([[vaults.subset('v1'), 90], [vaults.subset('v2'), 10]]),
  ({ tls }) => tls.forward(vault, { match: { port: 443 } }),
  ({ tls }) => tls.forward(vault, { match: { gateway: passthrough } }),
  ({ tls }) => tls.forward(vault, { match: { destinationSubnets: ['10.0.0.0/8'] } }),
  ({ tls }) => tls.forward(vault, { match: { sourceLabels: { app: 'web' } } }),
  ({ tls }) => tls.forward(vault, { match: { sourceNamespace: 'web' } }),
  ({ tcp }) => tcp.forward(db),
  ({ tcp, dbs }) => tcp.forward(dbs.subset('v1')),
  ({ tcp, dbs }) => tcp.split([[dbs.subset('v1'), 90], [dbs.subset('v2'), 10]]),
  ({ tcp }) => tcp.forward(db, { match: { port: 5432 } }),
  ({ tcp }) => tcp.forward(db, { match: { gateway: database } }),
  ({ tcp }) => tcp.forward(db, { match: { destinationSubnets: ['10.0.0.0/8'] } }),
  ({ tcp }) => tcp.forward(db, { match: { sourceLabels: { app: 'web' } } }),
  ({ tcp }) => tcp.forward(db, { match: { sourceNamespace: 'web' } }),
  ({ tcp }) => tcp.forward(db, { match: { sourceSubnet: '10.0.0.0/8' } }),
];

const lastResorts: ReadonlyArray<LastResort<Given>> = [
  {
    because: 'Istio has deprecated it.',
    use: ['http[].corsPolicy.allowOrigins[].exact'],
    code: ({ exposed }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/corsPolicy', { allowOrigin: ['https://example.com'] } satisfies networking.CorsPolicy)),
  },
  {
    because: 'It is what Istio does where nothing is said.',
    code: ({ exposed }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/corsPolicy', { allowOrigins: [{ exact: 'https://example.com' }], unmatchedPreflights: 'UNSPECIFIED' } satisfies networking.CorsPolicy)),
  },
  {
    because: 'Istio refuses it.',
    use: ['http[].fault.abort.httpStatus'],
    refusedBy: 'MESH417',
    code: ({ exposed }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/fault', { abort: { http2Error: 'REFUSED_STREAM' } } satisfies networking.HTTPFaultInjection)),
  },
  {
    because: 'Istio refuses it.',
    use: ['http[].fault.delay.fixedDelay'],
    refusedBy: 'MESH417',
    code: ({ exposed }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/fault', { delay: { exponentialDelay: '2s' } } satisfies networking.HTTPFaultInjection)),
  },
  {
    because: 'Istio has deprecated it.',
    use: ['http[].fault.delay.percentage.value'],
    code: ({ exposed }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/fault', { delay: { fixedDelay: '2s', percent: 10 } } satisfies networking.HTTPFaultInjection)),
  },
  {
    because: 'Istio has another field that takes several.',
    use: ['http[].mirrors[].destination'],
    code: ({ exposed }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirror', { host: 'next', port: { number: 80 } } satisfies networking.Destination)),
  },
  {
    because: 'Istio has another field that takes several.',
    use: ['http[].mirrors[].destination.subset'],
    code: ({ exposed, shops }) => exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirror', { host: 'shop', subset: shops.subset('v2').name } satisfies networking.Destination)),
  },
  {
    because: 'It belongs to `mirror`, and Istio has another field that takes several.',
    use: ['http[].mirrors[].percentage.value'],
    code: ({ exposed }) => {
      exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirror', { host: 'next' } satisfies networking.Destination));
      exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirrorPercentage', { value: 5 } satisfies networking.Percent));
    },
  },
  {
    because: 'Istio has deprecated it.',
    use: ['http[].mirrors[].percentage.value'],
    code: ({ exposed }) => {
      exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirror', { host: 'next' } satisfies networking.Destination));
      exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirrorPercent', 5 satisfies networking.HTTPRoute['mirrorPercent']));
    },
  },
  {
    because: 'Istio has deprecated it.',
    use: ['http[].mirrors[].percentage.value'],
    code: ({ exposed }) => {
      exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirror', { host: 'next' } satisfies networking.Destination));
      exposed.virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/mirror_percent', 5 satisfies networking.HTTPRoute['mirror_percent']));
    },
  },
];

export const virtualServiceFields = ofKind({ kind: 'networking.istio.io/VirtualService', file: __filename, given, samples, lastResorts });
