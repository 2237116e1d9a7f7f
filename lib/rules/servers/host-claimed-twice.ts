import type { BoundServer } from '../../model/listener';
import type { Mesh } from '../../model/mesh';
import { qualifiedName } from '../../values/object-ref';
import { isOurs } from '../../values/origin';
import { oneOf } from '../../values/words';
import { defineRule, type Found, type Severity } from '../define-rule';
import { besides, familyOf, hostKey, otherPorts, placeBeside, portOf, sanitized, someOf, type Family } from './claims';

/** Hosts of two servers that are the same for istiod. */
interface Claim {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly bind?: string;
  readonly workload: string;
  readonly consequence: string;
  /** Ports of the workload that could be used instead. */
  readonly otherPorts: readonly string[];
  readonly protocol: Family;
}

/** A host on a listener, with the server that has it. */
interface Pair {
  readonly first: BoundServer;
  readonly second: BoundServer;
  readonly hosts: string[];
}

/**
 * Kiali warns of every such pair and Istio's analyzer calls each an error. What really happens depends on the protocol, so the
 * severity does: plain-HTTP servers are merged, and only a warning where none of the objects is ours. Our own constructs promise
 * that a host has one owner, so there it is an error all the same.
 */
export const hostClaimedTwice = defineRule<Claim>({
  code: 'MESH101',
  name: 'host-claimed-twice',
  severity: 'error',
  summary: 'Two servers of one gateway workload have the same host on the same listener.',
  seeAlso: ['IST0145', 'KIA0301'],
  reads: ['servers'],
  examples: {
    bad: { yaml: example() },
    good: [
      { why: 'another port', yaml: example({ port: 9443 }) },
      { why: 'another host', yaml: example({ host: 'blog.example.com' }) },
      { why: 'another gateway workload', yaml: example({ label: 'internal' }) },
    ],
  },
  * check(mesh) {
    for (const pair of pairs(mesh)) yield found(pair);
  },
  words: ({ hosts, port, bind, workload, consequence, otherPorts, protocol }) => ({
    what: `${hosts.length === 1 ? 'host' : 'hosts'} ${someOf(hosts)} ${hosts.length === 1 ? 'is' : 'are'} taken twice on port ${port}${bind === undefined ? '' : ` at ${bind}`} of ${workload}`,
    fix: `${consequence} Share one gateway, ${otherPorts.length > 0
      ? `use another port of this workload, ${oneOf(otherPorts)}, or use another gateway workload.`
      : `or use another gateway workload; this workload has no other ${protocol} port.`}`,
  }),
});

function* pairs(mesh: Mesh): Iterable<Pair> {
  const owners = new Map<string, BoundServer>();
  const found = new Map<BoundServer, Map<BoundServer, Pair>>();
  for (const bound of mesh.servers) {
    for (const host of bound.server.hosts) {
      const key = `${bound.listenerKey} ${hostKey(bound, host)}`;
      const first = owners.get(key);
      if (first === undefined) owners.set(key, bound);
      else if (first !== bound) note(found, first, bound, host);
    }
  }
  for (const seconds of found.values()) yield* seconds.values();
}

function note(found: Map<BoundServer, Map<BoundServer, Pair>>, first: BoundServer, second: BoundServer, host: string): void {
  const seconds = found.get(first) ?? new Map<BoundServer, Pair>();
  const pair = seconds.get(second) ?? { first, second, hosts: [] };
  pair.hosts.push(host);
  found.set(first, seconds.set(second, pair));
}

function found({ first, second, hosts }: Pair): Found<Claim> {
  const protocol = familyOf(second);
  return {
    at: placeBeside(second, first),
    related: [placeBeside(first, second)],
    severity: severityOf(first, second),
    data: {
      hosts, protocol, port: portOf(first), bind: second.server.bind, workload: first.workload.name,
      consequence: CONSEQUENCES[fateOf(first, second)], otherPorts: otherPorts(first, protocol),
    },
  };
}

/** What becomes of two servers with one host. */
type Fate = 'merged' | 'redirected' | 'by-age' | 'dropped' | 'refused' | 'dropped-or-refused';

const CONSEQUENCES: Readonly<Record<Fate, string>> = {
  'merged': 'Istio merges the two, and the routes of the older Gateway come first.',
  'redirected': 'Istio merges the two, and redirects all requests to HTTPS.',
  'by-age': 'Istio drops the TLS server where the other one is older.',
  'dropped': 'Istio drops the younger server, with all of its hosts.',
  'refused': 'Envoy refuses a listener with both.',
  'dropped-or-refused': 'Istio drops the TLS server where the other one is older, and Envoy refuses the listener where it is younger.',
};

const FATES_BESIDE_PLAIN_TEXT = { 'dropped': 'dropped', 'both-served': 'by-age', 'by-age': 'by-age', 'refused': 'refused', 'dropped-or-refused': 'dropped-or-refused' } as const;

function fateOf(first: BoundServer, second: BoundServer): Fate {
  const [a, b] = [familyOf(first), familyOf(second)];
  const isOneAddress = first.server.writtenBind === second.server.writtenBind;
  if (a === 'HTTPS' && b === 'HTTPS') return isOneAddress && haveHostInCommon(first, second) ? 'dropped' : 'refused';
  if (a === 'HTTPS' || b === 'HTTPS') return FATES_BESIDE_PLAIN_TEXT[besides(first, second)];
  // For istiod no bind and 0.0.0.0 are two addresses. For Envoy they are one, with two chains that take every connection.
  if (!isOneAddress) return 'refused';
  // Two that both redirect to HTTPS are not merged: there istiod looks for duplicates as it does on TLS.
  const redirecting = Number(first.server.hasTls) + Number(second.server.hasTls);
  if (a === 'TCP' || b === 'TCP' || redirecting === 2) return 'dropped';
  return redirecting === 1 ? 'redirected' : 'merged';
}

// istiod compares the texts, case and all; what only means the same passes it, and Envoy then has two equal chains.
function haveHostInCommon(first: BoundServer, second: BoundServer): boolean {
  const texts = (bound: BoundServer) => bound.server.hosts.map((host) => qualifiedName(sanitized(bound, host)));
  const others = new Set(texts(second));
  return texts(first).some((text) => others.has(text));
}

function severityOf(first: BoundServer, second: BoundServer): Severity {
  if ([first, second].some(({ server }) => isOurs(server.gateway.origin))) return 'error';
  return ['dropped', 'refused', 'dropped-or-refused'].includes(fateOf(first, second)) ? 'error' : 'warning';
}

function example({ port = 443, host = 'shop.example.com', label = 'ingressgateway' } = {}): string {
  const gateway = (name: string, server: { readonly port: number; readonly host: string; readonly label: string }) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: web }
spec:
  selector: { istio: ${server.label} }
  servers:
    - port: { number: ${server.port}, name: https, protocol: HTTPS }
      hosts: [${server.host}]
      tls: { mode: SIMPLE, credentialName: ${name} }
`;
  return `${gateway('one', { port: 443, host: 'shop.example.com', label: 'ingressgateway' })}---${gateway('two', { port, host, label })}`;
}
