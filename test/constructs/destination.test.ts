import { ClusterDomain, DestinationPolicy, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, LoadBalancing, Match, ServiceRef, UpstreamTls } from 'cdk8s-istio';
import * as k27 from 'cdk8s-plus-27';
import * as k34 from 'cdk8s-plus-34';
import { backend, newChart, render, renderOne } from '../support';
import { destinationPort } from '../../lib/constructs/destination';

const gateway = GatewayRef.named('web', 'gw');

describe('the port of a destination', () => {
  const service = (...ports: k27.ServicePort[]) => ({ name: 'api', ports, metadata: { namespace: 'web' } });
  const two = service({ name: 'http', port: 80, targetPort: 8080, nodePort: 31080 }, { name: 'admin', port: 9000 });

  test('is the only one, or the one asked for by name or number', () => {
    expect([destinationPort(service({ port: 80 })), destinationPort(two, 'admin'), destinationPort(two, 80)]).toEqual([80, 9000, 80]);
  });

  test.each<[string, () => number, string]>([
    ['several', () => destinationPort(two), 'service "web/api" has 2 ports: 80 (http) and 9000 (admin); say which with port: ...'],
    ['none', () => destinationPort(service()), 'service "web/api" has no ports, so nothing can be sent to it; add one to the service'],
    ['another number', () => destinationPort(two, 81), 'port 81 is not on service "web/api": it has 80 (http) and 9000 (admin); use one of these or add 81 to the service'],
    ['another name', () => destinationPort(two, 'grpc'), 'port grpc is not on service "web/api": it has 80 (http) and 9000 (admin); use one of these or add grpc to the service'],
    ['a targetPort', () => destinationPort(two, 8080), 'port 8080 is the targetPort of 80 (http) on service "web/api", and a destination names the Service\'s port; use 80'],
    ['a nodePort', () => destinationPort(two, 31080), 'port 31080 is the nodePort of 80 (http) on service "web/api", and a destination names the Service\'s port; use 80'],
    ['UDP', () => destinationPort(service({ name: 'dns', port: 53, protocol: k27.Protocol.UDP }, { name: 'http', port: 80 }), 53),
      'port 53 on service "web/api" is for UDP, and Istio routes TCP; use another of 53 (dns) and 80 (http)'],
  ])('%s is refused', (_, port, message) => {
    expect(port).toThrow(new Error(message));
  });
});

describe('a destination is named', () => {
  const hostFrom = (namespace: string | null, service: ServiceRef, domain?: string) => {
    const chart = newChart({ namespace });
    if (domain) ClusterDomain.set(chart, domain);
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), service);
    return renderOne(chart, 'VirtualService').spec.http[0].route[0].destination.host as string;
  };
  const api = ServiceRef.named('apps', 'api', { ports: { http: 80 } });

  test('by its short name within a namespace', () => expect(hostFrom('apps', api)).toBe('api'));
  test('in full from another', () => expect(hostFrom('web', api)).toBe('api.apps.svc.cluster.local'));
  test('in full where the namespace of the route is not known', () => expect(hostFrom(null, api)).toBe('api.apps.svc.cluster.local'));
  test('in full with the cluster\'s own domain', () => expect(hostFrom('web', api, 'corp.internal')).toBe('api.apps.svc.corp.internal'));

  test('not at all where only the route\'s namespace is known', () => {
    const chart = newChart();
    const service = backend(newChart({ namespace: null, id: 'other' }), 'api');
    expect(() => new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), service)).toThrow(new Error(
      'service "api" has no namespace, and "api" alone would be looked for in namespace "web"; say where it is: give its chart a namespace, new Chart(app, id, { namespace: ... }), or its metadata',
    ));
  });
});

test('a gateway is named short within a namespace and with its namespace elsewhere', () => {
  const gatewaysFrom = (namespace: string | null) => {
    const chart = newChart({ namespace });
    new HostRoute(chart, 'site', { gateway, host: 'a.com' }).forward(Match.any(), ServiceRef.named('web', 'api', { ports: { http: 80 } }));
    return renderOne(chart, 'VirtualService').spec.gateways as string[];
  };
  expect([gatewaysFrom('web'), gatewaysFrom('apps'), gatewaysFrom(null)]).toEqual([['gw'], ['web/gw'], ['web/gw']]);
});

test('a gateway of a chart without a namespace cannot be named from another', () => {
  const app = newChart({ namespace: null });
  const own = new HttpGateway(app, 'gw', { ingress: IngressGateway.istioctlDefault(), metadata: { name: 'gw' } });
  expect(() => new HostRoute(newChart(), 'site', { gateway: own, host: 'a.com' })).toThrow(
    'gateway "gw" has no namespace, and "gw" alone would be looked for in namespace "web"',
  );
});

