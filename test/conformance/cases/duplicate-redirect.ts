import type { ConformanceCase } from '../case';
import { ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import { rawGateway, redirectingServer } from '../raw';

/** One host in two servers that redirect to HTTPS: the younger one is dropped whole, though both are plain HTTP. */
export const duplicateRedirect: ConformanceCase = {
  name: 'duplicate-redirect',
  features: ['one host in two Gateways', 'HTTPS redirect', 'dropped server'],
  mistakes: ['IST0145'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(),
    rawGateway('young', { namespace: 'web', created: 2025, servers: [redirectingServer(80, 'shop.example.com', 'blog.example.com')] }),
    rawGateway('zzz-old', { namespace: 'web', created: 2024, servers: [redirectingServer(80, 'shop.example.com', 'mail.example.com')] }),
  ],
  requests: [
    { url: 'http://shop.example.com/', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com/' } },
    { url: 'http://mail.example.com/', expected: { kind: 'redirected', status: 301, location: 'https://mail.example.com/' } },
    { url: 'http://blog.example.com/', expected: { kind: 'refused', because: 'no-host', listener: 8080 } },
  ],
};
