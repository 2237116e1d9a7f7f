import type { ConformanceCase } from '../case';
import { httpService, ingress, ISTIOCTL_INGRESS, tlsSecret } from '../cluster';
import { httpsServer, rawGateway, rawRoute, redirectingServer } from '../raw';

const SERVICE = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'istio-ingressgateway', namespace: 'istio-system' },
  spec: { type: 'LoadBalancer', selector: ISTIOCTL_INGRESS.labels, ports: [{ name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 8443, targetPort: 8443 }] },
};

const shop = { kind: 'forwarded', listener: 8443, cluster: 'outbound|80||shop.web.svc.cluster.local' } as const;

/** A redirect to HTTPS where HTTPS is on another port than 443, or for a host that has none: it leads where nobody answers. */
export const redirectOtherPort: ConformanceCase = {
  name: 'redirect-other-port',
  features: ['HTTPS redirect', 'HTTPS on a port other than 443', 'HTTPS redirect without a server of HTTPS'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...ingress(SERVICE), tlsSecret('shop-tls', 'istio-system'), httpService('shop', 'web', 80),
    rawGateway('front', { namespace: 'web', created: 2024, servers: [redirectingServer(80, 'shop.example.com', 'blog.example.com'), httpsServer(8443, 'shop-tls', 'shop.example.com')] }),
    rawRoute('shop', { namespace: 'web', hosts: ['shop.example.com', 'blog.example.com'], gateway: 'front', to: { '/': 'shop' } }),
  ],
  requests: [
    { url: 'http://shop.example.com/x', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com/x' } },
    { url: 'https://shop.example.com/x', expected: { kind: 'refused', because: 'no-service-port' } },
    { url: 'https://shop.example.com:8443/x', expected: shop },
    // The port that the client writes stays, and so leads to plain HTTP.
    { url: 'http://shop.example.com:80/x', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com:80/x' } },
    { url: 'https://shop.example.com:80/x', expected: { kind: 'refused', because: 'tls', listener: 8080 } },
    { url: 'http://blog.example.com/x', expected: { kind: 'redirected', status: 301, location: 'https://blog.example.com/x' } },
    { url: 'https://blog.example.com:8443/x', expected: { kind: 'refused', because: 'connection', listener: 8443 } },
  ],
};
