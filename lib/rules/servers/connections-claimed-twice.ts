import type { DroppedTlsMatch, FilterChain, Listener } from '../../model/build/build';
import type { BoundServer } from '../../model/listener';
import type { VirtualService } from '../../model/virtual-service';
import type { Field } from '../../values/field';
import { qualifiedName } from '../../values/object-ref';
import { isOurs } from '../../values/origin';
import { defineRule, type Found } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, gateway, PASSTHROUGH, server, virtualService } from '../example-routing';
import { portOf, someOf } from './claims';

interface Claimed {
  readonly port: number;
  readonly workload: string;
  /** The VirtualService that has them. */
  readonly other: string;
  /** SNI hosts that are taken; none for TCP, which knows no names. */
  readonly sniHosts: readonly string[];
  /** Those that are lost with them. */
  readonly lost: readonly string[];
  /** Whether the other is known to come first. */
  readonly certain: boolean;
}

interface Side {
  readonly virtualService: VirtualService;
  readonly field: Field;
}

/** Of two objects whose age nobody knows each may lose. SNI hosts that stand twice in one VirtualService other rules tell of. */
export const connectionsClaimedTwice = defineRule<Claimed>({
  code: 'MESH125',
  name: 'connections-claimed-twice',
  severity: 'error',
  summary: 'Two VirtualServices route the same TLS or TCP connections of a gateway, and Istio goes by the older one alone.',
  seeAlso: [],
  reads: ['builds'],
  examples: {
    bad: { yaml: example() },
    good: [
      { why: 'another SNI host', yaml: example({ sniHosts: 'www.example.com' }) },
      { why: 'a wildcard beside the name', yaml: example({ sniHosts: '"*.example.com"' }) },
      { why: 'one of them for sidecars', yaml: example({ gateways: 'mesh' }) },
    ],
  },
  * check({ builds }) {
    const told = new Map<VirtualService, Set<VirtualService>>();
    for (const listener of builds.flatMap(({ listeners }) => listeners)) {
      for (const { loser, winner, found } of claims(listener)) {
        const winners = told.get(loser) ?? new Set();
        if (!winners.has(winner)) yield found;
        told.set(loser, winners.add(winner));
      }
    }
  },
  words: ({ port, workload, other, sniHosts, lost, certain }) => ({
    what: `${sniHosts.length > 0 ? `TLS connections for ${someOf(sniHosts)}` : 'all TCP connections'} on port ${port} of ${workload} are routed by VirtualService "${other}", too`,
    fix: [
      certain ? 'Istio goes by that one alone, as it comes first' : 'Istio goes by the older of the two alone, and no manifest says which that is',
      lost.length > 0 ? `; this match is then left out with ${someOf(lost)}` : '',
      `. Put the routes into one VirtualService, or give one of them another port${sniHosts.length > 0 ? ' or other SNI hosts' : ''}.`,
    ].join(''),
  }),
});

interface Claim {
  readonly loser: VirtualService;
  readonly winner: VirtualService;
  readonly found: Found<Claimed>;
}

function* claims({ chains, droppedMatches }: Listener): Iterable<Claim> {
  for (const chain of chains) yield* tcpClaims(chain);
  for (const dropped of droppedMatches) yield* tlsClaims(dropped);
}

function* tcpClaims(chain: FilterChain): Iterable<Claim> {
  if (chain.kind !== 'tcp') return;
  const { server: bound, rule, virtualService: winner } = chain;
  for (const { virtualService, rule: { field }, certain } of chain.passedOver) {
    yield claim(bound, { virtualService, field }, { virtualService: winner, field: rule.field }, { sniHosts: chain.serverNames ?? [], lost: [], certain });
  }
}

function* tlsClaims({ server: bound, virtualService, match, hosts, lostTo, certain }: DroppedTlsMatch): Iterable<Claim> {
  const [other] = lostTo.filter((each) => each.virtualService !== virtualService);
  if (other === undefined) return;
  const lost = match.sniHosts.filter((host) => !hosts.includes(host));
  yield claim(bound, { virtualService, field: match.field }, { virtualService: other.virtualService, field: other.match.field }, { sniHosts: hosts, lost, certain });
}

function claim(bound: BoundServer, loser: Side, winner: Side, rest: Pick<Claimed, 'sniHosts' | 'lost' | 'certain'>): Claim {
  const ours = [loser, winner].some(({ virtualService: { origin } }) => isOurs(origin));
  return {
    loser: loser.virtualService, winner: winner.virtualService,
    found: {
      at: placeOf(loser), related: [placeOf(winner)], severity: rest.certain || ours ? 'error' : 'warning',
      data: { port: portOf(bound), workload: bound.workload.name, other: qualifiedName(winner.virtualService.ref), ...rest },
    },
  };
}

function placeOf({ virtualService: { ref, origin }, field }: Side): Found<Claimed>['at'] {
  return { ref, origin, field };
}

function example({ sniHosts = 'shop.example.com, www.example.com', gateways = 'web' } = {}): string {
  const route = (name: string, sni: string, on: string) => virtualService(
    `  tls:\n    - match: [{ sniHosts: [${sni}] }]\n      route: [{ destination: { host: ${name}, port: { number: 443 } } }]\n`, { name, hosts: '"*.example.com"', gateways: on },
  );
  const ports = '{ name: tls, port: 443 }';
  return documents(
    gateway(server('"*.example.com"', PASSTHROUGH)), route('shop', 'shop.example.com', 'web'), backend({ ports }),
    route('blog', sniHosts, gateways), backend({ name: 'blog', ports }),
  );
}
