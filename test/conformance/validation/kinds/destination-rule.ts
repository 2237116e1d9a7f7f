import type { Manifest } from '../../engine/question';
import { NAMESPACE, type KindOfCases } from '../kind';
import { DURATIONS, HOSTS, LABEL_MAPS, LABELS, PORTS } from './routing-values';

const ROUND_ROBIN = { loadBalancer: { simple: 'ROUND_ROBIN' } };
const LOCALITIES = ['*', 'us', 'us/*', 'us/a', 'us/a/1', 'us/a/*', '*/a', '', 'us//1', 'eu'];
const REGION = 'topology.kubernetes.io/region';
const FAILOVERS = [[], [{}], [{ from: 'us', to: 'eu' }], [{ from: 'us', to: 'us' }], [{ from: 'us/a', to: 'eu' }], [{ from: 'us', to: 'e*' }]];
const PRIORITIES = [[], [REGION], ['version'], ['topology.istio.io/subzone', 'version']];
const LIMITS = ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries', 'maxConcurrentStreams'];

/** A policy that has everything that there is for ports, too. */
const DETAILED = {
  outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50, splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 5 },
  connectionPool: {
    http: { http1MaxPendingRequests: 10, idleTimeout: '5s', h2UpgradePolicy: 'UPGRADE', http2KeepAlive: { interval: '10s', timeout: '5s' } },
    tcp: { maxConnections: 10, connectTimeout: '5s', idleTimeout: '1h', maxConnectionDuration: '1h', tcpKeepalive: { time: '10s', interval: '10s' } },
  },
  loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: '1h', attributes: [{ name: 'A' }, { name: 'B' }] }, maglev: { tableSize: 65537 } }, warmup: { duration: '10s' } },
  tls: { mode: 'SIMPLE', caCertificates: '/etc/ca.crt', sni: 'a.com' },
};

/** Everything that Istio's validation looks at in a DestinationRule. */
export const destinationRule: KindOfCases = {
  kind: 'DestinationRule',
  bases: {
    subsets: of({ host: 'shop', subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy: ROUND_ROBIN }, { name: 'v2', labels: { version: 'v2' } }] }),
    whole: of({ host: 'shop', trafficPolicy: DETAILED }),
    port: of({ host: 'shop', trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ...DETAILED }] } }),
    subset: of({ host: 'shop', subsets: [{ name: 'v1', trafficPolicy: DETAILED }] }),
    distributing: of({ host: 'shop', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us/a/1', to: { 'us/b': 80, 'us/c': 20 } }, { from: 'us/d', to: { eu: 100 } }] } } } }),
    failing: of({ host: 'shop', trafficPolicy: { outlierDetection: {}, loadBalancer: { localityLbSetting: { failover: [{ from: 'us', to: 'eu' }] } } } }),
    zones: of({ host: 'shop', trafficPolicy: { outlierDetection: {}, loadBalancer: { zoneAwareLbSetting: { failover: [{ from: 'us', to: 'eu' }], failoverPriority: ['version'] } } } }),
    mutual: of({ host: 'shop', trafficPolicy: { tls: { mode: 'MUTUAL', clientCertificate: '/a', privateKey: '/b', caCertificates: '/c', subjectAltNames: ['a'] } } }),
    secret: of({ host: 'shop', trafficPolicy: { tls: { mode: 'MUTUAL', credentialName: 'a' } } }),
    unverified: of({ host: 'shop', trafficPolicy: { tls: { mode: 'SIMPLE', insecureSkipVerify: true } } }),
    tunnel: of({ host: 'shop', trafficPolicy: { tunnel: { protocol: 'CONNECT', targetHost: 'a.com', targetPort: 443 } } }),
    selecting: of({ host: 'shop', workloadSelector: { matchLabels: { app: 'web' } }, exportTo: ['.'], trafficPolicy: ROUND_ROBIN }),
  },
  values: {
    'spec': [{}],
    'spec.host': HOSTS,
    'spec.exportTo': [[], ['*'], ['.'], [NAMESPACE], ['blog'], ['.', NAMESPACE], ['.', 'blog'], ['*', '.'], ['~'], ['shop', 'blog'], ['shop', 'shop'], ['*', '*'], ['sh op'], [''], ['.', '.'], ['~', 'blog']],
    'spec.workloadSelector': [{}, { matchLabels: {} }, { matchLabels: { app: 'blog' } }, { matchLabels: { app: 'w*' } }],
    'spec.subsets': [[], [{ name: 'v1' }, { name: 'v1' }]],
    'spec.subsets.*.name': LABELS,
    'spec.subsets.*.labels': LABEL_MAPS,
    'spec.trafficPolicy.retryBudget': [{ budgetInterval: '10s' }, { budgetInterval: '1us' }, { budgetInterval: 'soon' }],
    'spec.trafficPolicy.tunnel.protocol': ['', 'POST', 'GET', 'connect'],
    'spec.trafficPolicy.tunnel.targetHost': HOSTS,
    'spec.trafficPolicy.tunnel.targetPort': PORTS,
    ...policyValues('spec'),
    ...policyValues('spec.subsets.*'),
    ...settingValues('spec.trafficPolicy'),
    ...settingValues('spec.subsets.*.trafficPolicy'),
    ...settingValues('spec.trafficPolicy.portLevelSettings.*'),
    'spec.trafficPolicy.portLevelSettings.*.port': [{}],
  },
};

