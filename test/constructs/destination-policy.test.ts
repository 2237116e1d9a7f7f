import { Duration } from 'cdk8s';
import {
  DestinationPolicy, ExportTo, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, LoadBalancing, Match, ServiceRef, UpstreamTls,
  type DestinationPolicyProps,
} from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { backend, newChart, render, renderOne, synthErrors } from '../support';

const api = ServiceRef.named('apps', 'api', { ports: { http: 80, admin: 9090 } });
const gateway = GatewayRef.named('web', 'gw');
type Policy = Omit<DestinationPolicyProps<string, 'http' | 'admin'>, 'service'>;

function ruleOf(policy: Policy) {
  const chart = newChart();
  new DestinationPolicy(chart, 'policy', { service: api, ...policy });
  return renderOne(chart, 'DestinationRule');
}

const trafficPolicy = (policy: Policy) => ruleOf(policy).spec.trafficPolicy as object;

describe('a policy says', () => {
  test.each<[string, LoadBalancing, object]>([
    ['an algorithm', LoadBalancing.simple('ROUND_ROBIN'), { simple: 'ROUND_ROBIN' }],
    ['an algorithm that warms up', LoadBalancing.simple('LEAST_REQUEST', { warmup: { duration: Duration.minutes(1), aggression: 1.5, minimumPercent: 20 } }),
      { simple: 'LEAST_REQUEST', warmup: { duration: '60s', aggression: 1.5, minimumPercent: 20 } }],
    ['localities', LoadBalancing.simple('RANDOM', { locality: { enabled: true } }), { simple: 'RANDOM', localityLbSetting: { enabled: true } }],
    ['zones', LoadBalancing.simple('RANDOM', { zoneAware: { minClusterSize: 3 } }), { simple: 'RANDOM', zoneAwareLbSetting: { minClusterSize: 3 } }],
    ['a header', LoadBalancing.byHeader('x-user', { ringHash: { minimumRingSize: 2048 } }), { consistentHash: { httpHeaderName: 'x-user', ringHash: { minimumRingSize: 2048 } } }],
    ['a cookie', LoadBalancing.byCookie('session', { ttl: Duration.hours(1), path: '/', attributes: [{ name: 'SameSite', value: 'Strict' }] }),
      { consistentHash: { httpCookie: { name: 'session', ttl: '3600s', path: '/', attributes: [{ name: 'SameSite', value: 'Strict' }] } } }],
    ['a cookie of the session', LoadBalancing.byCookie('session', { ttl: Duration.millis(0) }), { consistentHash: { httpCookie: { name: 'session', ttl: '0s' } } }],
    ['the address', LoadBalancing.bySourceIp({ maglev: { tableSize: 65537 } }), { consistentHash: { useSourceIp: true, maglev: { tableSize: 65537 } } }],
    ['a query parameter', LoadBalancing.byQueryParameter('user'), { consistentHash: { httpQueryParameterName: 'user' } }],
  ])('how endpoints are chosen: %s', (_, loadBalancing, expected) => {
    expect(trafficPolicy({ loadBalancing })).toEqual({ loadBalancer: expected });
  });

  test('how many connections there may be, with times as durations', () => {
    const pool: Policy['connectionPool'] = {
      tcp: { maxConnections: 100, connectTimeout: Duration.millis(250), tcpKeepalive: { time: Duration.hours(2), interval: Duration.seconds(75), probes: 9 } },
      http: { http2MaxRequests: 1000, idleTimeout: Duration.seconds(30), http2KeepAlive: { interval: Duration.seconds(10), timeout: Duration.seconds(5) } },
    };
    expect(trafficPolicy({ connectionPool: pool })).toEqual({ connectionPool: {
      tcp: { maxConnections: 100, connectTimeout: '250ms', tcpKeepalive: { time: '7200s', interval: '75s', probes: 9 } },
      http: { http2MaxRequests: 1000, idleTimeout: '30s', http2KeepAlive: { interval: '10s', timeout: '5s' } },
    } });
  });

  test('when endpoints have failed', () => {
    const outlierDetection = { consecutive5xxErrors: 5, interval: Duration.seconds(30), baseEjectionTime: Duration.minutes(3), maxEjectionPercent: 50, outlierDetectionHttpErrorCodes: [503, 504] };
    expect(trafficPolicy({ outlierDetection })).toEqual({ outlierDetection: { ...outlierDetection, interval: '30s', baseEjectionTime: '180s' } });
  });

  test('what else goes on the wire, for whom, and when it is applied', () => {
    const { metadata, spec } = ruleOf({
      proxyProtocol: 'V2', retryBudget: { percent: 20, minRetryConcurrency: 3, budgetInterval: Duration.seconds(1) },
      workloadSelector: { app: 'shop' }, exportTo: ExportTo.ownNamespace(), syncWave: -1, metadata: { annotations: { team: 'a' } },
    });
    expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1', 'team': 'a' });
    expect(spec).toEqual({
      host: 'api', exportTo: ['.'], workloadSelector: { matchLabels: { app: 'shop' } },
      trafficPolicy: { proxyProtocol: { version: 'V2' }, retryBudget: { percent: 20, minRetryConcurrency: 3, budgetInterval: '1s' } },
    });
  });

  test('which proxy connections go through', () => {
    expect(trafficPolicy({ tunnel: { protocol: 'CONNECT', targetHost: 'api.example.com', targetPort: 443 } })).toEqual({
      tunnel: { protocol: 'CONNECT', targetHost: 'api.example.com', targetPort: 443 },
    });
  });

  test('TLS with all that Istio knows of it', () => {
    const simple = { sni: 'a.com', subjectAltNames: ['a.com'], caCertificates: '/etc/ca.crt', caCrl: '/etc/ca.crl' };
    expect(trafficPolicy({ upstreamTls: UpstreamTls.simple(simple) })).toEqual({ tls: { mode: 'SIMPLE', ...simple } });
    const mutual = { clientCertificate: '/etc/tls.crt', privateKey: '/etc/tls.key', caCertificates: '/etc/ca.crt' };
    expect(trafficPolicy({ upstreamTls: UpstreamTls.mutual(mutual) })).toEqual({ tls: { mode: 'MUTUAL', ...mutual } });
    expect(trafficPolicy({ upstreamTls: UpstreamTls.istioMutual({ sni: 'a.com' }) })).toEqual({ tls: { mode: 'ISTIO_MUTUAL', sni: 'a.com' } });
  });
});

