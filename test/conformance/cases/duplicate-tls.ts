import type { ConformanceCase, Expected } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import { httpsServer, rawGateway, rawRoute } from '../raw';

const old: Expected = { kind: 'forwarded', listener: 8443, cluster: 'outbound|80||old.web.svc.cluster.local', clusterDefined: true };

/** One host in two Gateways for HTTPS: the younger server is dropped, and its other host with it. */
export const duplicateTls: ConformanceCase = {
  name: 'duplicate-tls',
  features: ['one host in two Gateways', 'TLS termination', 'dropped server'],
  mistakes: ['IST0145'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), tlsSecret('old', 'istio-system'), tlsSecret('young', 'istio-system'),
    httpService('old', 'web', 80), httpService('young', 'web', 80),
    rawGateway('young', { namespace: 'web', created: 2025, servers: [httpsServer(443, 'young', 'shop.example.com', 'blog.example.com')] }),
    rawGateway('zzz-old', { namespace: 'web', created: 2024, servers: [httpsServer(443, 'old', 'shop.example.com', 'mail.example.com')] }),
    rawRoute('old', { namespace: 'web', hosts: ['shop.example.com', 'mail.example.com'], gateway: 'zzz-old', to: { '/old': 'old' } }),
    rawRoute('young', { namespace: 'web', hosts: ['shop.example.com', 'blog.example.com'], gateway: 'young', to: { '/young': 'young' } }),
  ],
  requests: [
    { url: 'https://shop.example.com/old', expected: old },
    { url: 'https://mail.example.com/old', expected: old },
    { url: 'https://shop.example.com/young', expected: { kind: 'refused', because: 'no-route', listener: 8443 } },
    { url: 'https://blog.example.com/young', expected: { kind: 'refused', because: 'connection', listener: 8443 } },
  ],
};
