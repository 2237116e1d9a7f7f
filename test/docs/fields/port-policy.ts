import { Duration, JsonPatch } from 'cdk8s';
import { DestinationPolicy, LoadBalancing, ServiceRef, UpstreamTls, type networking, type PortPolicy } from '../../../lib';
import { ofPart, type LastResort, type Place } from './samples';

const shop = ServiceRef.named('web', 'shop', { ports: { http: 80 } });

const places: ReadonlyArray<Place<PortPolicy>> = [
  {
    path: 'trafficPolicy', at: '/spec/trafficPolicy',
    put: (chart, options) => new DestinationPolicy(chart, 'shop', { service: shop, ...options }),
  },
  {
    path: 'trafficPolicy.portLevelSettings[]', at: '/spec/trafficPolicy/portLevelSettings/0',
    put: (chart, options) => new DestinationPolicy(chart, 'shop', { service: shop, ports: { http: options } }),
  },
  {
    path: 'subsets[].trafficPolicy', at: '/spec/subsets/0/trafficPolicy',
    put: (chart, options) => new DestinationPolicy(chart, 'shop', { service: shop, subsets: { v1: { labels: { version: 'v1' }, ...options } } }),
  },
  {
    path: 'subsets[].trafficPolicy.portLevelSettings[]', at: '/spec/subsets/0/trafficPolicy/portLevelSettings/0',
    put: (chart, options) => new DestinationPolicy(chart, 'shop', { service: shop, subsets: { v1: { labels: { version: 'v1' }, ports: { http: options } } } }),
  },
];

const samples: ReadonlyArray<() => PortPolicy> = [
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST') }),
  () => ({ loadBalancing: LoadBalancing.simple('ROUND_ROBIN') }),
  () => ({ loadBalancing: LoadBalancing.simple('RANDOM') }),
  () => ({ loadBalancing: LoadBalancing.simple('PASSTHROUGH') }),
  () => ({ loadBalancing: LoadBalancing.simple('ROUND_ROBIN', { warmup: { duration: Duration.minutes(2) } }) }),
  () => ({ loadBalancing: LoadBalancing.simple('ROUND_ROBIN', { warmup: { duration: Duration.minutes(2), aggression: 1.5 } }) }),
  () => ({ loadBalancing: LoadBalancing.simple('ROUND_ROBIN', { warmup: { duration: Duration.minutes(2), minimumPercent: 20 } }) }),
  () => ({ loadBalancing: LoadBalancing.byHeader('x-user') }),
  () => ({ loadBalancing: LoadBalancing.byCookie('session') }),
  () => ({ loadBalancing: LoadBalancing.byCookie('session', { ttl: Duration.hours(1) }) }),
  () => ({ loadBalancing: LoadBalancing.byCookie('session', { path: '/shop' }) }),
  () => ({ loadBalancing: LoadBalancing.byCookie('session', { attributes: [{ name: 'SameSite', value: 'Strict' }] }) }),
  () => ({ loadBalancing: LoadBalancing.bySourceIp() }),
  () => ({ loadBalancing: LoadBalancing.byQueryParameter('user') }),
  () => ({ loadBalancing: LoadBalancing.byHeader('x-user', { ringHash: { minimumRingSize: 2048 } }) }),
  () => ({ loadBalancing: LoadBalancing.byHeader('x-user', { maglev: { tableSize: 65537 } }) }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { locality: { enabled: true } }) }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { locality: { distribute: [{ from: 'eu/a/*', to: { 'eu/a/*': 80, 'eu/b/*': 20 } }] } }) }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { zoneAware: { enabled: true } }) }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { zoneAware: { minClusterSize: 3 } }) }),

  () => ({ connectionPool: { tcp: { maxConnections: 100 } } }),
  () => ({ connectionPool: { tcp: { connectTimeout: Duration.seconds(1) } } }),
  () => ({ connectionPool: { tcp: { idleTimeout: Duration.minutes(10) } } }),
  () => ({ connectionPool: { tcp: { maxConnectionDuration: Duration.hours(8) } } }),
  () => ({ connectionPool: { tcp: { tcpKeepalive: { time: Duration.hours(2), interval: Duration.seconds(75), probes: 9 } } } }),
  () => ({ connectionPool: { http: { http1MaxPendingRequests: 100 } } }),
  () => ({ connectionPool: { http: { http2MaxRequests: 1000 } } }),
  () => ({ connectionPool: { http: { maxRequestsPerConnection: 100 } } }),
  () => ({ connectionPool: { http: { maxRetries: 3 } } }),
  () => ({ connectionPool: { http: { maxConcurrentStreams: 100 } } }),
  () => ({ connectionPool: { http: { idleTimeout: Duration.minutes(10) } } }),
  () => ({ connectionPool: { http: { http2KeepAlive: { interval: Duration.seconds(10), timeout: Duration.seconds(5) } } } }),
  () => ({ connectionPool: { http: { useClientProtocol: true } } }),
  () => ({ connectionPool: { http: { h2UpgradePolicy: 'DEFAULT' } } }),
  () => ({ connectionPool: { http: { h2UpgradePolicy: 'DO_NOT_UPGRADE' } } }),
  () => ({ connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } } }),

  () => ({ outlierDetection: { consecutive5xxErrors: 5 } }),
  () => ({ outlierDetection: { consecutiveGatewayErrors: 5 } }),
  () => ({ outlierDetection: { splitExternalLocalOriginErrors: true } }),
  () => ({ outlierDetection: { splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 5 } }),
  () => ({ outlierDetection: { outlierDetectionHttpErrorCodes: [503, 504] } }),
  () => ({ outlierDetection: { interval: Duration.seconds(30) } }),
  () => ({ outlierDetection: { baseEjectionTime: Duration.minutes(3) } }),
  () => ({ outlierDetection: { maxEjectionPercent: 50 } }),
  () => ({ outlierDetection: { minHealthPercent: 30 } }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { locality: { failover: [{ from: 'eu', to: 'us' }] } }), outlierDetection: { consecutive5xxErrors: 5 } }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { locality: { failoverPriority: ['topology.kubernetes.io/region'] } }), outlierDetection: { consecutive5xxErrors: 5 } }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { zoneAware: { failover: [{ from: 'eu', to: 'us' }] } }), outlierDetection: { consecutive5xxErrors: 5 } }),
  () => ({ loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { zoneAware: { failoverPriority: ['example.com/rack'] } }), outlierDetection: { consecutive5xxErrors: 5 } }),

  () => ({ upstreamTls: UpstreamTls.disabled() }),
  () => ({ upstreamTls: UpstreamTls.simple() }),
  () => ({ upstreamTls: UpstreamTls.istioMutual() }),
  () => ({ upstreamTls: UpstreamTls.simple({ sni: 'shop.internal', caCertificates: '/etc/ca.crt' }) }),
  () => ({ upstreamTls: UpstreamTls.simple({ subjectAltNames: ['shop.internal'] }) }),
  () => ({ upstreamTls: UpstreamTls.simple({ caCrl: '/etc/ca.crl' }) }),
  () => ({ upstreamTls: UpstreamTls.simple({ insecureSkipVerify: true }) }),
  () => ({ upstreamTls: UpstreamTls.mutual({ credentialName: 'shop-client' }) }),
  () => ({ upstreamTls: UpstreamTls.mutual({ clientCertificate: '/etc/tls.crt', privateKey: '/etc/tls.key' }) }),
];

