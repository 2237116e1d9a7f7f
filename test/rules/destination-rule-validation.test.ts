import { buildMesh } from '../../lib/model/mesh';
import { destinationRules } from '../../lib/rules/destinations';
import { runRules } from '../../lib/rules/run';

const RULES = destinationRules.filter(({ code }) => /^MESH5[12]\d$/.test(code));

/** `code severity field` of what is found, the field of the spec. */
function foundIn(spec: unknown): readonly string[] {
  const object = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'shop', namespace: 'web' }, spec } as never;
  return runRules(buildMesh([{ object, origin: { kind: 'construct', path: 'shop' } }]), RULES)
    .map(({ code, severity, at: { field = [] } }) => [code, severity, field.slice(1).join('.')].join(' ').trim());
}

const found = (spec: object) => foundIn({ host: 'shop', ...spec });
/** The field from the policy on: the same is found in the policy of the whole, of a subset and of a port. */
function inPolicy(policy: object): readonly string[] {
  const places: ReadonlyArray<readonly [string, object]> = [
    ['trafficPolicy', { trafficPolicy: policy }], ['subsets.0.trafficPolicy', { subsets: [{ name: 'v1', trafficPolicy: policy }] }],
    ['trafficPolicy.portLevelSettings.0', { trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ...policy }] } }],
  ];
  const [whole, ...others] = places.map(([place, spec]) => found(spec).map((each) => each.replace(`${place}.`, '').replace(` ${place}`, '')));
  for (const other of others) expect(other).toEqual(whole);
  return whole;
}

describe('hosts', () => {
  test.each(['shop', 'shop.web.svc.cluster.local', '*', '*.local', '*-shop.com'])('%s is taken', (host) => expect(found({ host })).toEqual([]));
  test.each(['', 'shop:80', 'a_b', '192.0.2.1', 'a.*.com'])('%s is not', (host) => expect(found({ host })).toEqual(['MESH510 error host']));
  test('there is no spec', () => expect(foundIn(undefined)).toEqual(['MESH510 error']));
});

describe('subsets', () => {
  test.each([
    ['with names of their own', [{ name: 'v1' }, { name: 'v2', labels: { 'app.kubernetes.io/version': 'v2' } }], []],
    ['with one name', [{ name: 'v1' }, { name: 'v1' }, { name: 'v1' }], ['MESH511 error subsets.1.name', 'MESH511 error subsets.2.name']],
    ['with a name that is none', [{ name: 'v1.2' }], ['MESH511 error subsets.0.name']],
    ['with an empty name', [{ name: '' }], ['MESH511 error subsets.0.name']],
    ['with labels that are none', [{ name: 'v1', labels: { 'a b': 'c', 'd': '-' } }], ['MESH511 error subsets.0.labels.a b', 'MESH511 error subsets.0.labels.d']],
  ])('%s', (_, subsets, expected) => expect(found({ subsets })).toEqual(expected));
});

describe('clients', () => {
  const [selector, empty] = [{ matchLabels: { app: 'web' } }, {}];
  test.each([
    [undefined, ['.', 'shop'], []],
    [undefined, ['~'], ['MESH522 error exportTo.0']],
    [undefined, ['*', '.'], ['MESH522 error exportTo.0']],
    [selector, undefined, []],
    [selector, ['.'], []],
    [selector, ['web'], []],
    [selector, ['*'], ['MESH522 error exportTo']],
    [selector, ['.', 'shop'], ['MESH522 error exportTo']],
    [empty, undefined, ['MESH521 warning workloadSelector']],
  ])('selected by %j and exported to %j', (workloadSelector, exportTo, expected) => expect(found({ workloadSelector, exportTo })).toEqual(expected));
});

