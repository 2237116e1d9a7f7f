import type { ConformanceCase } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import { httpServer, rawGateway, rawRoute, redirectingServer } from '../raw';

const to = (service: string) => ({ kind: 'forwarded', listener: 8080, cluster: `outbound|80||${service}.svc.cluster.local`, clusterDefined: true } as const);

/** One host in two Gateways for plain HTTP: on one port, and on a Service's port beside its targetPort. */
export const duplicateHttp: ConformanceCase = {
  name: 'duplicate-http',
  features: [
    'one host in two Gateways', 'merged HTTP servers', 'Service port and targetPort as one listener', 'order of routes by the age of Gateways',
    'HTTPS redirect beside plain HTTP',
  ],
  mistakes: ['IST0145'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), httpService('shop', 'old', 80), httpService('shop', 'young', 80),
    rawGateway('gateway', { namespace: 'old', created: 2024, servers: [httpServer(80, 'shop.example.com', 'mixed.example.com')] }),
    rawGateway('gateway', { namespace: 'young', created: 2025, servers: [httpServer(80, 'shop.example.com', 'blog.example.com')] }),
    rawGateway('by-target', { namespace: 'young', created: 2025, servers: [httpServer(8080, 'shop.example.com', 'mail.example.com')] }),
    rawGateway('redirect', { namespace: 'young', created: 2025, servers: [redirectingServer(80, 'mixed.example.com', 'news.example.com')] }),
    rawRoute('shop', {
      namespace: 'old', created: 2026, hosts: ['shop.example.com', 'mixed.example.com'], gateway: 'gateway',
      to: { '/old': 'shop', '/both': 'shop' },
    }),
    rawRoute('shop', {
      namespace: 'young', created: 2024, hosts: ['shop.example.com', 'blog.example.com'], gateway: 'gateway',
      to: { '/young': 'shop', '/both': 'shop' },
    }),
    rawRoute('by-target', {
      namespace: 'young', created: 2024, hosts: ['shop.example.com', 'mail.example.com'], gateway: 'by-target',
      to: { '/target': 'shop' },
    }),
  ],
  requests: [
    { url: 'http://shop.example.com/old', expected: { ...to('shop.old'), virtualHost: 'shop.example.com:80' } },
    { url: 'http://shop.example.com/young', expected: { ...to('shop.young'), virtualHost: 'shop.example.com:80' } },
    { url: 'http://shop.example.com/target', expected: { ...to('shop.young'), virtualHost: 'shop.example.com:80' } },
    // The routes of the older Gateway go first, here the younger ones.
    { url: 'http://shop.example.com/both', expected: to('shop.old') },
    { url: 'http://shop.example.com/none', expected: { kind: 'refused', because: 'no-route', listener: 8080 } },
    { url: 'http://blog.example.com/young', expected: to('shop.young') },
    { url: 'http://mail.example.com/target', expected: to('shop.young') },
    { url: 'http://mixed.example.com/old', expected: { kind: 'redirected', status: 301, location: 'https://mixed.example.com/old' } },
    { url: 'http://news.example.com/', expected: { kind: 'redirected', status: 301, location: 'https://news.example.com/' } },
  ],
};
