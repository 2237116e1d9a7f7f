import { App, Chart } from 'cdk8s';
import { Certificate, ExposedService, HttpGateway, IngressGateway, Match, ServiceRef, TlsGateway } from 'cdk8s-istio';
import type { ConformanceCase, Expected } from '../case';
import { charts, httpService, injection, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

const shop: Expected = { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local', clusterDefined: true };

function manifests(): readonly Manifest[] {
  const app = new App();
  const ingress = new IngressGateway(new Chart(app, 'gateways', { namespace: 'istio-internal' }), 'internal');
  const web = new Chart(app, 'web', { namespace: 'web' });
  const service = ServiceRef.named('web', 'shop', { ports: { http: 80 } });
  const gateway = new HttpGateway(web, 'plain', { ingress });
  const secure = new TlsGateway(web, 'secure', { ingress, certificate: Certificate.fromSecret('shop-tls') });
  new ExposedService(web, 'shop', { gateway: [gateway, secure], host: 'shop.example.com', service, match: Match.under('/cart') });
  return [...injection(), tlsSecret('shop-tls', 'istio-internal'), httpService('shop', 'web', 80), ...charts(app)];
}

/** A gateway workload of our own rendering, with both of its default ports in use. */
export const ownWorkload: ConformanceCase = {
  name: 'own-workload',
  features: ['injected gateway deployment', 'gateway selected by label', 'HTTP server', 'TLS termination', 'targetPort equal to the port'],
  gateway: { namespace: 'istio-internal', labels: { 'istio': 'internal', 'sidecar.istio.io/inject': 'true' } },
  manifests,
  requests: [
    { url: 'http://shop.example.com/cart', expected: { ...shop, listener: 80, virtualHost: 'shop.example.com:80', path: '/cart' } },
    { url: 'https://shop.example.com/cart/1', expected: { ...shop, listener: 443, virtualHost: 'shop.example.com:443', path: '/cart/1' } },
    { url: 'http://shop.example.com/', expected: { kind: 'refused', because: 'no-route', listener: 80, virtualHost: 'shop.example.com:80' } },
    { url: 'http://other.example.com/cart', expected: { kind: 'refused', because: 'no-host', listener: 80 } },
    { url: 'https://other.example.com/cart', expected: { kind: 'refused', because: 'connection', listener: 443 } },
    { url: 'http://shop.example.com:8080/cart', expected: { kind: 'refused', because: 'no-service-port' } },
  ],
};