describe('traffic policies', () => {
  const [tunnel, balancer] = [{ targetHost: 'a.com', targetPort: 443 }, { simple: 'RANDOM' }];
  test.each([
    [{}, ['MESH512 error trafficPolicy']],
    [{ portLevelSettings: [] }, ['MESH512 error trafficPolicy']],
    [{ retryBudget: {} }, []],
    [{ tunnel, proxyProtocol: {} }, ['MESH512 error trafficPolicy.proxyProtocol']],
    [{ portLevelSettings: [{ port: { number: 80 } }] }, ['MESH512 error trafficPolicy.portLevelSettings.0']],
    [{ portLevelSettings: [{ port: { number: 80 }, retryBudget: {} }] }, ['MESH512 error trafficPolicy.portLevelSettings.0']],
    [{ portLevelSettings: [{ loadBalancer: balancer }] }, ['MESH512 error trafficPolicy.portLevelSettings.0']],
    [{ tunnel: { ...tunnel, protocol: 'GET' } }, ['MESH519 error trafficPolicy.tunnel.protocol']],
    [{ tunnel: { targetHost: '*.a.com', targetPort: 0 } }, ['MESH519 error trafficPolicy.tunnel.targetHost', 'MESH519 error trafficPolicy.tunnel.targetPort']],
    [{ tunnel: { targetHost: '192.0.2.1', targetPort: 443, protocol: 'POST' } }, []],
    [{ retryBudget: { budgetInterval: 'soon' } }, ['MESH518 error trafficPolicy.retryBudget.budgetInterval']],
  ])('%j', (trafficPolicy, expected) => expect(found({ trafficPolicy })).toEqual(expected));
});

describe('outlier detection', () => {
  test.each([
    [{ consecutive5xxErrors: 5, maxEjectionPercent: 100, minHealthPercent: 0, interval: '5s' }, []],
    [{ maxEjectionPercent: 101, minHealthPercent: -1 }, ['MESH513 error outlierDetection.maxEjectionPercent', 'MESH513 error outlierDetection.minHealthPercent']],
    [{ consecutiveLocalOriginFailures: 5 }, ['MESH513 error outlierDetection.consecutiveLocalOriginFailures']],
    [{ consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: true }, []],
    [{ interval: '1.5ms' }, ['MESH518 error outlierDetection.interval']],
  ])('%j', (outlierDetection, expected) => expect(inPolicy({ outlierDetection })).toEqual(expected));
});

describe('connection pools', () => {
  test.each([
    [{}, ['MESH514 error connectionPool']],
    [{ http: {} }, []],
    [{ tcp: { maxConnections: -1 }, http: { maxRetries: -1 } }, ['MESH514 error connectionPool.tcp.maxConnections', 'MESH514 error connectionPool.http.maxRetries']],
    [{ http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } }, ['MESH514 error connectionPool.http.useClientProtocol']],
    [{ http: { http2KeepAlive: {} } }, ['MESH514 error connectionPool.http.http2KeepAlive', 'MESH514 error connectionPool.http.http2KeepAlive']],
    [{ tcp: { idleTimeout: '0s', connectTimeout: '10s' } }, []],
    [{ tcp: { idleTimeout: '500us' } }, []],
    [{ tcp: { idleTimeout: '-1s' } }, ['MESH518 error connectionPool.tcp.idleTimeout']],
    [{ tcp: { idleTimeout: 'soon' } }, ['MESH518 error connectionPool.tcp.idleTimeout']],
    [{ tcp: { tcpKeepalive: { time: '1.5ms' } } }, ['MESH518 error connectionPool.tcp.tcpKeepalive.time']],
  ])('%j', (connectionPool, expected) => expect(inPolicy({ connectionPool })).toEqual(expected));
});

