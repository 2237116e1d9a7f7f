import { Duration } from 'cdk8s';
import { EgressGateway, EgressRoute, ExportTo, ExternalService, GatewayPort, HttpGateway, UpstreamTls, type EgressRouteProps, type IIngressGateway } from 'cdk8s-istio';
import { get } from 'cdk8s-istio/testing';
import { backend, newChart, render, renderOne, synthErrors } from '../support';

const egress = EgressGateway.istioctlDefault();
const EGRESS_HOST = 'istio-egressgateway.istio-system.svc.cluster.local';
const service = { host: 'api.example.com', ports: { http: 80, https: 443 } };
const DATABASE = { host: 'db.example.com', ports: { 'tcp-postgres': 5432 }, addresses: ['203.0.113.5'] };

function chartWith(props: Partial<EgressRouteProps> = {}) {
  const chart = newChart();
  const route = new EgressRoute(chart, 'api', { egress, service, ...props });
  return { chart, route };
}

/** What the egress gateway does with what pods send it. */
function atGateway(chart: ReturnType<typeof newChart>, url: string) {
  return get(chart, url, { egress });
}

describe('an egress route', () => {
  test('is a way from the pods to the gateway, and on to the service', () => {
    const { chart, route } = chartWith();
    expect(render(chart).map(({ kind, metadata }) => [kind, metadata.namespace])).toEqual([
      ['ServiceEntry', 'web'], ['Gateway', 'web'], ['DestinationRule', 'istio-system'], ['VirtualService', 'web'],
    ]);
    const gateway = route.gateway.name;
    expect(renderOne(chart, 'Gateway').spec).toEqual({
      selector: { istio: 'egressgateway' },
      servers: [
        { hosts: ['api.example.com'], port: { name: 'https', number: 80, protocol: 'HTTPS' }, tls: { mode: 'ISTIO_MUTUAL' } },
        { hosts: ['api.example.com'], port: { name: 'tls', number: 443, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } },
      ],
    });
    expect(renderOne(chart, 'DestinationRule').spec).toEqual({
      host: 'istio-egressgateway', subsets: [{ name: 'api-example-com', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: 'api.example.com' } } }],
    });
    expect(renderOne(chart, 'VirtualService').spec).toEqual({
      hosts: ['api.example.com'], gateways: [gateway, 'mesh'],
      http: [
        { match: [{ gateways: ['mesh'], port: 80 }], route: [{ destination: { host: EGRESS_HOST, port: { number: 80 }, subset: 'api-example-com' } }] },
        { match: [{ gateways: [gateway], port: 80 }], route: [{ destination: { host: 'api.example.com', port: { number: 80 } } }] },
      ],
      tls: [
        { match: [{ gateways: ['mesh'], port: 443, sniHosts: ['api.example.com'] }], route: [{ destination: { host: EGRESS_HOST, port: { number: 443 } } }] },
        { match: [{ gateways: [gateway], port: 443, sniHosts: ['api.example.com'] }], route: [{ destination: { host: 'api.example.com', port: { number: 443 } } }] },
      ],
    });
  });

  test('sends on what comes by HTTP in the mesh\'s own TLS, and what comes by TLS as it is', () => {
    const { chart, route } = chartWith();
    expect(atGateway(chart, 'https://api.example.com:80/a')).toReach(route.service, { port: 'http', path: '/a' });
    expect(atGateway(chart, 'https://api.example.com/a')).toReach(route.service, { port: 'https' });
    expect(atGateway(chart, 'http://api.example.com/a')).toBeRefused('tls-expected');
    expect(atGateway(chart, 'https://other.example.com/a')).toBeRefused('no-sni-match');
  });

  test('may leave HTTP unencrypted up to the gateway', () => {
    const { chart, route } = chartWith({ mutualTls: false, http: { timeout: Duration.seconds(5) } });
    expect(render(chart, 'DestinationRule')).toEqual([]);
    expect(atGateway(chart, 'http://api.example.com/a')).toReach(route.service, { port: 'http' });
    expect(atGateway(chart, 'http://api.example.com/a').outcome).toMatchObject({ timeout: '5s' });
  });

  test('speaks TLS for the pods, to the port for TLS', () => {
    const { chart, route } = chartWith({ upstreamTls: UpstreamTls.mutual({ credentialName: 'api-client' }) });
    expect(render(chart, 'DestinationRule')[1]).toMatchObject({ metadata: { namespace: 'web' }, spec: {
      host: 'api.example.com', trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'MUTUAL', credentialName: 'api-client' } }] },
    } });
    expect(atGateway(chart, 'https://api.example.com:80/a')).toReach(route.service, { port: 'https' });
    expect(atGateway(chart, 'https://api.example.com:80/a').outcome).toMatchObject({ destinations: [{ tls: 'MUTUAL' }] });
    expect(atGateway(chart, 'https://api.example.com/a')).toBeRefused('no-listener');
  });

  test('speaks TLS to the targetPort of HTTP, beside pods that speak TLS themselves', () => {
    const { chart, route } = chartWith({ upstreamTls: UpstreamTls.simple(), service: { host: 'api.example.com', ports: { http: { number: 80, targetPort: 443 }, https: 443 } } });
    expect(atGateway(chart, 'https://api.example.com:80/a')).toReach(route.service, { port: 'http' });
    expect(atGateway(chart, 'https://api.example.com:80/a').outcome).toMatchObject({ destinations: [{ tls: 'SIMPLE' }] });
    expect(atGateway(chart, 'https://api.example.com/a').outcome).toMatchObject({ destinations: [{ port: 443, tls: 'none' }] });
  });

  test('takes a service that is there, of the port that is said, for some namespaces', () => {
    const chart = newChart();
    const external = new ExternalService(chart, 'external', { host: ['a.com', 'b.com'], ports: { http: 80, https: 443 } });
    new EgressRoute(chart, 'route', { egress, service: external.at('b.com'), port: 'https', exportTo: ExportTo.ownNamespace().and('istio-system') });
    expect(renderOne(chart, 'VirtualService').spec).toMatchObject({ hosts: ['b.com'], exportTo: ['.', 'istio-system'] });
    expect(atGateway(chart, 'https://b.com/')).toReach('b.com', { port: 443 });
  });

  test('takes all names of a wildcard that are looked up as they come', () => {
    const { chart } = chartWith({ service: { host: '*.a.com', ports: { tls: 443 }, resolution: 'DYNAMIC_DNS' } });
    expect(atGateway(chart, 'https://x.a.com/').outcome).toMatchObject({ kind: 'forwarded', destinations: [{ host: '*.a.com', port: 443 }] });
  });

  test('takes TCP in the mesh\'s own TLS, whose server name tells services apart', () => {
    const { chart, route } = chartWith({ service: DATABASE });
    new EgressRoute(chart, 'cache', { egress, service: { host: 'cache.example.com', ports: { redis: 6379 }, addresses: ['203.0.113.6'] } });
    const [{ spec: gateway, metadata }] = render(chart, 'Gateway');
    expect(gateway.servers).toEqual([{ hosts: ['db.example.com'], port: { name: 'tls-tcp', number: 443, protocol: 'TLS' }, tls: { mode: 'ISTIO_MUTUAL' } }]);
    expect(render(chart, 'VirtualService')[0].spec).toEqual({
      hosts: ['db.example.com'], gateways: [metadata.name, 'mesh'],
      tcp: [
        { match: [{ gateways: ['mesh'], port: 5432 }], route: [{ destination: { host: EGRESS_HOST, port: { number: 443 }, subset: 'db-example-com' } }] },
        { match: [{ gateways: [metadata.name], port: 443 }], route: [{ destination: { host: 'db.example.com', port: { number: 5432 } } }] },
      ],
    });
    expect(atGateway(chart, 'tls://db.example.com:443')).toReach(route.service, { port: 'tcp-postgres' });
    expect(atGateway(chart, 'tls://cache.example.com:443')).toReach('cache.example.com', { port: 6379 });
    expect(atGateway(chart, 'tls://other.example.com:443')).toBeRefused('no-sni-match');
    expect(get(chart, 'tls://db.example.com:443', { egress, clientCertificate: false })).toBeRefused('client-certificate-required');
    expect(synthErrors(chart)).toBe('');
  });

  test('takes TCP as it is by a port of its own', () => {
    const own = EgressGateway.fromAttributes({ name: 'egress', namespace: 'out', ports: [GatewayPort.tcp(5432), GatewayPort.tcp(6379)] });
    const { chart, route } = chartWith({ egress: own, mutualTls: false, gatewayPorts: { tcp: 5432 }, service: DATABASE });
    new EgressRoute(chart, 'cache', { egress: own, mutualTls: false, gatewayPorts: { tcp: 'tcp-6379' }, service: { host: 'cache.example.com', ports: { redis: 6380 }, addresses: ['203.0.113.6'] } });
    expect(render(chart, 'Gateway')[0].spec.servers).toEqual([{ hosts: ['db.example.com'], port: { name: 'tcp', number: 5432, protocol: 'TCP' } }]);
    expect(render(chart, 'DestinationRule')).toEqual([]);
    expect(get(chart, 'tcp://any:5432', { egress: own })).toReach(route.service, { port: 5432 });
    expect(get(chart, 'tcp://any:6379', { egress: own })).toReach('cache.example.com', { port: 6380 });
    expect(synthErrors(chart)).toBe('');
  });

  test('speaks TLS for pods that speak TCP, at the port that they call', () => {
    const { chart, route } = chartWith({ service: DATABASE, upstreamTls: UpstreamTls.simple() });
    expect(atGateway(chart, 'tls://db.example.com:443')).toReach(route.service, { port: 5432 });
    expect(atGateway(chart, 'tls://db.example.com:443').outcome).toMatchObject({ destinations: [{ tls: 'SIMPLE' }] });
  });

  test('takes HTTP, TLS and TCP of one host, each by a port of the gateway that is said', () => {
    const own = EgressGateway.fromAttributes({ name: 'egress', namespace: 'out', ports: [GatewayPort.http(80), GatewayPort.https(443), GatewayPort.tls(8443)] });
    const { chart, route } = chartWith({ egress: own, gatewayPorts: { tls: 'https', tcp: 8443 }, service: { ...service, ports: { http: 80, https: 443, mysql: 3306 } } });
    expect(get(chart, 'https://api.example.com:80/', { egress: own })).toReach(route.service, { port: 80 });
    expect(get(chart, 'https://api.example.com/', { egress: own })).toReach(route.service, { port: 443 });
    expect(get(chart, 'tls://api.example.com:8443', { egress: own })).toReach(route.service, { port: 3306 });
    expect(synthErrors(chart)).toBe('');
  });

  test('that would share a port with another in plain TCP is refused by the synth', () => {
    const own = EgressGateway.fromAttributes({ name: 'egress', namespace: 'out', ports: [GatewayPort.tcp(5432)] });
    const { chart } = chartWith({ egress: own, mutualTls: false, service: DATABASE });
    new EgressRoute(chart, 'other', { egress: own, mutualTls: false, service: { host: 'other.example.com', ports: { tcp: 5432 }, addresses: ['203.0.113.6'] } });
    expect(synthErrors(chart)).toContain('[web/other] server for TCP cannot share port 5432 of out/egress with that for TCP of Gateway web/web-api-gateway-c8fab8b8');
  });

  test('may share the gateway with others', () => {
    const { chart } = chartWith();
    new EgressRoute(chart, 'other', { egress, service: { host: 'other.example.com', ports: { http: 80 } } });
    expect(atGateway(chart, 'https://other.example.com:80/')).toReach('other.example.com');
    expect(atGateway(chart, 'https://api.example.com:80/')).toReach('api.example.com');
    expect(synthErrors(chart)).toBe('');
  });

  test.each<[string, Partial<EgressRouteProps>, string]>([
    ['TCP as it is, by a gateway without a port for it', { mutualTls: false, service: DATABASE },
      'service "istio-system/istio-egressgateway" has no port whose appProtocol or name says tcp: it has 80 (http2) and 443 (https); name one of these with gatewayPorts: { tcp: ... }, or add one to the service'],
    ['TLS and TCP of one host at one port', { service: { ...DATABASE, ports: { tls: 443, tcp: 5432 } } },
      'port 443 (https) of service "istio-system/istio-egressgateway" would get both TLS and TCP for "db.example.com", which cannot be told apart there; say which with port: ..., or give one of them another port of the gateway: gatewayPorts: { tcp: ... }'],
    ['TCP to a wildcard', { mutualTls: false, service: { host: '*.a.com', ports: { tcp: 5432 }, resolution: 'DYNAMIC_DNS' } }, 'host "*.a.com" is a wildcard, and TCP on port 5432 does not say which of its names is meant; name the hosts'],
    ['a port of the gateway that nothing comes in by', { gatewayPorts: { tcp: 443 } }, 'gatewayPorts has tcp, and no port of "api.example.com" for TCP goes by the egress gateway; leave it out'],
    ['two ports of one protocol', { service: { host: 'a.com', ports: { 'http': 80, 'http-alt': 8080 } } },
      '"a.com" has 2 ports for HTTP: 80 (http) and 8080 (http-alt); at the one port of the egress gateway they cannot be told apart; say which with port: ...'],
    ['TLS for pods that speak it', { upstreamTls: UpstreamTls.simple(), port: 443 },
      '"api.example.com" has no port for HTTP or TCP among those that take the egress gateway, so there is nothing to speak TLS for; add one, such as http: 80, or leave upstreamTls out'],
    ['TLS to one of two ports', { upstreamTls: UpstreamTls.simple(), service: { host: 'a.com', ports: { http: 80, https: 443, tls: 8443 } } },
      '"a.com" has 2 ports for TLS: 443 (https) and 8443 (tls); say where HTTP goes: { http: { number: 80, targetPort: 443 } }'],
    ['a port that there is not', { port: 81 }, 'port 81 is not on service "api.example.com": it has 80 (http) and 443 (https); use one of these or add 81 to the service'],
    ['a service that keeps the address', { service: { host: '*.a.com', ports: { https: 443 } } },
      'host "*.a.com" has resolution NONE, which keeps the address that was called, and at the egress gateway that is its own; name the hosts, or give the service resolution: \'DYNAMIC_DNS\''],
    ['a wildcard in mutual TLS', { service: { host: '*.a.com', ports: { http: 80 }, resolution: 'DYNAMIC_DNS' } }, 'host "*.a.com" is a wildcard, and the mutual TLS to the egress gateway needs one server name; name the hosts, or say mutualTls: false'],
    ['namespaces without the gateway\'s', { exportTo: ExportTo.ownNamespace() },
      'exportTo leaves out "istio-system", the namespace of the egress gateway\'s pods, which then do not know where to send requests; add it: .and(\'istio-system\')'],
    ['a gateway without such a port', { egress: EgressGateway.fromAttributes({ name: 'egress', namespace: 'out', ports: [GatewayPort.http(80)] }) },
      'service "out/egress" has no port whose appProtocol or name says https or tls: it has 80 (http); name one of these with gatewayPorts: { tls: ... }, or add one to the service'],
  ])('is refused for %s', (_, props, message) => {
    expect(() => chartWith(props)).toThrow(new Error(message));
  });
});