describe('a policy', () => {
  const api = ServiceRef.named('apps', 'api', { ports: { http: 80 } });

  test('stands in the service\'s namespace, where gateways look for it', () => {
    const chart = newChart();
    new DestinationPolicy(chart, 'policy', { service: api, subsets: { v1: { version: 'v1' } }, upstreamTls: UpstreamTls.istioMutual(), loadBalancing: LoadBalancing.simple('RANDOM') });
    const rule = renderOne(chart, 'DestinationRule');
    expect(rule.metadata.namespace).toBe('apps');
    expect(rule.spec).toEqual({
      host: 'api', subsets: [{ name: 'v1', labels: { version: 'v1' } }],
      trafficPolicy: { loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'ISTIO_MUTUAL' } },
    });
  });

  test.each<[string, UpstreamTls, object]>([
    ['none', UpstreamTls.disabled(), { mode: 'DISABLE' }],
    ['simple', UpstreamTls.simple({ sni: 'a.com' }), { mode: 'SIMPLE', sni: 'a.com' }],
    ['mutual', UpstreamTls.mutual({ credentialName: 'client' }), { mode: 'MUTUAL', credentialName: 'client' }],
  ])('says what TLS there is: %s', (_, upstreamTls, expected) => {
    const chart = newChart();
    new DestinationPolicy(chart, 'policy', { service: api, upstreamTls });
    expect(renderOne(chart, 'DestinationRule').spec.trafficPolicy.tls).toEqual(expected);
  });

  test.each<[string, () => unknown, string]>([
    ['that says nothing', () => new DestinationPolicy(newChart(), 'p', { service: api }), 'the policy for service "api" says nothing; give it subsets, loadBalancing, connectionPool, outlierDetection or upstreamTls, or leave it out'],
    ['with a subset of no valid name', () => new DestinationPolicy(newChart(), 'p', { service: api, subsets: { V_1: { version: 'v1' } } }),
      'subset "V_1" has no valid name; give small letters, digits and dashes, 63 at most, such as "v1"'],
    ['with a subset without labels', () => new DestinationPolicy(newChart(), 'p', { service: api, subsets: { v1: {} } }),
      'subset "v1" has no labels, so it is the whole service; give the labels that tell its pods: { version: \'v1\' }'],
    ['asked for a subset that it does not have', () => new DestinationPolicy<string>(newChart(), 'p', { service: api, subsets: { v1: { version: 'v1' } } }).subset('v2'),
      'subset "v2" is not in policy "web/p": it has v1; use one of these or add "v2" to subsets'],
    ['with mutual TLS and nothing to show', () => UpstreamTls.mutual({ sni: 'a.com' }), 'mutual TLS has no certificate to show; give credentialName, or clientCertificate and privateKey'],
    ['for a service without ports', () => ServiceRef.named('apps', 'api', { ports: {} }), 'service "apps/api" is given no ports; name them: { ports: { http: 80 } }'],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});

describe('an exposed service', () => {
  const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { 'http': 20001, 'http-metrics': 9090 } });

  test('has a route for all of its host, and a policy where it says how it is called', () => {
    const chart = newChart();
    new ExposedService(chart, 'kiali', { gateway, host: 'kiali.example.com', service: kiali, port: 'http', upstreamTls: UpstreamTls.disabled() });
    expect(renderOne(chart, 'VirtualService').spec).toEqual({
      gateways: ['gw'], hosts: ['kiali.example.com'],
      http: [{ route: [{ destination: { host: 'kiali.istio-system.svc.cluster.local', port: { number: 20001 } } }] }],
    });
    expect(renderOne(chart, 'DestinationRule').metadata.namespace).toBe('istio-system');
  });

  test('is refused a port that the service does not have, also by the compiler', () => {
    // @ts-expect-error: the reference has no port of that name
    expect(() => new ExposedService(newChart(), 'kiali', { gateway, host: 'a.com', service: kiali, port: 'grpc' })).toThrow(
      'port grpc is not on service "istio-system/kiali": it has 20001 (http) and 9090 (http-metrics)',
    );
  });

  test('as part of a route renders nothing, and says so', () => {
    const chart = newChart();
    const route = new HostRoute(chart, 'site', { gateway, host: 'a.com' });
    const exposed = new ExposedService(chart, 'kiali', { route, match: Match.under('/kiali'), service: kiali, port: 20001 });
    expect(render(chart).map(({ kind }) => kind)).toEqual(['VirtualService']);
    expect(() => exposed.virtualService).toThrow(new Error('ExposedService "web/kiali" is part of a route and renders no object of its own; use the virtualService of that route'));
  });

  test('is given either a gateway or a route', () => {
    const chart = newChart();
    const route = new HostRoute(chart, 'site', { gateway, host: 'a.com' });
    // @ts-expect-error: a route has its gateway and host already
    new ExposedService(chart, 'kiali', { route, gateway, host: 'a.com', service: kiali, port: 20001 });
  });

  test.each([['cdk8s-plus-27', k27], ['cdk8s-plus-34', k34]])('may be a Deployment of %s, which then gets a Service', (_, kplus) => {
    const chart = newChart();
    const deployment = new kplus.Deployment(chart, 'app', { containers: [{ image: 'app', portNumber: 8080 }] });
    ExposedService.fromDeployment(chart, 'exposed', deployment, { gateway, host: 'a.com' });
    const [service] = render(chart, 'Service');
    expect(renderOne(chart, 'VirtualService').spec.http[0].route[0].destination).toEqual({ host: service.metadata.name, port: { number: 8080 } });
  });

  test.each([['cdk8s-plus-27', k27], ['cdk8s-plus-34', k34]])('may be a Service of %s', (_, kplus) => {
    const chart = newChart();
    new ExposedService(chart, 'exposed', { gateway, host: 'a.com', service: new kplus.Service(chart, 'svc', { metadata: { name: 'svc' }, ports: [{ port: 80 }] }) });
    expect(renderOne(chart, 'VirtualService').spec.http[0].route[0].destination).toEqual({ host: 'svc', port: { number: 80 } });
  });
});