describe('load balancers', () => {
  const HASH = 'loadBalancer.consistentHash';
  test.each([
    [{ simple: 'ROUND_ROBIN' }, []],
    [{ consistentHash: { httpCookie: { name: '' } } }, [`MESH515 error ${HASH}.httpCookie.name`]],
    [{ consistentHash: { httpCookie: { name: 'a', attributes: [{ name: 'A' }, { name: 'A' }, { name: '' }] } } }, [`MESH515 error ${HASH}.httpCookie.attributes.1.name`, `MESH515 error ${HASH}.httpCookie.attributes.2.name`]],
    [{ consistentHash: { httpCookie: { name: 'a', ttl: 'soon' } } }, [`MESH518 error ${HASH}.httpCookie.ttl`]],
    [{ consistentHash: { useSourceIp: true, minimumRingSize: 1024, ringHash: {} } }, [`MESH515 error ${HASH}.minimumRingSize`]],
    [{ consistentHash: { useSourceIp: true, maglev: {} } }, [`MESH515 error ${HASH}.maglev`]],
    [{ consistentHash: { useSourceIp: true, maglev: { tableSize: 4 } } }, [`MESH515 error ${HASH}.maglev.tableSize`]],
    [{ consistentHash: { useSourceIp: true, maglev: { tableSize: 5000011 } } }, [`MESH515 error ${HASH}.maglev.tableSize`]],
    [{ consistentHash: { useSourceIp: true, maglev: { tableSize: 65537 } } }, []],
    [{ localityLbSetting: {}, zoneAwareLbSetting: {} }, ['MESH515 error loadBalancer.zoneAwareLbSetting']],
    [{ warmup: { duration: '10s', aggression: 0 } }, ['MESH515 error loadBalancer.warmup.aggression']],
    [{ warmup: { duration: '1.5ms' } }, ['MESH518 error loadBalancer.warmup.duration']],
  ])('%j', (loadBalancer, expected) => expect(inPolicy({ loadBalancer })).toEqual(expected));
});

describe('a deprecated field', () => {
  const policy = { outlierDetection: { consecutiveErrors: 5 }, loadBalancer: { consistentHash: { useSourceIp: true, minimumRingSize: 1024 } } };
  const RING = 'loadBalancer.consistentHash.minimumRingSize';
  test('is warned of where Istio does', () => {
    expect(found({ trafficPolicy: policy })).toEqual(['MESH513 warning trafficPolicy.outlierDetection.consecutiveErrors', `MESH515 warning trafficPolicy.${RING}`]);
  });
  test('is told of elsewhere', () => {
    const place = 'subsets.0.trafficPolicy';
    expect(found({ subsets: [{ name: 'v1', trafficPolicy: policy }] })).toEqual([`MESH513 info ${place}.outlierDetection.consecutiveErrors`, `MESH515 info ${place}.${RING}`]);
  });
});