describe('an egress gateway', () => {
  test('is refused as an ingress, also by the compiler', () => {
    expect(() => new HttpGateway(newChart(), 'gw', { ingress: egress as unknown as IIngressGateway })).toThrow(new Error(
      'service "istio-system/istio-egressgateway" is that of an egress gateway, which nothing outside the cluster reaches; give an IngressGateway, and to send requests out an EgressRoute',
    ));
    // @ts-expect-error: it is no ingress gateway
    expect(() => new HttpGateway(newChart(), 'gw', { ingress: egress })).toThrow();
  });

  test('may be of this app: its own Deployment and Service', () => {
    const chart = newChart();
    const own = new EgressGateway(chart, 'out');
    const route = new EgressRoute(chart, 'api', { egress: own, service });
    expect(renderOne(chart, 'Service').spec).toMatchObject({ type: 'ClusterIP', selector: { istio: 'out' } });
    expect(get(chart, 'https://api.example.com/', { egress: own })).toReach(route.service);
    expect(get(chart, 'https://api.example.com/', { egress: own.service })).toReach(route.service);
  });

  test('may be of Helm, or a Service of the app that still gets its ports', () => {
    expect(chartWith({ egress: EgressGateway.helm({ release: 'istio-egress', namespace: 'out' }) }).chart).toBeDefined();
    const errors = (add: boolean) => {
      const chart = newChart();
      const egressService = backend(chart, 'egress', [{ name: 'http', port: 80 }]);
      egressService.selectLabel('istio', 'egress');
      new EgressRoute(chart, 'api', { egress: EgressGateway.fromService(egressService), service });
      if (add) egressService.bind(443, { name: 'https' });
      return synthErrors(chart);
    };
    expect(errors(true)).toBe('');
    expect(errors(false)).toContain('[web/api] service "web/egress" has no port whose appProtocol or name says https or tls');
  });
});
