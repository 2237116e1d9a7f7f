import type { Manifest } from '../engine/question';
import { NAMESPACES } from '../meshes/naming';
import type { Random } from '../meshes/random';

const NETWORKING = 'networking.istio.io/v1';

/** What routes can be sent to, in namespace `shop` and `web`: Services with one port and with several, and a ServiceEntry. */
const SERVICES: ReadonlyArray<{ readonly name: string; readonly namespace: string; readonly ports: ReadonlyArray<readonly [name: string, port: number]> }> = [
  { name: 'cart', namespace: 'shop', ports: [['http', 80]] },
  { name: 'stock', namespace: 'shop', ports: [['http-api', 8080], ['grpc', 9090]] },
  { name: 'blog', namespace: 'web', ports: [['http', 80], ['tcp', 9000]] },
];

/** Destinations that are there, each with one of its ports. */
export const DESTINATIONS: ReadonlyArray<readonly [host: string, port: number]> = [
  ['cart.shop.svc.cluster.local', 80], ['stock.shop.svc.cluster.local', 8080], ['stock.shop.svc.cluster.local', 9090], ['blog.web.svc.cluster.local', 80],
];
/** Hosts that mean something else than they seem to, or nothing, and ports that may not be theirs. */
export const ODD_HOSTS = ['cart', 'stock', 'blog', 'api.example.org', 'gone.shop.svc.cluster.local', 'cart.shop'] as const;
export const PORTS = [80, 8080, 9090, 443, 9000] as const;
export const SUBSETS = ['v1', 'v2', 'canary'] as const;

export function generateBackends(random: Random): readonly Manifest[] {
  return [...random.some(SERVICES, 3, 3).map((each) => service(random, each)), ...random.chance(0.5) ? [serviceEntry()] : [], ...random.times(1, 5, (index) => destinationRule(random, index)), ...random.times(0, random.chance(0.3) ? 2 : 0, (index) => peerAuthentication(random, index))];
}

function service(random: Random, { name, namespace, ports }: (typeof SERVICES)[number]): Manifest {
  const annotations = random.chance(0.03) ? { 'networking.istio.io/exportTo': random.pick(['.', '*', 'istio-system', 'infra']) } : {};
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, annotations },
    spec: { selector: { app: name }, ports: ports.map(([portName, port]) => ({ name: portName, port, targetPort: port + 1000, protocol: 'TCP' })) },
  };
}

function tls(random: Random): object {
  const mode = random.pick(['DISABLE', 'SIMPLE', 'ISTIO_MUTUAL', 'ISTIO_MUTUAL', 'MUTUAL']);
  return mode === 'MUTUAL' ? { mode, clientCertificate: '/etc/certificate.pem', privateKey: '/etc/key.pem' } : { mode };
}

function peerAuthentication(random: Random, index: number): Manifest {
  const metadata = { name: `peers-${index}`, namespace: random.pick(['shop', 'web', 'istio-system']), creationTimestamp: `2020-01-0${random.between(1, 3)}T00:00:00Z` };
  return { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec: { mtls: { mode: random.pick(['DISABLE', 'STRICT', 'PERMISSIVE', 'UNSET']) } } };
}

function serviceEntry(): Manifest {
  return {
    apiVersion: NETWORKING, kind: 'ServiceEntry', metadata: { name: 'outside', namespace: 'web' },
    spec: { hosts: ['api.example.org'], ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }], resolution: 'DNS', location: 'MESH_EXTERNAL' },
  };
}

function destinationRule(random: Random, index: number): Manifest {
  const host = random.pick(['cart.shop.svc.cluster.local', 'stock.shop.svc.cluster.local', 'blog.web.svc.cluster.local', '*.shop.svc.cluster.local', '*.local']);
  const own = host.startsWith('*') ? 'istio-system' : host.split('.')[1];
  return {
    apiVersion: NETWORKING, kind: 'DestinationRule',
    metadata: { name: `rule-${index}`, namespace: random.chance(0.5) ? own : random.pick(NAMESPACES), creationTimestamp: `2020-01-0${random.between(1, 3)}T00:00:00Z` },
    spec: {
      host,
      ...(random.chance(0.8) && { subsets: random.some(SUBSETS, 1, 3).map((name) => ({ name, labels: { version: name }, ...(random.chance(0.2) && { trafficPolicy: { tls: tls(random) } }) })) }),
      ...(random.chance(0.35) && { trafficPolicy: { tls: tls(random) } }),
      ...(random.chance(0.15) && { exportTo: [random.pick(['.', '*', 'istio-system', 'infra'])] }),
    },
  };
}

/** An Ingress that sends to Services which are there, if its namespace has any. */
export function withBackends(random: Random, ingress: Manifest): Manifest {
  const own = SERVICES.filter(({ namespace }) => namespace === ingress.metadata.namespace);
  const { rules, ...spec } = ingress.spec as { readonly rules: ReadonlyArray<{ readonly http?: { readonly paths: readonly object[] } }> };
  const sent = (path: object): object => {
    if (own.length === 0 || random.chance(0.2)) return path;
    const { name, ports } = random.pick(own);
    const [portName, number] = random.pick(ports);
    return { ...path, backend: { service: { name, port: random.chance(0.6) ? { number } : { name: portName } } } };
  };
  return { ...ingress, spec: { ...spec, rules: rules.map(({ http, ...rule }) => ({ ...rule, ...(http && { http: { paths: http.paths.map(sent) } }) })) } };
}