describe('localities', () => {
  const SETTING = 'loadBalancer.localityLbSetting';
  const inSetting = (setting: object) => inPolicy({ outlierDetection: {}, loadBalancer: { localityLbSetting: setting } });
  test.each([
    ['shares that make 100', { distribute: [{ from: 'us', to: { us: 80, eu: 20 } }] }, []],
    ['shares that do not', { distribute: [{ from: 'us', to: { us: 80, eu: 10 } }] }, [`MESH516 error ${SETTING}.distribute.0.to`]],
    ['no shares', { distribute: [{ from: 'us' }] }, [`MESH516 error ${SETTING}.distribute.0.to`]],
    ['a share of 0', { distribute: [{ from: 'us', to: { us: 100, eu: 0 } }] }, [`MESH516 error ${SETTING}.distribute.0.to.eu`]],
    ['no source', { distribute: [{ to: { us: 100 } }] }, [`MESH516 error ${SETTING}.distribute.0.from`]],
    ['sources that overlap', { distribute: [{ from: 'us', to: { us: 100 } }, { from: 'us/a', to: { us: 100 } }] }, [`MESH516 error ${SETTING}.distribute.1.from`]],
    ['targets that overlap in the reverse order only', { distribute: [{ from: 'us', to: { 'us/a': 50, 'us/*': 50 } }] }, [`MESH516 error ${SETTING}.distribute.0.to.us/a`]],
    ['both ways at once', { distribute: [{ from: 'us', to: { us: 100 } }], failover: [{ from: 'us', to: 'eu' }] }, [`MESH516 error ${SETTING}.failover`]],
    ['failover to itself', { failover: [{ from: 'us', to: 'us' }] }, [`MESH516 error ${SETTING}.failover.0`]],
    ['failover of a zone', { failover: [{ from: 'us/a', to: 'eu' }] }, [`MESH516 error ${SETTING}.failover.0.from`]],
    ['failover to many', { failover: [{ from: 'us', to: 'e*' }] }, [`MESH516 error ${SETTING}.failover.0.to`]],
    ['priorities', { failoverPriority: ['topology.kubernetes.io/zone', 'version'] }, []],
    ['priorities beside failover', { failover: [{ from: 'us', to: 'eu' }], failoverPriority: ['topology.kubernetes.io/zone'] }, [`MESH516 error ${SETTING}.failoverPriority.0`]],
  ])('%s', (_, setting, expected) => expect(inSetting(setting)).toEqual(expected));

  test('regions are no priority of zone-aware balancing', () => {
    const zoneAwareLbSetting = { failoverPriority: ['topology.kubernetes.io/region'] };
    expect(inPolicy({ outlierDetection: {}, loadBalancer: { zoneAwareLbSetting } })).toEqual(['MESH516 error loadBalancer.zoneAwareLbSetting.failoverPriority.0']);
  });

  const loadBalancer = { localityLbSetting: { failover: [{ from: 'us', to: 'eu' }] } };
  test('failover needs outlier detection', () => expect(inPolicy({ loadBalancer })).toEqual([`MESH520 warning ${SETTING}.failover`]));
  test('failover of a subset has the outlier detection of the whole', () => {
    expect(found({ trafficPolicy: { outlierDetection: {} }, subsets: [{ name: 'v1', trafficPolicy: { loadBalancer } }] })).toEqual([]);
  });
  test('failover of a port has not', () => {
    expect(found({ trafficPolicy: { outlierDetection: {}, portLevelSettings: [{ port: { number: 80 }, loadBalancer }] } })).toEqual([`MESH520 warning trafficPolicy.portLevelSettings.0.${SETTING}.failover`]);
  });
});

describe('TLS', () => {
  test.each([
    [{ mode: 'SIMPLE' }, []],
    [{ mode: 'MUTUAL' }, ['MESH517 error tls', 'MESH517 error tls']],
    [{ mode: 'MUTUAL', clientCertificate: '/a' }, ['MESH517 error tls']],
    [{ mode: 'MUTUAL', credentialName: 'a' }, []],
    [{ mode: 'MUTUAL', credentialName: 'a', clientCertificate: '/a' }, ['MESH517 error tls.credentialName']],
    [{ mode: 'ISTIO_MUTUAL', credentialName: 'a', clientCertificate: '/a' }, []],
    [{ mode: 'SIMPLE', insecureSkipVerify: true }, []],
    [{ mode: 'SIMPLE', insecureSkipVerify: true, credentialName: 'a' }, ['MESH517 error tls.insecureSkipVerify']],
    [{ mode: 'MUTUAL', insecureSkipVerify: true, credentialName: 'a' }, []],
    [{ mode: 'SIMPLE', insecureSkipVerify: true, subjectAltNames: ['a'] }, ['MESH517 error tls.insecureSkipVerify']],
    [{ mode: 'SIMPLE', credentialName: 'configmap://web/a' }, []],
    [{ mode: 'SIMPLE', credentialName: 'configmap://a' }, ['MESH517 error tls.credentialName']],
    [{ mode: 'SIMPLE', credentialName: 'configmap://shop/a' }, ['MESH517 error tls.credentialName']],
  ])('%j', (tls, expected) => expect(inPolicy({ tls })).toEqual(expected));
});

test.each([
  [null], ['text'], [[]], [{ host: 7, subsets: 'x', trafficPolicy: [], exportTo: {}, workloadSelector: 1 }],
  [{ host: 'a', subsets: [null, 1, { name: {}, labels: [], trafficPolicy: 'x' }], trafficPolicy: { portLevelSettings: [null, 1], tls: 'x', loadBalancer: { localityLbSetting: { distribute: [1], failover: ['x'] } }, connectionPool: 1 } }],
])('objects of any shape are read: %j', (spec) => expect(() => foundIn(spec)).not.toThrow());
