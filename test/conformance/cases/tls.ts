import type { ConformanceCase, Expected } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

const gateway: Manifest = {
  apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'edge', namespace: 'web' },
  spec: {
    selector: { istio: 'ingressgateway' },
    servers: [
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'], tls: { httpsRedirect: true } },
      { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['shop.example.com'], tls: { mode: 'SIMPLE', credentialName: 'shop' } },
      { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['vault.example.com'], tls: { mode: 'PASSTHROUGH' } },
    ],
  },
};

const shopRoutes: Manifest = {
  apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'shop', namespace: 'web' },
  spec: {
    hosts: ['shop.example.com'], gateways: ['edge'],
    http: [
      { match: [{ uri: { exact: '/old' } }], redirect: { uri: '/new' } },
      { match: [{ uri: { exact: '/health' } }], directResponse: { status: 204 } },
      { match: [{ uri: { prefix: '/api/' } }], rewrite: { uri: '/' }, route: [{ destination: { host: 'shop', port: { number: 8000 } } }] },
      // A port that the Service does not have: IST0101.
      { match: [{ uri: { prefix: '/lost' } }], route: [{ destination: { host: 'shop', port: { number: 9999 } } }] },
    ],
  },
};

const vaultRoutes: Manifest = {
  apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'vault', namespace: 'web' },
  spec: {
    hosts: ['vault.example.com'], gateways: ['edge'],
    tls: [{ match: [{ sniHosts: ['vault.example.com'] }], route: [{ destination: { host: 'vault', port: { number: 8200 } } }] }],
  },
};

const shop: Expected = { kind: 'forwarded', cluster: 'outbound|8000||shop.web.svc.cluster.local', clusterDefined: true, listener: 8443 };
const vault: Expected = { kind: 'forwarded', cluster: 'outbound|8200||vault.web.svc.cluster.local', clusterDefined: true };

/** Written by hand: it shows what the check itself can tell apart, beyond what the examples use. */
export const tls: ConformanceCase = {
  name: 'tls',
  features: ['TLS termination', 'HTTPS redirect', 'TLS passthrough', 'redirect', 'direct response', 'prefix rewrite', 'undefined cluster'],
  mistakes: ['IST0101'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), tlsSecret('shop', 'istio-system'), httpService('shop', 'web', 8000),
    { ...httpService('vault', 'web', 8200), spec: { selector: { app: 'vault' }, ports: [{ name: 'https', port: 8200 }] } },
    gateway, shopRoutes, vaultRoutes,
  ],
  requests: [
    { url: 'https://shop.example.com/api/items?page=2', expected: { ...shop, path: '/items?page=2', authority: 'shop.example.com' } },
    { url: 'https://shop.example.com/old', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com/new' } },
    { url: 'https://shop.example.com/health', expected: { kind: 'answered', status: 204 } },
    { url: 'https://shop.example.com/lost', expected: { kind: 'forwarded', cluster: 'outbound|9999||shop.web.svc.cluster.local', clusterDefined: false } },
    { url: 'https://shop.example.com/other', expected: { kind: 'refused', because: 'no-route', virtualHost: 'shop.example.com:443' } },
    { url: 'http://shop.example.com/api/items', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com/api/items' } },
    { url: 'http://other.example.com/', expected: { kind: 'refused', because: 'no-host' } },
    { url: 'https://vault.example.com/v1/secret', expected: { ...vault, path: '/v1/secret' } },
    { url: 'https://other.example.com/', expected: { kind: 'refused', because: 'connection' } },
    { url: 'http://shop.example.com:443/', expected: { kind: 'refused', because: 'connection' } },
    { url: 'https://shop.example.com:80/', expected: { kind: 'refused', because: 'tls' } },
    { url: 'http://shop.example.com:8080/', expected: { kind: 'refused', because: 'no-service-port' } },
  ],
};