describe('a port of a policy', () => {
  test('is one of the Service, by name or number, and keeps what is said for all', () => {
    expect(trafficPolicy({
      upstreamTls: UpstreamTls.istioMutual(), loadBalancing: LoadBalancing.simple('RANDOM'),
      ports: { 9090: { upstreamTls: UpstreamTls.disabled() }, http: { connectionPool: { tcp: { maxConnections: 1 } } } },
    })).toEqual({
      loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'ISTIO_MUTUAL' },
      portLevelSettings: [
        { port: { number: 80 }, loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'ISTIO_MUTUAL' }, connectionPool: { tcp: { maxConnections: 1 } } },
        { port: { number: 9090 }, loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'DISABLE' } },
      ],
    });
  });

  test('of a subset keeps what is said for the port, the subset and all', () => {
    const { subsets } = ruleOf({
      loadBalancing: LoadBalancing.simple('RANDOM'), ports: { admin: { upstreamTls: UpstreamTls.disabled() } },
      subsets: {
        v1: { version: 'v1' },
        v2: { labels: { version: 'v2' }, connectionPool: { tcp: { maxConnections: 1 } }, ports: { admin: { outlierDetection: { consecutive5xxErrors: 1 } } } },
      },
    }).spec;
    expect(subsets).toEqual([
      { name: 'v1', labels: { version: 'v1' } },
      {
        name: 'v2', labels: { version: 'v2' },
        trafficPolicy: {
          connectionPool: { tcp: { maxConnections: 1 } },
          portLevelSettings: [{
            port: { number: 9090 }, loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'DISABLE' }, connectionPool: { tcp: { maxConnections: 1 } },
            outlierDetection: { consecutive5xxErrors: 1 },
          }],
        },
      },
    ]);
  });

  test('that a reference does not have is refused at once, also by the compiler', () => {
    // @ts-expect-error: the reference has no port of that name
    expect(() => new DestinationPolicy(newChart(), 'p', { service: api, ports: { grpc: { upstreamTls: UpstreamTls.disabled() } } })).toThrow(
      'port grpc is not on service "apps/api": it has 80 (http) and 9090 (admin)',
    );
  });

  test('may be added to a Service of the app until the synth, which then says that it is missing', () => {
    const policyFor = (add: boolean) => {
      const chart = newChart();
      const service = backend(chart, 'own');
      new DestinationPolicy(chart, 'p', { service, ports: { 9090: { upstreamTls: UpstreamTls.disabled() } } });
      if (add) service.bind(9090, { name: 'admin' });
      return synthErrors(chart);
    };
    expect(policyFor(true)).toBe('');
    expect(policyFor(false)).toContain('[web/p] port 9090 is not on service "web/own": it has 80 (http); use one of these or add 9090 to the service');
  });
});