const lastResorts: ReadonlyArray<LastResort<{ readonly policy: DestinationPolicy; readonly at: string }>> = [
  {
    because: 'It is what Istio does where nothing is said.',
    code: ({ policy, at }) => policy.destinationRule.addJsonPatch(JsonPatch.add(`${at}/loadBalancer`, { simple: 'UNSPECIFIED' } satisfies networking.LoadBalancerSettings)),
  },
  {
    because: 'Istio has deprecated it.',
    use: ['loadBalancer.simple: LEAST_REQUEST'],
    code: ({ policy, at }) => policy.destinationRule.addJsonPatch(JsonPatch.add(`${at}/loadBalancer`, { simple: 'LEAST_CONN' } satisfies networking.LoadBalancerSettings)),
  },
  {
    because: 'Istio has deprecated it.',
    use: ['loadBalancer.warmup.duration'],
    code: ({ policy, at }) => policy.destinationRule.addJsonPatch(JsonPatch.add(`${at}/loadBalancer`, { simple: 'ROUND_ROBIN', warmupDurationSecs: '120s' } satisfies networking.LoadBalancerSettings)),
  },
  {
    because: 'Istio has deprecated it.',
    use: ['loadBalancer.consistentHash.ringHash.minimumRingSize'],
    code: ({ policy, at }) => policy.destinationRule.addJsonPatch(JsonPatch.add(`${at}/loadBalancer`, { consistentHash: { httpHeaderName: 'x-user', minimumRingSize: 2048 } } satisfies networking.LoadBalancerSettings)),
  },
  {
    because: 'Istio has deprecated it, and does nothing with it.',
    use: ['outlierDetection.consecutive5xxErrors', 'outlierDetection.consecutiveGatewayErrors'],
    code: ({ policy, at }) => policy.destinationRule.addJsonPatch(JsonPatch.add(`${at}/outlierDetection`, { consecutiveErrors: 5 } satisfies networking.OutlierDetection)),
  },
];

export const portPolicyFields = ofPart({
  kind: 'networking.istio.io/DestinationRule', file: __filename, title: 'The policy of a service, of a port, of a subset, and of a port of a subset',
  places, samples, lastResorts, patched: { loadBalancing: LoadBalancing.simple('RANDOM') },
});