function policyValues(owner: string): KindOfCases['values'] {
  return {
    [`${owner}.trafficPolicy`]: [{}, { portLevelSettings: [] }, { retryBudget: {} }, { connectionPool: {} }, { tls: {} }, { loadBalancer: {} }, { outlierDetection: {} }],
    [`${owner}.trafficPolicy.portLevelSettings`]: [[], [{}], [{ port: { number: 80 } }], [{ port: {}, tls: {} }], [{ tls: {} }], [{ port: { number: 80 }, connectionPool: {} }]],
    [`${owner}.trafficPolicy.proxyProtocol`]: [{}, { version: 'V1' }, { version: 'V2' }],
    [`${owner}.trafficPolicy.tunnel`]: [{ targetHost: 'a.com', targetPort: 443 }],
  };
}

function settingValues(way: string): KindOfCases['values'] {
  const [outliers, pool, balancer, tls] = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'].map((name) => `${way}.${name}`);
  return {
    ...each([`${outliers}.baseEjectionTime`, `${outliers}.interval`], DURATIONS),
    ...each([`${outliers}.maxEjectionPercent`, `${outliers}.minHealthPercent`], [-1, 0, 50, 100, 101]),
    [outliers]: [{}], [`${outliers}.consecutiveErrors`]: [0, 5],
    [`${outliers}.consecutiveLocalOriginFailures`]: [null, 0], [`${outliers}.splitExternalLocalOriginErrors`]: [false],
    [pool]: [{}, { http: {} }, { tcp: {} }],
    ...each([...LIMITS.map((name) => `${pool}.http.${name}`), `${pool}.tcp.maxConnections`], [-1, 0, 1]),
    [`${pool}.http.h2UpgradePolicy`]: ['DEFAULT', 'DO_NOT_UPGRADE'], [`${pool}.http.useClientProtocol`]: [true, false],
    [`${pool}.http.http2KeepAlive`]: [{}, { interval: '1s' }, { timeout: '1s' }],
    ...each(['http.idleTimeout', 'http.http2KeepAlive.interval', 'http.http2KeepAlive.timeout', 'tcp.connectTimeout', 'tcp.maxConnectionDuration'].map((name) => `${pool}.${name}`), DURATIONS),
    ...each(['time', 'interval'].map((name) => `${pool}.tcp.tcpKeepalive.${name}`), DURATIONS),
    [`${pool}.tcp.idleTimeout`]: [...DURATIONS, '0s', '-1s', '1us', '-1us', '0', '', 'soon'],
    ...balancerValues(balancer),
    ...tlsValues(tls),
  };
}

function balancerValues(balancer: string): KindOfCases['values'] {
  return {
    [balancer]: [{}, { simple: 'RANDOM' }],
    [`${balancer}.consistentHash.httpCookie`]: [{ name: '' }, { name: 'a', ttl: '0s' }, { name: 'a', ttl: '-1us' }, { name: 'a', ttl: 'soon' }],
    [`${balancer}.consistentHash.httpCookie.attributes.*.name`]: ['', 'A', 'a'],
    [`${balancer}.consistentHash.minimumRingSize`]: [0, 1024],
    [`${balancer}.consistentHash.maglev`]: [{}],
    [`${balancer}.consistentHash.ringHash`]: [{}],
    [`${balancer}.consistentHash.maglev.tableSize`]: [0, 1, 2, 4, 65536, 4999999, 5000011, 5000021],
    [`${balancer}.warmup.duration`]: DURATIONS,
    [`${balancer}.warmup.minimumPercent`]: [0, 100], [`${balancer}.warmup.aggression`]: [0, 0.1, null],
    [`${balancer}.localityLbSetting`]: [{}, { enabled: true }], [`${balancer}.zoneAwareLbSetting`]: [{}],
    [`${balancer}.localityLbSetting.distribute`]: [[], [{}]],
    [`${balancer}.localityLbSetting.distribute.*.from`]: LOCALITIES,
    [`${balancer}.localityLbSetting.distribute.*.to`]: [{}, ...LOCALITIES.map((to) => ({ [to]: 100 })), { eu: 0, us: 100 }, { eu: 101 }, { 'us': 50, 'us/a': 50 }],
    ...each(['localityLbSetting', 'zoneAwareLbSetting'].map((name) => `${balancer}.${name}.failover`), FAILOVERS),
    ...each(['localityLbSetting', 'zoneAwareLbSetting'].map((name) => `${balancer}.${name}.failoverPriority`), PRIORITIES),
  };
}

function tlsValues(tls: string): KindOfCases['values'] {
  return {
    [tls]: [{}, { mode: 'MUTUAL' }], [`${tls}.mode`]: ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'],
    ...each(['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'].map((name) => `${tls}.${name}`), ['', '/c']),
    [`${tls}.credentialName`]: ['', 'a', `configmap://${NAMESPACE}/a`, 'configmap://shop/a', 'configmap://a', 'configmap:///a', 'configmap://web/', 'kubernetes://a'],
    [`${tls}.subjectAltNames`]: [[], ['a']], [`${tls}.insecureSkipVerify`]: [true, false, null],
  };
}

function each(ways: readonly string[], values: readonly unknown[]): KindOfCases['values'] {
  return Object.fromEntries(ways.map((way) => [way, values]));
}

function of(spec: object): Manifest {
  return { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'shop', namespace: NAMESPACE }, spec };
}