describe('a policy is refused', () => {
  const made = (policy: Policy) => () => new DestinationPolicy(newChart(), 'p', { service: api, ...policy });

  test.each<[string, () => unknown, string]>([
    ['with a port that says nothing', made({ ports: { http: {} } }), 'the policy for port http says nothing; give it loadBalancing, connectionPool, outlierDetection or upstreamTls, or leave it out'],
    ['with one port twice', made({ ports: { http: { upstreamTls: UpstreamTls.disabled() }, 80: { upstreamTls: UpstreamTls.disabled() } } }), 'port 80 (http) of service "api" is given twice, by name and by number; give it once'],
    ['with a pool that says nothing', made({ connectionPool: {} }), 'connectionPool says nothing; give it tcp or http, or leave it out'],
    ['with a limit below 0', made({ connectionPool: { tcp: { maxConnections: -1 } } }), 'maxConnections -1 is no limit; give a whole number from 0 on, or leave it out'],
    ['with HTTP/2 for all and for some', made({ connectionPool: { http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: true } } }),
      'h2UpgradePolicy UPGRADE makes all requests HTTP/2, and useClientProtocol keeps what the client speaks; give one of them'],
    ['with a time that is too short', made({ connectionPool: { tcp: { connectTimeout: Duration.millis(0) } } }),
      'connectTimeout of 0 ms is none that Istio takes: it counts whole milliseconds, from 1 on; give one such as Duration.seconds(10)'],
    ['with no percentage', made({ outlierDetection: { maxEjectionPercent: 150 } }), 'maxEjectionPercent 150 is not between 0 and 100; give a percentage'],
    ['with failures that are not told apart', made({ outlierDetection: { consecutiveLocalOriginFailures: 5 } }),
      'consecutiveLocalOriginFailures is counted only where such failures are told apart; give splitExternalLocalOriginErrors: true, too'],
    ['with two ways to begin a connection', made({ proxyProtocol: 'V1', tunnel: { targetHost: 'a.com', targetPort: 443 } }), 'both proxyProtocol and tunnel are given, and Istio takes one of them; keep one'],
    ['for other namespaces\' pods of some labels', made({ workloadSelector: { app: 'a' }, exportTo: ExportTo.all(), loadBalancing: LoadBalancing.simple('RANDOM') }),
      'workloadSelector means pods of the policy\'s own namespace, and exportTo others; leave exportTo out, or give ExportTo.ownNamespace()'],
    ['for pods of no labels', made({ workloadSelector: {}, loadBalancing: LoadBalancing.simple('RANDOM') }), 'workloadSelector has no labels; give those of the clients\' pods, or leave it out to mean all'],
    ['in half a wave', made({ syncWave: 0.5, loadBalancing: LoadBalancing.simple('RANDOM') }), 'syncWave 0.5 is no whole number; give one such as -1'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });

  test.each<[string, () => unknown, string]>([
    ['warmup that has no effect', () => LoadBalancing.simple('RANDOM', { warmup: { duration: Duration.seconds(1) } }),
      'warmup is without effect on RANDOM: Envoy has it for LEAST_REQUEST and ROUND_ROBIN alone; use one of these, or leave warmup out'],
    ['warmup that stands still', () => LoadBalancing.simple('ROUND_ROBIN', { warmup: { duration: Duration.seconds(1), aggression: 0 } }), 'aggression 0 of warmup is not above 0; give 1 for a share that grows evenly'],
    ['two hashes', () => LoadBalancing.bySourceIp({ ringHash: {}, maglev: { tableSize: 3 } }), 'both ringHash and maglev are given, and a hash leads to endpoints by one of them; keep one'],
    ['a table of no prime size', () => LoadBalancing.bySourceIp({ maglev: { tableSize: 65536 } }), 'tableSize 65536 of maglev is not a prime number below 5000011, and Envoy takes no other; give one such as 65537'],
    ['a cookie without a name', () => LoadBalancing.byCookie(''), 'the cookie has no name; give one such as "session"'],
    ['two ways with localities', () => LoadBalancing.simple('RANDOM', { locality: {}, zoneAware: {} }), 'both locality and zoneAware are given, and Istio takes one of them; keep one'],
    ['TLS that checks what it does not check', () => UpstreamTls.simple({ insecureSkipVerify: true, subjectAltNames: ['a.com'] }), 'insecureSkipVerify takes any certificate, and subjectAltNames says which; keep one of the two'],
    ['TLS with two sources', () => UpstreamTls.mutual({ credentialName: 'client', caCertificates: '/ca.crt' }), 'both credentialName and caCertificates are given; keep the Secret or the files'],
  ])('with %s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('of one service there is one policy', () => {
  const exposed = (id: string, tls?: UpstreamTls) => (chart: ReturnType<typeof newChart>) =>
    new ExposedService(chart, id, { gateway, host: `${id}.com`, service: api, port: 'http', upstreamTls: tls });
  const subsets = (chart: ReturnType<typeof newChart>) => new DestinationPolicy(chart, 'policy', { service: ServiceRef.named('apps', 'api', { ports: { http: 80 } }), subsets: { v1: { version: 'v1' } } });
  const rendered = (...makes: Array<(chart: ReturnType<typeof newChart>) => unknown>) => {
    const chart = newChart();
    for (const make of makes) make(chart);
    return render(chart, 'DestinationRule');
  };

  test('that services with the same TLS share, whatever the order', () => {
    const [a, b] = [exposed('a', UpstreamTls.disabled()), exposed('b', UpstreamTls.disabled())];
    const rules = rendered(a, b);
    expect(rules).toEqual(rendered(b, a));
    expect(rules.map(({ spec }) => spec)).toEqual([{ host: 'api', trafficPolicy: { tls: { mode: 'DISABLE' } } }]);
    expect(rules).toEqual(rendered(a, exposed('c')));
  });

  test('that has the TLS of an exposed service, too, whatever the order', () => {
    const rules = rendered(exposed('a', UpstreamTls.disabled()), subsets);
    expect(rules.map(({ spec }) => spec)).toEqual([{ host: 'api', trafficPolicy: { tls: { mode: 'DISABLE' } }, subsets: [{ name: 'v1', labels: { version: 'v1' } }] }]);
    expect(rules).toEqual(rendered(subsets, exposed('a', UpstreamTls.disabled())));
  });

  test('so two that differ are refused, with both places', () => {
    const place = 'destination-policy\\.test\\.ts:\\d+';
    expect(() => rendered(subsets, (chart) => new DestinationPolicy(chart, 'other', { service: api, upstreamTls: UpstreamTls.disabled() }))).toThrow(new RegExp(
      '^service "api" gets two policies, and Istio takes one; say in one DestinationPolicy what both say\\n'
      + ` {6}by {2}"web/policy" at .*${place}\\n {6}and "web/other" at .*${place}$`,
    ));
    expect(() => rendered(exposed('a', UpstreamTls.disabled()), exposed('b', UpstreamTls.simple()))).toThrow(new RegExp(
      '^service "api" is to be called with TLS in two ways, DISABLE and SIMPLE; say upstreamTls in one place, or the same in both\\n'
      + ` {6}by {2}"web/a/Policy" at .*${place}\\n {6}and "web/b/Policy" at .*${place}$`,
    ));
  });

  test('for each group of clients', () => {
    expect(rendered(subsets, (chart) => new DestinationPolicy(chart, 'other', { service: api, workloadSelector: { app: 'a' }, loadBalancing: LoadBalancing.simple('RANDOM') }))).toHaveLength(2);
  });

  test('and another one of the same name elsewhere has its own', () => {
    const other = ServiceRef.named('other', 'api', { ports: { http: 80 } });
    expect(rendered(subsets, (chart) => new DestinationPolicy(chart, 'other', { service: other, upstreamTls: UpstreamTls.disabled() }))).toHaveLength(2);
  });
});

describe('the policy of a service', () => {
  test('stands before the routes to it, in an order of its own', () => {
    const kinds = (order: 1 | -1) => {
      const chart = newChart();
      const route = new HostRoute(chart, 'site', { gateway, host: 'a.com' });
      const policies = ['b', 'a'].map((name) => new DestinationPolicy(chart, name, { service: ServiceRef.named('apps', name, { ports: { http: 80 } }), subsets: { v1: { version: 'v1' } } }));
      [policies[0], policies[1]].sort(() => order).forEach((policy, index) => route.forward(Match.exact(`/${index}`), policy.subset('v1')));
      return render(chart).map(({ kind, spec }) => (spec.host as string | undefined) ?? kind);
    };
    expect(kinds(1)).toEqual(['a', 'b', 'VirtualService']);
    expect(kinds(-1)).toEqual(['a', 'b', 'VirtualService']);
  });

  test('of another chart leaves the files as they are', () => {
    const chart = newChart();
    const other = newChart({ app: chart.node.root as never, id: 'other', namespace: 'apps' });
    const policy = new DestinationPolicy(other, 'policy', { service: api, subsets: { v1: { version: 'v1' } } });
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), policy.subset('v1'), { port: 'http' });
    expect(render(chart).map(({ kind }) => kind)).toEqual(['VirtualService']);
    expect(chart.node.dependencies).toEqual([]);
  });

  test('decides what the gateway speaks to it', () => {
    const chart = newChart();
    const service = backend(chart, 'own', [{ name: 'http', port: 80 }, { name: 'http-admin', port: 9090 }]);
    const web = new HttpGateway(chart, 'gw', { ingress: IngressGateway.istioctlDefault() });
    const route = new HostRoute(chart, 'site', { gateway: web, host: 'a.com' });
    route.forward(Match.any(), service, { port: 80 });
    route.forward(Match.under('/admin'), service, { port: 9090 });
    new DestinationPolicy(chart, 'policy', { service, upstreamTls: UpstreamTls.simple({ sni: 'own.com' }), ports: { 9090: { upstreamTls: UpstreamTls.disabled() } } });
    expect(get(chart, 'http://a.com/').outcome).toMatchObject({ destinations: [{ port: 80, tls: 'SIMPLE' }] });
    expect(get(chart, 'http://a.com/admin').outcome).toMatchObject({ destinations: [{ port: 9090, tls: 'none' }] });
  });
});
