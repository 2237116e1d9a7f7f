import type { Manifest } from '../engine/question';
import { httpRules } from './http-rules';
import type { Naming } from './naming';
import type { Random } from './random';

interface Others {
  readonly gateways: readonly Manifest[];
  readonly delegates: readonly Manifest[];
}

const KINDS = {
  http: { http: 80, tls: 4, tcp: 3, all: 13 }, tls: { http: 20, tls: 45, tcp: 5, all: 30 }, tcp: { http: 5, tls: 10, tcp: 55, all: 30 },
} as const;

export function generateVirtualServices(random: Random, naming: Naming, { gateways, delegates }: Others): readonly Manifest[] {
  return random.times(1, 6, (index) => {
    const metadata = naming.metadata('VirtualService', ['shop', 'site']);
    const bound = gatewayNames(random, gateways, metadata.namespace);
    const hosts = hostsOf(random, naming.hosts, bound.includes('mesh'));
    const scope = { index, gateways: bound, namespace: metadata.namespace };
    const kind = random.weighted(KINDS[naming.theme]);
    const rules = {
      ...((kind === 'http' || kind === 'all') && { http: httpRules(random, { ...scope, delegates, port: random.maybe(0.1, () => random.pick([80, 8080, 81])) }) }),
      ...((kind === 'tls' || kind === 'all') && { tls: random.times(1, 2, (rule) => tlsRule(random, scope, hosts, rule)) }),
      ...((kind === 'tcp' || kind === 'all') && { tcp: random.times(1, 2, (rule) => tcpRule(random, scope, rule)) }),
    };
    return virtualService(metadata, { hosts, gateways: bound, ...exportTo(random, metadata.namespace), ...rules });
  });
}

export function generateDelegates(random: Random, naming: Naming, gateways: readonly Manifest[]): readonly Manifest[] {
  const names = gateways.map(({ metadata: { name, namespace } }) => `${namespace}/${name}`);
  return random.times(0, 2, (index) => {
    const metadata = naming.metadata('VirtualService', ['part', 'piece']);
    return virtualService(metadata, { ...exportTo(random, metadata.namespace), http: httpRules(random, { index: `d${index}`, gateways: names, namespace: metadata.namespace, delegates: [] }) });
  });
}

function virtualService(metadata: Manifest['metadata'], spec: object): Manifest {
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, spec };
}

function gatewayNames(random: Random, gateways: readonly Manifest[], own: string | undefined): readonly string[] {
  const named = random.some(gateways, 1, 3).map(({ metadata: { name, namespace } }) => {
    const full = `${namespace}/${name}`;
    if (random.chance(0.05)) return `${name}.${namespace}`;
    return namespace === own && random.chance(0.6) ? name : full;
  });
  const extra = random.weighted({ none: 80, mesh: 8, unknown: 6, twice: 6 });
  return { none: named, mesh: [...named, 'mesh'], unknown: [...named, 'web/unknown'], twice: [...named, named[0]] }[extra];
}

// istiod takes no VirtualService of hosts that overlap; what it compares, it compares as written.
function hostsOf(random: Random, from: readonly string[], isOnMesh: boolean): readonly string[] {
  const chosen: string[] = [];
  for (const host of random.some([...from, 'app', '*b.com'], 1, 3)) {
    if (host === '*' && isOnMesh) continue;
    if (!chosen.some((other) => overlap(host, other))) chosen.push(host);
  }
  return chosen.length > 0 ? chosen : ['a.com'];
}

function overlap(a: string, b: string): boolean {
  const covers = (outer: string, inner: string) => outer.startsWith('*') && inner.endsWith(outer.slice(1));
  return a === b || covers(a, b) || covers(b, a);
}

function exportTo(random: Random, own: string | undefined): object {
  const lists = [['.'], ['istio-system'], ['infra'], ['infra', 'istio-system'], ['*'], [own ?? 'web']];
  return random.chance(0.3) ? { exportTo: random.pick(lists) } : {};
}

interface Scope {
  readonly index: number;
  readonly gateways: readonly string[];
}

function scopeOf(random: Random, { gateways }: Scope): object {
  return {
    ...(random.chance(0.15) && { port: random.pick([443, 8443, 9000, 80]) }),
    ...(random.chance(0.1) && { gateways: random.some(gateways, 1, 2) }),
    ...(random.chance(0.05) && { sourceLabels: { app: 'nobody' } }),
  };
}

function tlsRule(random: Random, scope: Scope, hosts: readonly string[], rule: number): object {
  const match = random.times(1, 2, () => ({ ...scopeOf(random, scope), sniHosts: random.some(hosts, 1, 2).map((host) => sniHost(random, host)) }));
  return { match, route: [{ destination: { host: `t${scope.index}-${rule}.shop.svc.cluster.local`, port: { number: 443 } } }] };
}

function sniHost(random: Random, host: string): string {
  if (!host.startsWith('*') || random.chance(0.4)) return host;
  const below = ['x', 'y', '*.y', 'q'].map((label) => (host === '*' ? `${label}.a.com` : `${label}${host.slice(1)}`));
  return random.pick(host.startsWith('*.') || host === '*' ? below : [host]);
}

function tcpRule(random: Random, scope: Scope, rule: number): object {
  const match = random.chance(0.6) ? [] : random.times(1, 2, () => scopeOf(random, scope));
  const given = match.filter((each) => Object.keys(each).length > 0);
  return { ...(given.length > 0 && { match: given }), route: [{ destination: { host: `c${scope.index}-${rule}.shop.svc.cluster.local`, port: { number: 9000 } } }] };
}
