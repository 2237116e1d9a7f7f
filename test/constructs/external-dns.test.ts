import { Duration } from 'cdk8s';
import { Certificate, GatewayPort, HttpGateway, IngressGateway, TlsGateway, type ExternalDns } from 'cdk8s-istio';
import { newChart, render, renderOne } from '../support';

const ingress = IngressGateway.istioctlDefault();

function annotationsFor(externalDns?: ExternalDns) {
  const chart = newChart();
  new HttpGateway(chart, 'gateway', { ingress, hosts: ['shop.com'], externalDns, metadata: { annotations: { team: 'web' } } });
  return renderOne(chart, 'Gateway').metadata.annotations;
}

test('a gateway tells external-dns where its records lead, in the words of every release', () => {
  expect(annotationsFor({ hostname: 'www.shop.com', target: ['203.0.113.7', '203.0.113.8'], ttl: Duration.minutes(5) })).toEqual({
    'external-dns.alpha.kubernetes.io/hostname': 'www.shop.com',
    'external-dns.alpha.kubernetes.io/target': '203.0.113.7,203.0.113.8',
    'external-dns.alpha.kubernetes.io/ttl': '300',
    'external-dns.kubernetes.io/hostname': 'www.shop.com',
    'external-dns.kubernetes.io/target': '203.0.113.7,203.0.113.8',
    'external-dns.kubernetes.io/ttl': '300',
    'team': 'web',
  });
});

test('or of one', () => {
  expect(annotationsFor({ target: 'lb.example.com', annotationPrefix: 'dns.example.com' })).toEqual({ 'dns.example.com/target': 'lb.example.com', 'team': 'web' });
});

test('a redirect that has a Gateway of its own leads to the same place', () => {
  const chart = newChart();
  const late = IngressGateway.fromAttributes({ name: 'ingress', namespace: 'web', ports: [GatewayPort.http(80), GatewayPort.https(8443)] });
  new TlsGateway(chart, 'web', { ingress: late, hosts: ['shop.com'], certificate: Certificate.fromSecret('shop'), httpsRedirect: true, externalDns: { target: '203.0.113.7', annotationPrefix: 'dns/' } });
  expect(render(chart, 'Gateway').map(({ metadata }) => metadata.annotations)).toEqual([{ 'dns/target': '203.0.113.7' }, { 'dns/target': '203.0.113.7' }]);
});

test('without it there are none', () => {
  expect(annotationsFor()).toEqual({ team: 'web' });
});

test.each<[ExternalDns, string]>([
  [{}, 'externalDns says nothing; give it hostname, target or ttl, or leave it out'],
  [{ hostname: 'shop_1.com' }, 'hostname "shop_1.com" of externalDns has the part "shop_1"'],
  [{ target: '203.0.113.777' }, 'target "203.0.113.777" of externalDns is neither an IP address nor a DNS name'],
  [{ ttl: Duration.millis(500) }, 'ttl of 0.5 s is none that DNS knows'],
])('%j is an error', (externalDns, message) => {
  expect(() => annotationsFor(externalDns)).toThrow(message);
});
