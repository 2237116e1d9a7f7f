import type { ConformanceCase, Expected } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import { httpServer, httpsServer, rawGateway, rawRoute } from '../raw';

const rejected: Expected = { kind: 'rejected', listener: 8443 };
const answered: Expected = { kind: 'forwarded', listener: 8080, cluster: 'outbound|80||shop.web.svc.cluster.local', clusterDefined: true };

/**
 * One host for HTTPS, once for every namespace and once for one: istiod lets both pass, and Envoy refuses the listener with
 * all of its hosts. Istio's own checks compare the texts and report nothing.
 */
export const duplicateNamespaced: ConformanceCase = {
  name: 'duplicate-namespaced',
  features: ['host with a namespace', 'one host in two Gateways', 'TLS termination', 'refused listener'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), tlsSecret('one', 'istio-system'), tlsSecret('two', 'istio-system'), tlsSecret('mail', 'istio-system'), httpService('shop', 'web', 80),
    rawGateway('one', { namespace: 'web', created: 2024, servers: [httpsServer(443, 'one', 'shop.example.com'), httpServer(80, 'shop.example.com')] }),
    rawGateway('two', { namespace: 'web', created: 2025, servers: [httpsServer(443, 'two', 'web/shop.example.com')] }),
    rawGateway('mail', { namespace: 'web', created: 2023, servers: [httpsServer(443, 'mail', 'mail.example.com')] }),
    rawRoute('shop', { namespace: 'web', hosts: ['shop.example.com'], gateway: 'one', to: { '/': 'shop' } }),
    rawRoute('mail', { namespace: 'web', hosts: ['mail.example.com'], gateway: 'mail', to: { '/': 'shop' } }),
  ],
  requests: [
    { url: 'https://shop.example.com/', expected: rejected },
    { url: 'https://mail.example.com/', expected: rejected },
    { url: 'http://shop.example.com/', expected: answered },
  ],
};
