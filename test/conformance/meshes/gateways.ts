import type { Manifest } from '../engine/question';
import { NAMESPACES, type Naming } from './naming';
import type { Random } from './random';

export function generateGateways(random: Random, naming: Naming): readonly Manifest[] {
  return random.times(1, 5, () => ({
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: naming.metadata('Gateway', ['edge', 'gate']),
    spec: { ...selector(random), servers: random.times(1, 3, (index) => server(random, naming, index)) },
  }));
}

function selector(random: Random): object {
  const kind = random.weighted({ shared: 60, other: 15, internal: 10, both: 10, none: 5 });
  const selectors = {
    shared: { istio: 'ingressgateway' }, other: { app: 'istio-ingressgateway' }, internal: { istio: 'internal' },
    both: { istio: 'ingressgateway', app: 'istio-ingressgateway' }, none: undefined,
  };
  return selectors[kind] === undefined ? {} : { selector: selectors[kind] };
}

const KINDS = {
  http: { http: 50, redirect: 12, https: 25, passthrough: 5, tls: 2, tcp: 6 },
  tls: { http: 12, redirect: 3, https: 35, passthrough: 38, tls: 10, tcp: 2 },
  tcp: { http: 10, redirect: 0, https: 5, passthrough: 10, tls: 25, tcp: 50 },
} as const;
type Kind = keyof (typeof KINDS)['http'];
const USUAL_PORTS = { http: [80, 80, 8080, 81], redirect: [80, 8080], https: [443, 443, 8443], passthrough: [443, 444, 8443], tls: [443, 9000], tcp: [9000, 9001, 80] } as const;
const ANY_PORT = [80, 443, 8080, 8443, 9000];

function server(random: Random, naming: Naming, index: number): object {
  const kind = random.weighted<Kind>(KINDS[naming.theme]);
  const number = random.chance(0.85) ? random.pick<number>(USUAL_PORTS[kind]) : random.pick(ANY_PORT);
  const bind = random.chance(naming.bound) ? { bind: random.pick(['0.0.0.0', '10.0.0.1', '10.0.0.2']) } : {};
  const { protocol, tls } = transport(random, kind);
  return { port: { number, name: `${random.pick(['web', 'port'])}-${index}`, protocol }, ...bind, hosts: hosts(random, naming.hosts), ...(tls && { tls }) };
}

function transport(random: Random, kind: Kind): { readonly protocol: string; readonly tls?: object } {
  const credentialName = 'certificate';
  switch (kind) {
    case 'http': return { protocol: random.pick(['HTTP', 'HTTP', 'HTTP', 'http', 'HTTP2', 'GRPC', 'GRPC-WEB']), tls: random.chance(0.05) ? { httpsRedirect: false } : undefined };
    case 'redirect': return { protocol: random.pick(['HTTP', 'HTTP2']), tls: { httpsRedirect: true } };
    case 'https': {
      const mode = random.pick(['SIMPLE', 'SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_MUTUAL']);
      return { protocol: random.pick(['HTTPS', 'HTTPS', 'https']), tls: { mode, ...(mode !== 'ISTIO_MUTUAL' && { credentialName }) } };
    }
    case 'passthrough': return { protocol: random.pick(['HTTPS', 'TLS']), tls: random.chance(0.7) ? { mode: 'PASSTHROUGH' } : {} };
    case 'tls': return { protocol: 'TLS', tls: { mode: random.pick(['SIMPLE', 'MUTUAL']), credentialName } };
    default: return { protocol: random.pick(['TCP', 'TCP', 'MONGO', 'MYSQL']) };
  }
}

function hosts(random: Random, from: readonly string[]): readonly string[] {
  // Alone or before plain hosts: before another one with `*/` or `./` it makes istiod panic.
  if (random.chance(0.03)) return ['*/*', ...random.some(from, 0, 1)];
  const chosen = random.some(from, 1, 3);
  const again = random.chance(0.08) ? [`${random.pick(NAMESPACES)}/${chosen[0]}`] : [];
  return [...chosen.map((host) => formOf(random, host)), ...again];
}

function formOf(random: Random, host: string): string {
  const form = host === '*' ? 'plain' : random.weighted({ plain: 75, own: 8, any: 5, namespace: 12 });
  return { plain: host, own: `./${host}`, any: `*/${host}`, namespace: `${random.pick(NAMESPACES)}/${host}` }[form];
}
