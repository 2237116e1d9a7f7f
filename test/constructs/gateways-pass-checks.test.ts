import type { Chart } from 'cdk8s';
import {
  Certificate, ClientCa, ExportTo, GatewayPort, HostRoute, HttpGateway,
  IngressGateway, Match, PassthroughGateway, ServiceRef, SniRoute, TcpGateway, TcpRoute, TlsGateway,
} from 'cdk8s-istio';
import * as kplus from 'cdk8s-plus-27';
import { get } from '../../lib/testing';
import { newChart, synthErrors } from '../support';

const ingress = IngressGateway.fromAttributes({
  name: 'ingress', namespace: 'istio-system', ports: [GatewayPort.http(80), GatewayPort.https(443), GatewayPort.tcp(5432), GatewayPort.https(9443, { name: 'https-late' })],
});
const backend = ServiceRef.named('web', 'backend', { ports: { https: 443 } });
const certificate = Certificate.fromSecret('web-tls');
const [path, hosts, port] = ['/x', ['a.com'], 443];

const gateways: ReadonlyArray<[string, (chart: Chart) => unknown]> = [
  ['TLS passed on, also within the mesh', (chart) => {
    const route = new SniRoute(chart, 'route', { gateway: new PassthroughGateway(chart, 'tls', { ingress, port }), host: 'a.com', alsoInMesh: true });
    route.forward(backend).forward(backend, { match: { sourceNamespace: 'web', destinationSubnets: ['10.0.0.0/8'], sourceLabels: { app: 'web' } } });
  }],
  ['TCP, also within the mesh', (chart) => {
    const route = new TcpRoute(chart, 'route', { gateway: new TcpGateway(chart, 'tcp', { ingress }), host: 'a.com', alsoInMesh: true, exportTo: ExportTo.all() });
    route.forward(backend).forward(backend, { match: { sourceNamespace: 'web' } });
  }],
  ['every protocol of TCP, each at an address', (chart) => (['TCP', 'MONGO', 'MYSQL', 'REDIS'] as const).forEach((protocol, index) => {
    new TcpRoute(chart, `${protocol}-route`, { gateway: new TcpGateway(chart, protocol, { ingress, protocol, bind: `10.0.0.${index}` }) }).forward(backend);
  })],
  ['two certificates, the authorities of clients in a ConfigMap, and a host for its own namespace', (chart) => {
    const gateway = new TlsGateway(chart, 'web', {
      ingress, port, certificate: [Certificate.fromSecret('rsa'), Certificate.fromSecret('ecdsa')], clientCa: ClientCa.fromConfigMap('pki', 'partners'), hosts: ['a.com', { host: 'b.com', namespace: '.' }],
    });
    new HostRoute(chart, 'route', { gateway, host: ['a.com', 'b.com'] }).redirect(Match.any(), { path });
  }],
  ['files of the pods', (chart) => {
    const mounted = [Certificate.mounted('/rsa.crt', '/rsa.key'), Certificate.mounted('/ecdsa.crt', '/ecdsa.key')];
    new TlsGateway(chart, 'web', { ingress, port, hosts, certificate: mounted, clientCa: ClientCa.mounted('/ca.crt', { crl: '/ca.crl' }) });
  }],
  ['a socket', (chart) => new HttpGateway(chart, 'web', { ingress, hosts, bind: 'unix:///var/run/web.sock', serverName: 'web', defaultEndpoint: '127.0.0.1:80', protocol: 'GRPC-WEB' })],
  ['the pods\' own address', (chart) => new HttpGateway(chart, 'web', { ingress, bind: '127.0.0.1', port: 8080, hosts: ['a.com', { host: '*.b.com', namespace: 'blog' }], protocol: 'HTTP2' })],
  ['a redirect at an address', (chart) => new TlsGateway(chart, 'web', { ingress, port, hosts, certificate, bind: '10.0.0.1', httpsRedirect: true, serverName: 'web' })],
  ['a redirect to another port, of several certificates', (chart) => new TlsGateway(chart, 'web', {
    ingress, port: 9443, httpsRedirect: true, certificates: [{ certificate, hosts }, { certificate: Certificate.fromSecret('blog'), hosts: ['b.com'] }],
  })],
  ['HTTPS, TLS that is passed on and TLS for TCP on one port', (chart) => {
    new TlsGateway(chart, 'web', { ingress, port, hosts, certificate });
    new SniRoute(chart, 'sni', { gateway: new PassthroughGateway(chart, 'tls', { ingress, port }), host: 'b.com' }).forward(backend);
    new TcpRoute(chart, 'tcp', { gateway: new TcpGateway(chart, 'db', { ingress, port, certificate: Certificate.fromSecret('db') }), host: 'c.com' }).forward(backend);
  }],
  ['Services whose ports are known late', (chart) => {
    const service = new kplus.Service(chart, 'edge', { type: kplus.ServiceType.LOAD_BALANCER, metadata: { namespace: 'istio-system' }, ports: [{ name: 'https', port }] });
    service.selectLabel('istio', 'edge');
    const shop = new kplus.Service(chart, 'shop', { ports: [{ name: 'https', port }, { name: 'http', port: 80 }] });
    shop.selectLabel('app', 'shop');
    new SniRoute(chart, 'sni', { gateway: new PassthroughGateway(chart, 'tls', { ingress: IngressGateway.fromService(service) }), host: 'b.com' }).forward(shop);
    new TlsGateway(chart, 'web', { ingress: IngressGateway.fromService(service), certificate: Certificate.issuedBy({ name: 'letsencrypt' }), hosts: ['*.c.com'] });
  }],
];

test.each(gateways)('what is rendered for %s has no finding', (_, declare) => {
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const chart = newChart();
  declare(chart);
  expect(synthErrors(chart)).toBe('');
  expect(written.mock.calls).toEqual([]);
  written.mockRestore();
});

test.each([443, 9443])('a host for one namespace is redirected to port %d as any other, and reached by the routes of that namespace', (to) => {
  const chart = newChart();
  const gateway = new TlsGateway(chart, 'web', { ingress, port: to, hosts: [{ host: 'a.com', namespace: 'team' }], certificate, httpsRedirect: true });
  const team = newChart({ app: chart.node.root as never, id: 'team', namespace: 'team' });
  new HostRoute(team, 'route', { gateway, host: 'a.com' }).forward(Match.any(), backend);
  expect(synthErrors(chart)).toBe('');
  const origin = to === 443 ? 'https://a.com' : 'https://a.com:9443';
  expect(get(chart, 'http://a.com/x')).toBeRedirectedTo(`${origin}/x`);
  expect(get(chart, `${origin}/x`)).toReach(backend);
});
