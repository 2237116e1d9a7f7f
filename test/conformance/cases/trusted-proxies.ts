import type { ConformanceCase } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';
import { httpServer, httpsServer, rawGateway, redirectingServer } from '../raw';

const CONFIG: Manifest = {
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: 'defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } }' },
};

const to = (name: string) => [{ destination: { host: name, port: { number: 80 } } }];
const BY_SCHEME: Manifest = {
  apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'site', namespace: 'web' },
  spec: {
    hosts: ['shop.example.com', 'blog.example.com'], gateways: ['front'],
    http: [{ match: [{ scheme: { exact: 'https' } }], route: to('secure') }, { match: [{ uri: { prefix: '/old' } }], redirect: { uri: '/new' } }, { route: to('plain') }],
  },
};

const SERVERS = [
  redirectingServer(80, 'shop.example.com'), { ...httpServer(80, 'blog.example.com'), port: { number: 80, name: 'http-blog', protocol: 'HTTP' } },
  httpsServer(443, 'site-tls', '*.example.com'),
];

const forwarded = (name: string) => ({ kind: 'forwarded', cluster: `outbound|80||${name}.web.svc.cluster.local` } as const);
const https = { 'x-forwarded-proto': 'https' };

/** A load balancer in front that ends TLS and is trusted: what it says of the client's scheme counts, also for the redirect to HTTPS. */
export const trustedProxies: ConformanceCase = {
  name: 'trusted-proxies',
  features: ['numTrustedProxies', 'HTTPS redirect', 'scheme match'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), CONFIG, tlsSecret('site-tls', 'istio-system'), httpService('secure', 'web', 80), httpService('plain', 'web', 80), BY_SCHEME,
    rawGateway('front', { namespace: 'web', created: 2024, servers: SERVERS }),
  ],
  requests: [
    { url: 'http://shop.example.com/', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com/' } },
    { url: 'http://shop.example.com/', headers: https, expected: forwarded('secure') },
    // The redirect asks for the one word, in small letters; to a route any case will do.
    { url: 'http://shop.example.com/', headers: { 'x-forwarded-proto': 'HTTPS' }, expected: { kind: 'redirected' } },
    { url: 'http://shop.example.com/', headers: { 'x-forwarded-proto': 'http' }, expected: { kind: 'redirected' } },
    { url: 'http://shop.example.com/', headers: { 'x-forwarded-proto': 'https,http' }, expected: { kind: 'redirected' } },
    { url: 'http://shop.example.com/', headers: { 'x-forwarded-for': '10.1.1.1', ...https }, expected: forwarded('secure') },
    { url: 'http://blog.example.com/', expected: forwarded('plain') },
    { url: 'http://blog.example.com/', headers: https, expected: forwarded('secure') },
    { url: 'http://blog.example.com/', headers: { 'x-forwarded-proto': 'http' }, expected: forwarded('plain') },
    { url: 'http://blog.example.com/', headers: { 'x-forwarded-proto': 'HTTPS' }, expected: forwarded('secure') },
    { url: 'https://shop.example.com/', expected: forwarded('secure') },
    { url: 'https://shop.example.com/', headers: { 'x-forwarded-proto': 'http' }, expected: forwarded('plain') },
    { url: 'https://shop.example.com/', headers: { 'x-forwarded-proto': 'ftp' }, expected: forwarded('secure') },
    { url: 'http://blog.example.com/old', expected: { kind: 'redirected', location: 'http://blog.example.com/new' } },
    { url: 'http://blog.example.com/old', headers: https, expected: forwarded('secure') },
    { url: 'http://blog.example.com/old', headers: { 'x-forwarded-proto': 'ftp' }, expected: { kind: 'redirected', location: 'http://blog.example.com/new' } },
  ],
};
