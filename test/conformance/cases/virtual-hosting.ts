import { App } from 'cdk8s';
import { VirtualHosting } from '../../../examples/virtual-hosting/chart';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

function manifests(): readonly Manifest[] {
  const app = new App();
  new VirtualHosting(app, 'virtual-hosting', { namespace: 'web' });
  return [...istioctlIngress(), tlsSecret('example-com-tls', 'istio-system'), tlsSecret('example-org-tls', 'istio-system'), ...charts(app)];
}

const to = (service: string, listener: number): Expected => ({ kind: 'forwarded', listener, cluster: `outbound|80||${service}.web.svc.cluster.local`, clusterDefined: true });
const noHost = (listener: number): Expected => ({ kind: 'refused', because: 'no-host', listener });

/** The example: three sites on one address, told apart by host and server name. */
export const virtualHosting: ConformanceCase = {
  name: 'virtual-hosting',
  features: ['default ingress', 'HTTP and HTTPS', 'one route on two gateways', 'two certificates', 'Host header', ':authority', 'SNI'],
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: [
    { url: 'http://shop.example.com/a?b=c', expected: { ...to('shop', 8080), path: '/a?b=c' } as Expected },
    { url: 'http://blog.example.com/', expected: to('blog', 8080) },
    { url: 'http://example.org/', expected: to('docs', 8080) },
    { url: 'http://www.example.org/', http2: true, expected: to('docs', 8080) },
    { url: 'http://10.0.0.1/', headers: { host: 'Shop.Example.com:80' }, expected: to('shop', 8080) },
    { url: 'http://other.example.com/', expected: noHost(8080) },

    { url: 'https://shop.example.com/a?b=c', expected: { ...to('shop', 8443), path: '/a?b=c' } as Expected },
    { url: 'https://blog.example.com/', http2: true, expected: to('blog', 8443) },
    { url: 'https://example.org/', expected: to('docs', 8443) },
    { url: 'https://www.example.org/', http2: true, expected: to('docs', 8443) },

    // The connection is chosen by the server name, the site by the host.
    { url: 'https://10.0.0.1/', sni: 'shop.example.com', headers: { host: 'shop.example.com' }, expected: to('shop', 8443) },
    { url: 'https://shop.example.com/', http2: true, headers: { host: 'blog.example.com' }, expected: to('blog', 8443) },
    { url: 'https://shop.example.com/', headers: { host: 'example.org' }, expected: noHost(8443) },
    { url: 'https://other.example.com/', expected: noHost(8443) },
    { url: 'https://example.com/', expected: { kind: 'refused', because: 'connection', listener: 8443 } },
  ],
};
