import { buildMesh } from '../lib/model/mesh';
import { rules } from '../lib/rules/registry';
import { runRules } from '../lib/rules/run';
const N = Number(process.argv[2] ?? 40000);
const origin = { kind: 'known' as const, path: '' };
const ingress = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'gw', namespace: 'istio-system' }, spec: { selector: { istio: 'ingressgateway' }, ports: [{ name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 }] } };
const gw = (i: number | string, hosts: string[], ns = 'web') => ({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: `g${i}`, namespace: ns }, spec: { selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }, { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts, tls: { mode: 'SIMPLE', credentialName: `c${i}` } }] } });
const rest = (i: number, gateway: string, bad: boolean) => [
  { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: `v${i}`, namespace: 'web' }, spec: { hosts: [`h${i}${bad ? 'x' : ''}.example.com`], gateways: [gateway], http: [{ route: [{ destination: { host: `s${i}${bad ? 'zz' : ''}`, subset: bad ? 'v9' : 'v1', port: { number: 80 } } }] }] } },
  { apiVersion: 'v1', kind: 'Service', metadata: { name: `s${i}`, namespace: 'web' }, spec: { selector: { app: `s${i}` }, ports: [{ name: 'http', port: 80 }] } },
  { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: `d${i}`, namespace: 'web' }, spec: { host: `s${i}`, subsets: [{ name: 'v1', labels: { version: 'v1' } }] } },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `p${i}`, namespace: 'web' }, spec: { template: { metadata: { labels: { app: `s${i}`, version: 'v1' } }, spec: { containers: [] } } } },
];
const ids = Array.from({ length: N }, (_, i) => i);
const layouts: Record<string, object[]> = {
  each: ids.flatMap((i) => [gw(i, [`h${i}.example.com`]), ...rest(i, `g${i}`, false)]),
  one: [gw('x', ids.map((i) => `h${i}.example.com`)), ...ids.flatMap((i) => rest(i, 'gx', false))],
  oneBad: [gw('x', ids.map((i) => `h${i}.example.com`)), ...ids.flatMap((i) => rest(i, 'gx', true))],
  missing: ids.flatMap((i) => rest(i, `gateway-${i}q`, true)).concat(ids.map((i) => gw(`ateway-${i}`, [`h${i}.example.com`])) as any),
};
for (const [name, objects] of Object.entries(layouts)) {
  const mesh = buildMesh([ingress, ...objects].map((object: any) => ({ object, origin })), { complete: name === 'oneBad' ? ['Service', 'DestinationRule', 'Gateway', 'VirtualService'] : [] });
  mesh.servers; mesh.registry; mesh.destinationRules; mesh.virtualServices;
  for (const rule of rules.filter(({ code }) => /MESH(30\d|32\d|50\d|55\d)/.test(code))) {
    const t = Date.now();
    const n = runRules(mesh, [rule]).length;
    const d = Date.now() - t;
    if (d > 800) console.log(name, rule.code, n, `${d}ms`);
  }
  console.log(name, 'done');
}
