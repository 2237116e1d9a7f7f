import type { ConformanceCase, Expected } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import { httpsServer, rawGateway, rawRoute } from '../raw';

const old: Expected = { kind: 'forwarded', listener: 8443, cluster: 'outbound|80||old.web.svc.cluster.local', clusterDefined: true };

/** One host on 443 and on the targetPort behind it, which are one listener. Istio's own checks compare the numbers and report nothing. */
export const duplicateTargetPort: ConformanceCase = {
  name: 'duplicate-target-port',
  features: ['one host in two Gateways', 'Service port and targetPort as one listener', 'TLS termination', 'dropped server'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), tlsSecret('old', 'istio-system'), tlsSecret('young', 'istio-system'), tlsSecret('other', 'istio-system'),
    httpService('old', 'web', 80), httpService('young', 'web', 80),
    rawGateway('by-target', { namespace: 'web', created: 2025, servers: [httpsServer(8443, 'young', 'shop.example.com', 'blog.example.com')] }),
    rawGateway('zzz-old', { namespace: 'web', created: 2024, servers: [httpsServer(443, 'old', 'shop.example.com')] }),
    rawGateway('zzz-other', { namespace: 'web', created: 2026, servers: [httpsServer(8443, 'other', 'mail.example.com')] }),
    rawRoute('old', { namespace: 'web', hosts: ['shop.example.com'], gateway: 'zzz-old', to: { '/old': 'old' } }),
    rawRoute('young', { namespace: 'web', hosts: ['shop.example.com', 'blog.example.com'], gateway: 'by-target', to: { '/young': 'young' } }),
    rawRoute('other', { namespace: 'web', hosts: ['mail.example.com'], gateway: 'zzz-other', to: { '/old': 'old' } }),
  ],
  requests: [
    { url: 'https://shop.example.com/old', expected: old },
    { url: 'https://shop.example.com/young', expected: { kind: 'refused', because: 'no-route', listener: 8443 } },
    { url: 'https://blog.example.com/young', expected: { kind: 'refused', because: 'connection', listener: 8443 } },
    { url: 'https://mail.example.com/old', expected: old },
    { url: 'https://mail.example.com:8443/old', expected: { kind: 'refused', because: 'no-service-port' } },
  ],
};
