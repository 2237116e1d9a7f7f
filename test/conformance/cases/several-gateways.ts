import { App, Chart } from 'cdk8s';
import { Certificate, ExposedService, GatewayRef, HostRoute, HttpGateway, IngressGateway, Match, Rewrite, ServiceRef, TlsGateway } from 'cdk8s-istio';
import type { ConformanceCase } from '../case';
import { charts, httpService, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';
import { httpServer, rawGateway } from '../raw';

const SERVICES = ['cart', 'ratings', 'status', 'fallback', 'notebooks'] as const;

const to = (service: (typeof SERVICES)[number]) => ({ kind: 'forwarded', cluster: `outbound|80||${service}.web.svc.cluster.local`, clusterDefined: true } as const);
const account = { kind: 'forwarded', cluster: 'outbound|80||account.users.svc.cluster.local', clusterDefined: true } as const;
const plain = { listener: 8080 } as const;
const secure = { listener: 8443 } as const;

function manifests(): readonly Manifest[] {
  const app = new App();
  const web = new Chart(app, 'web', { namespace: 'web' });
  const users = new Chart(app, 'users', { namespace: 'users' });
  const ingress = IngressGateway.istioctlDefault();
  const service = (name: (typeof SERVICES)[number]) => ServiceRef.named('web', name, { ports: { http: 80 } });
  const gateway = [
    new HttpGateway(web, 'plain', { ingress }),
    new TlsGateway(web, 'secure', { ingress, certificate: Certificate.fromSecret('web-tls') }),
  ];

  // First, and so the oldest: age must not decide between a wildcard and a specific host.
  new ExposedService(web, 'fallback', { gateway, host: '*.example.com', service: service('fallback') });
  const site = new HostRoute(web, 'site', { gateway, host: ['shop.example.com', 'www.example.com'] });
  site.forward(Match.under('/cart'), service('cart'));
  new ExposedService(web, 'ratings', { route: site, match: Match.under('/ratings'), service: service('ratings'), rewrite: Rewrite.stripPrefix() });
  new ExposedService(users, 'account', {
    gateway, host: 'shop.example.com', match: Match.under('/account'), service: ServiceRef.named('users', 'account', { ports: { http: 80 } }),
  });
  new ExposedService(web, 'status', { gateway, host: 'status.example.com', service: service('status') });

  const shared = GatewayRef.named('infra', 'shared');
  new ExposedService(web, 'notebooks', { gateway: shared, host: 'notebooks.example.org', match: Match.under('/lab'), service: service('notebooks') });
  new ExposedService(web, 'fallback-org', { gateway: shared, host: '*.example.org', service: service('fallback') });
  return [
    ...istioctlIngress(), tlsSecret('web-tls', 'istio-system'), ...SERVICES.map((name) => httpService(name, 'web', 80)), httpService('account', 'users', 80),
    rawGateway('shared', { namespace: 'infra', created: 2024, servers: [httpServer(80, '*.example.org')] }), ...charts(app),
  ];
}

/** One route for HTTP and HTTPS, a wildcard beside it, and a gateway that somebody else owns. */
export const severalGateways: ConformanceCase = {
  name: 'several-gateways',
  features: [
    'one route on two gateways', 'two hosts of one route', 'routes of two namespaces on one host',
    'wildcard host beside a specific one', 'gateway of another namespace',
  ],
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: [
    { url: 'http://shop.example.com/cart', expected: { ...to('cart'), ...plain, virtualHost: 'shop.example.com:80' } },
    { url: 'https://shop.example.com/cart', expected: { ...to('cart'), ...secure, virtualHost: 'shop.example.com:443' } },
    { url: 'http://www.example.com/cart/1', expected: { ...to('cart'), ...plain, virtualHost: 'www.example.com:80', path: '/cart/1' } },
    { url: 'https://www.example.com/cart/1', expected: { ...to('cart'), ...secure, virtualHost: 'www.example.com:443', path: '/cart/1' } },
    { url: 'http://shop.example.com/ratings/5', expected: { ...to('ratings'), ...plain, path: '/5' } },
    { url: 'https://www.example.com/ratings', expected: { ...to('ratings'), ...secure, path: '/' } },
    { url: 'http://shop.example.com/account', expected: { ...account, ...plain } },
    { url: 'https://shop.example.com/account/1', expected: { ...account, ...secure } },

    // The specific host is chosen, and what none of its rules takes does not go on to the wildcard's.
    { url: 'http://shop.example.com/other', expected: { kind: 'refused', because: 'no-route', ...plain, virtualHost: 'shop.example.com:80' } },
    { url: 'https://www.example.com/other', expected: { kind: 'refused', because: 'no-route', ...secure, virtualHost: 'www.example.com:443' } },
    { url: 'https://www.example.com/account', expected: { kind: 'refused', because: 'no-route', ...secure, virtualHost: 'www.example.com:443' } },
    { url: 'http://status.example.com/', expected: { ...to('status'), ...plain, virtualHost: 'status.example.com:80' } },
    { url: 'https://status.example.com/', expected: { ...to('status'), ...secure, virtualHost: 'status.example.com:443' } },
    { url: 'http://blog.example.com/other', expected: { ...to('fallback'), ...plain, virtualHost: '*.example.com:80' } },
    { url: 'https://blog.example.com/cart', expected: { ...to('fallback'), ...secure, virtualHost: '*.example.com:443' } },
    { url: 'http://a.b.example.com/', expected: { ...to('fallback'), ...plain } },
    { url: 'http://example.com/', expected: { kind: 'refused', because: 'no-host', ...plain } },
    { url: 'https://example.com/', expected: { kind: 'refused', because: 'connection', ...secure } },

    { url: 'http://notebooks.example.org/lab/1', expected: { ...to('notebooks'), ...plain, virtualHost: 'notebooks.example.org:80' } },
    { url: 'http://notebooks.example.org/other', expected: { kind: 'refused', because: 'no-route', ...plain, virtualHost: 'notebooks.example.org:80' } },
    { url: 'http://other.example.org/lab', expected: { ...to('fallback'), ...plain, virtualHost: '*.example.org:80' } },
    { url: 'https://notebooks.example.org/lab', expected: { kind: 'refused', because: 'connection', ...secure } },
  ],
};
