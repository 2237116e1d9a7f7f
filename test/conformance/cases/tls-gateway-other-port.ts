import { App, Chart } from 'cdk8s';
import { Certificate, ExposedService, GatewayPort, IngressGateway, Match, ServiceRef, TlsGateway } from 'cdk8s-istio';
import type { ConformanceCase, Expected } from '../case';
import { charts, httpService, ingress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

const NAMESPACE = 'istio-edge';
const LABELS = { istio: 'edge' };

const secure = { kind: 'forwarded', listener: 9443, clusterDefined: true } as const;
const shop: Expected = { ...secure, virtualHost: 'shop.example.com:9443', cluster: 'outbound|80||shop.web.svc.cluster.local' };
const apps: Expected = { ...secure, virtualHost: '*.apps.example.com:9443', cluster: 'outbound|80||apps.web.svc.cluster.local' };
const redirected = { kind: 'redirected', status: 301, listener: 8080 } as const;
const noHost: Expected = { kind: 'refused', because: 'no-host', listener: 8080 };

function edgeIngress(): readonly Manifest[] {
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'https', port: 9443, targetPort: 9443 }];
  return ingress({
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'istio-edge', namespace: NAMESPACE },
    spec: { type: 'LoadBalancer', selector: LABELS, ports },
  });
}

function manifests(): readonly Manifest[] {
  const app = new App();
  const web = new Chart(app, 'web', { namespace: 'web' });
  const edge = IngressGateway.fromAttributes({
    name: 'istio-edge', namespace: NAMESPACE, ports: [GatewayPort.http(80, { targetPort: 8080 }), GatewayPort.https(9443)],
  });
  const gateway = (name: string) => new TlsGateway(web, `${name}-gateway`, {
    ingress: edge, certificate: Certificate.fromSecret(`${name}-tls`), httpsRedirect: true,
  });
  const service = (name: string) => ServiceRef.named('web', name, { ports: { http: 80 } });
  new ExposedService(web, 'shop', { gateway: gateway('shop'), host: 'shop.example.com', service: service('shop'), match: Match.under('/cart') });
  new ExposedService(web, 'apps', { gateway: gateway('apps'), host: '*.apps.example.com', service: service('apps') });
  return [
    ...edgeIngress(), tlsSecret('shop-tls', NAMESPACE), tlsSecret('apps-tls', NAMESPACE),
    httpService('shop', 'web', 80), httpService('apps', 'web', 80), ...charts(app),
  ];
}

/** HTTPS on a port other than 443: the redirect names it, and plain HTTP reaches no route. */
export const tlsGatewayOtherPort: ConformanceCase = {
  name: 'tls-gateway-other-port',
  features: ['TLS termination', 'redirect with a port', 'wildcard host', 'two TLS servers on one port'],
  gateway: { namespace: NAMESPACE, labels: LABELS },
  manifests,
  requests: [
    { url: 'https://shop.example.com:9443/cart/1', expected: { ...shop, path: '/cart/1', authority: 'shop.example.com:9443' } },
    { url: 'https://shop.example.com:9443/', expected: { kind: 'refused', because: 'no-route', listener: 9443, virtualHost: 'shop.example.com:9443' } },
    { url: 'https://mail.apps.example.com:9443/inbox', expected: { ...apps, path: '/inbox' } },
    { url: 'https://other.example.com:9443/', expected: { kind: 'refused', because: 'connection', listener: 9443 } },
    { url: 'https://shop.example.com/cart', expected: { kind: 'refused', because: 'no-service-port' } },

    { url: 'http://shop.example.com/cart?page=2', expected: { ...redirected, location: 'https://shop.example.com:9443/cart?page=2' } },
    { url: 'http://shop.example.com/cart', method: 'POST', expected: { ...redirected, location: 'https://shop.example.com:9443/cart' } },
    { url: 'http://shop.example.com/', expected: { ...redirected, location: 'https://shop.example.com:9443/' } },
    { url: 'http://mail.apps.example.com/inbox', expected: { ...redirected, location: 'https://mail.apps.example.com:9443/inbox' } },
    { url: 'http://a.b.apps.example.com/', expected: { ...redirected, location: 'https://a.b.apps.example.com:9443/' } },

    // A port in the Host header is not kept.
    { url: 'http://shop.example.com:80/cart', expected: { ...redirected, location: 'https://shop.example.com:9443/cart' } },
    { url: 'http://10.0.0.1/cart', headers: { host: 'shop.example.com:8080' }, expected: { ...redirected, location: 'https://shop.example.com:9443/cart' } },
    {
      url: 'http://10.0.0.1/inbox', headers: { host: 'mail.apps.example.com:8080' },
      expected: { ...redirected, location: 'https://mail.apps.example.com:9443/inbox' },
    },
    { url: 'http://shop.example.com/cart', headers: { 'x-forwarded-proto': 'https' }, expected: { ...redirected, location: 'https://shop.example.com:9443/cart' } },

    { url: 'http://other.example.com/cart', expected: noHost },
    { url: 'http://apps.example.com/', expected: noHost },
  ],
};
