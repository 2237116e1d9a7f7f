import { App, Chart } from 'cdk8s';
import { HttpGateway, HostRoute, IngressGateway, IpAllowList, JwtAuthentication, JwtIssuer, Match, ServiceRef } from 'cdk8s-istio';
import type { ConformanceCase } from '../case';
import { charts, httpService, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import type { Manifest } from '../engine/question';
import { JWKS } from '../engine/tokens';

const ISSUER = 'https://accounts.example.com';

const CONFIG: Manifest = {
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: 'defaultConfig: { gatewayTopology: { numTrustedProxies: 1 } }' },
};

function app(): App {
  const made = new App();
  const chart = new Chart(made, 'web', { namespace: 'web' });
  const ingress = IngressGateway.istioctlDefault();
  const gateway = new HttpGateway(chart, 'site', { ingress });
  // Istio takes a denial by what HTTP alone has for one of all TCP, unless it names ports.
  const ports = [8080];
  const service = ServiceRef.named('web', 'shop', { ports: { http: 80 } });
  for (const host of ['shop.example.com', 'admin.example.com', 'blog.example.com']) new HostRoute(chart, host, { gateway, host }).forward(Match.any(), service);
  new JwtAuthentication(chart, 'login', {
    ingress, ports, hosts: ['shop.example.com'], publicPaths: ['/health', '/public/*', '/users/{*}/avatar'], publicPreflights: true,
    issuers: JwtIssuer.of(ISSUER, { audiences: ['shop'], jwks: { keys: [{ kty: 'EC' }] } }), claims: { group: ['staff', 'owner'] },
  });
  new IpAllowList(chart, 'office', {
    ingress, ports, hosts: ['admin.example.com'], allow: ['203.0.113.0/24', '198.51.100.7'], clientAddress: 'x-forwarded-for', publicPaths: ['/health'],
  });
  return made;
}

/** With the keys that the tokens of the check are signed with. */
function withOurKeys(manifest: Manifest): Manifest {
  if (manifest.kind !== 'RequestAuthentication') return manifest;
  const spec = manifest.spec as { readonly jwtRules: readonly object[] };
  return { ...manifest, spec: { ...spec, jwtRules: spec.jwtRules.map((rule) => ({ ...rule, jwks: JWKS })) } };
}

const reached = { kind: 'forwarded', cluster: 'outbound|80||shop.web.svc.cluster.local' } as const;
const shop = (path: string) => `http://shop.example.com${path}`;
const from = (addresses: string) => ({ url: 'http://admin.example.com/', headers: { 'x-forwarded-for': addresses } });
const token = { iss: ISSUER, sub: 'jason', aud: 'shop', group: 'staff' };

/** A login for one host, an allow-list for another, and a third that neither is for. */
export const edgePolicies: ConformanceCase = {
  name: 'edge-policies',
  features: ['JWT', 'public paths', 'claims', 'allow-list by X-Forwarded-For', 'numTrustedProxies'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [...istioctlIngress(), CONFIG, httpService('shop', 'web', 80), ...charts(app()).map(withOurKeys)],
  requests: [
    { url: shop('/cart'), expected: { kind: 'denied', status: 403 } },
    { url: shop('/cart'), token, expected: reached },
    { url: shop('/cart'), token: { ...token, aud: ['other', 'shop'], group: ['owner', 'x'] }, expected: reached },
    { url: shop('/cart'), token: { ...token, group: 'guest' }, expected: { kind: 'denied', status: 403 } },
    { url: shop('/cart'), token: { iss: ISSUER, sub: 'jason', aud: 'shop' }, expected: { kind: 'denied', status: 403 } },
    { url: shop('/cart'), token: { ...token, aud: 'other' }, expected: { kind: 'denied', status: 403 } },
    { url: shop('/cart'), token: { ...token, iss: 'https://elsewhere.example.com' }, expected: { kind: 'denied', status: 401 } },
    { url: shop('/cart'), headers: { authorization: 'Bearer x.y.z' }, expected: { kind: 'denied', status: 401 } },
    { url: shop('/cart'), headers: { host: 'SHOP.example.com:80' }, expected: { kind: 'denied', status: 403 } },
    { url: shop('/cart'), method: 'OPTIONS', headers: { 'origin': 'https://a.example.com', 'access-control-request-method': 'GET' }, expected: reached },
    { url: shop('/health'), expected: reached },
    { url: shop('/health?full'), expected: reached },
    { url: shop('/healthy'), expected: { kind: 'denied', status: 403 } },
    { url: shop('/public/../cart'), expected: { kind: 'denied', status: 403 } },
    { url: shop('/public/logo.png'), expected: reached },
    { url: shop('/users/jason/avatar'), expected: reached },
    { url: shop('/users/jason/x/avatar'), expected: { kind: 'denied', status: 403 } },
    { ...from('203.0.113.9'), expected: reached },
    { ...from('198.51.100.7'), expected: reached },
    { ...from('198.51.100.8'), expected: { kind: 'denied', status: 403 } },
    // One proxy is trusted, so what it adds is the last: what stands before comes from the client.
    { ...from('203.0.113.9, 192.0.2.1'), expected: { kind: 'denied', status: 403 } },
    { url: 'http://admin.example.com/', expected: { kind: 'denied', status: 403 } },
    { url: 'http://admin.example.com/health', expected: reached },
    { url: 'http://blog.example.com/', expected: reached },
    // Istio looks at tokens for pods, not for hosts.
    { url: 'http://blog.example.com/', token: { ...token, iss: 'https://elsewhere.example.com' }, expected: { kind: 'denied', status: 401 } },
  ],
};
