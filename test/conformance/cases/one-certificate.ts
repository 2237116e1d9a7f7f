import type { ConformanceCase } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import { httpsServer, rawGateway, rawRoute } from '../raw';

const SERVERS = [httpsServer(443, 'both-tls', 'shop.example.com'), { ...httpsServer(443, 'both-tls', 'blog.example.com'), port: { number: 443, name: 'https-blog', protocol: 'HTTPS' } }];

const to = (name: string) => ({ kind: 'forwarded', listener: 8443, cluster: `outbound|80||${name}.web.svc.cluster.local` } as const);

/** Two servers of one Gateway with one certificate: a browser that has a connection to the one asks it for the other's host, too, and gets a 404. */
export const oneCertificate: ConformanceCase = {
  name: 'one-certificate',
  features: ['one certificate on two servers of a Gateway', 'Host header other than the SNI', 'capital letters in SNI and Host header'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), tlsSecret('both-tls', 'istio-system'), httpService('shop', 'web', 80), httpService('blog', 'web', 80),
    rawGateway('front', { namespace: 'web', created: 2024, servers: SERVERS }),
    rawRoute('shop', { namespace: 'web', hosts: ['shop.example.com'], gateway: 'front', to: { '/': 'shop' } }),
    rawRoute('blog', { namespace: 'web', hosts: ['blog.example.com'], gateway: 'front', to: { '/': 'blog' } }),
  ],
  requests: [
    { url: 'https://shop.example.com/', expected: to('shop') },
    { url: 'https://blog.example.com/', expected: to('blog') },
    { url: 'https://blog.example.com/', sni: 'shop.example.com', expected: { kind: 'refused', because: 'no-host', listener: 8443 } },
    { url: 'https://shop.example.com/', sni: 'blog.example.com', expected: { kind: 'refused', because: 'no-host', listener: 8443 } },
    { url: 'https://shop.example.com/', sni: 'Shop.Example.COM', expected: to('shop') },
    { url: 'https://SHOP.example.com/', sni: 'shop.example.com', expected: to('shop') },
  ],
};
