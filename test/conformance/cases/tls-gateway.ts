import { App, Chart } from 'cdk8s';
import { Certificate, ExposedService, IngressGateway, ServiceRef, TlsGateway } from 'cdk8s-istio';
import type { ConformanceCase, Expected } from '../case';
import { charts, httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

const secure = { kind: 'forwarded', listener: 8443, clusterDefined: true } as const;
const shop: Expected = { ...secure, virtualHost: 'shop.example.com:443', cluster: 'outbound|80||shop.web.svc.cluster.local' };
const blog: Expected = { ...secure, virtualHost: 'blog.example.com:443', cluster: 'outbound|80||blog.web.svc.cluster.local' };
const redirected = { kind: 'redirected', status: 301, listener: 8080 } as const;

function manifests(): readonly Manifest[] {
  const app = new App();
  const web = new Chart(app, 'web', { namespace: 'web' });
  const gateway = new TlsGateway(web, 'edge', {
    ingress: IngressGateway.istioctlDefault(), certificate: Certificate.fromSecret('web-tls'), httpsRedirect: true,
  });
  for (const name of ['shop', 'blog']) {
    new ExposedService(web, name, { gateway, host: `${name}.example.com`, service: ServiceRef.named('web', name, { ports: { http: 80 } }) });
  }
  return [...istioctlIngress(), tlsSecret('web-tls', 'istio-system'), httpService('shop', 'web', 80), httpService('blog', 'web', 80), ...charts(app)];
}

/** Two hosts with one certificate on the default ingress; plain HTTP only redirects. */
export const tlsGateway: ConformanceCase = {
  name: 'tls-gateway',
  features: ['default ingress', 'TLS termination', 'HTTPS redirect', 'two hosts on one gateway'],
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: [
    { url: 'https://shop.example.com/cart?page=2', expected: { ...shop, path: '/cart?page=2', authority: 'shop.example.com' } },
    { url: 'https://blog.example.com/', expected: { ...blog, path: '/' } },
    { url: 'https://Shop.Example.COM:443/cart', expected: { ...shop, authority: 'Shop.Example.COM:443' } },

    // One server has both hosts: the name in the handshake need not be the one in the request.
    { url: 'https://shop.example.com/', headers: { host: 'blog.example.com' }, expected: blog },
    { url: 'https://shop.example.com/', headers: { host: 'other.example.com' }, expected: { kind: 'refused', because: 'no-host', listener: 8443 } },
    { url: 'https://other.example.com/', expected: { kind: 'refused', because: 'connection', listener: 8443 } },

    { url: 'http://shop.example.com/cart?page=2', expected: { ...redirected, location: 'https://shop.example.com/cart?page=2' } },
    { url: 'http://blog.example.com/', expected: { ...redirected, location: 'https://blog.example.com/' } },
    { url: 'http://shop.example.com/cart', method: 'POST', expected: { ...redirected, location: 'https://shop.example.com/cart' } },
    // The known limit of Istio's redirect, which the construct's documentation tells of: a port that the client writes stays.
    { url: 'http://shop.example.com:80/cart', expected: { ...redirected, location: 'https://shop.example.com:80/cart' } },
    { url: 'http://shop.example.com/', headers: { 'x-forwarded-proto': 'https' }, expected: { ...redirected, location: 'https://shop.example.com/' } },
    { url: 'http://other.example.com/', expected: { kind: 'refused', because: 'no-host', listener: 8080 } },

    { url: 'http://shop.example.com:443/', expected: { kind: 'refused', because: 'connection', listener: 8443 } },
    { url: 'https://shop.example.com:80/', expected: { kind: 'refused', because: 'tls', listener: 8080 } },
  ],
};
