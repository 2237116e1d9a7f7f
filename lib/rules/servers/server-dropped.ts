import type { Listener } from '../../model/build/build';
import { takesTls } from '../../model/gateway';
import type { BoundServer } from '../../model/listener';
import { formatRef } from '../../values/object-ref';
import { isOurs } from '../../values/origin';
import { isTls } from '../../values/protocol';
import { oneOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents, INGRESS_SERVICE } from '../example-manifests';
import { backend, gateway, HTTP, http, HTTPS, routeTo, server, virtualService } from '../example-routing';
import { besides, claimSameHost, familyOf, otherPorts, placeBeside, portOf, serverBeside, someOf } from './claims';

type Fate = 'dropped' | 'one-of-two' | 'by-age' | 'dropped-or-refused';

interface Dropped {
  readonly fate: Fate;
  readonly protocol: string;
  readonly hosts: readonly string[];
  readonly port: number;
  readonly workload: string;
  /** The one that it loses to. */
  readonly other: { readonly protocol: string; readonly name: string };
  readonly otherPorts: readonly string[];
}

const ON_80 = HTTPS.replace('443', '80');
const PLAIN = server('shop.example.com');
const TLS = server('blog.example.com', ON_80);

/**
 * Where a host is in both, that rule tells. A port whose name stands twice in one Gateway and protocols that Istio does not know are
 * rejected when they are applied. TLS before plain text is served, so it is a mistake only where nobody knows which is the older.
 */
export const serverDropped = defineRule<Dropped>({
  code: 'MESH121',
  name: 'server-dropped',
  severity: 'error',
  summary: 'Two servers of one gateway workload have one listener and protocols that cannot share it, so Istio drops one with all of its hosts.',
  seeAlso: [],
  reads: ['builds'],
  examples: {
    bad: { yaml: example(PLAIN + TLS) },
    good: [
      { why: 'the server with TLS before the other, so that both are served', yaml: example(TLS + PLAIN) },
      { why: 'another port', yaml: example(PLAIN + TLS.replace('80', '443')) },
      { why: 'plain HTTP in two servers', yaml: example(PLAIN + server('blog.example.com', HTTP.replace('name: http', 'name: http2').replace('HTTP }', 'HTTP2 }'))) },
      { why: 'another address', yaml: example(`${PLAIN}${TLS}      bind: 10.0.0.1\n`) },
    ],
  },
  * check({ builds }) {
    const told = new Set<string>();
    for (const listener of builds.flatMap(({ listeners }) => listeners)) {
      for (const { lost, winner, fate } of clashes(listener)) {
        const key = [lost, winner].map(({ server: { gateway: { ref }, index } }) => `${formatRef(ref)} ${index}`).join(' ');
        if (!told.has(key)) yield found(lost, winner, fate);
        told.add(key);
      }
    }
  },
  words: ({ fate, protocol, hosts, port, workload, other, otherPorts: others }) => ({
    what: `server for ${protocol} cannot share port ${port} of ${workload} with that for ${other.protocol} of ${other.name}${fate === 'dropped' ? '' : ', which may be the older one'}`,
    fix: `${consequenceOf(fate, hosts)} ${others.length > 0 ? `Use another port, ${oneOf(others)}.` : 'Use another port of the gateway.'}`,
  }),
});

function consequenceOf(fate: Fate, hosts: readonly string[]): string {
  if (fate === 'dropped') return `Istio drops it with ${someOf(hosts)}, and says so in its log only.`;
  if (fate === 'one-of-two') return `Istio keeps the one of the older Gateway, and drops the other with all of its hosts: ${someOf(hosts)} here.`;
  const dropped = `Istio drops it with ${someOf(hosts)} where its Gateway is the younger`;
  return fate === 'by-age' ? `${dropped}, and serves both where it is the older.` : `${dropped}; where it is the older, Envoy refuses the listener.`;
}

interface Clash {
  readonly lost: BoundServer;
  readonly winner: BoundServer;
  readonly fate: Fate;
}

function* clashes({ dropped, contests }: Listener): Iterable<Clash> {
  for (const { server: lost, because, lostTo: [winner], certain } of dropped) {
    const isClash = because === 'protocol-conflict' || because === 'second-tcp-server';
    if (!isClash || isToldElsewhere(lost, winner)) continue;
    if (!certain && takesTls(lost.server)) yield { lost, winner, fate: byAge(lost, winner) };
    else yield { lost, winner, fate: certain ? 'dropped' : 'one-of-two' };
  }
  for (const { first, second } of contests) {
    if (takesTls(first.server) && !takesTls(second.server) && !isToldElsewhere(first, second)) yield { lost: first, winner: second, fate: byAge(first, second) };
  }
}

function byAge(lost: BoundServer, winner: BoundServer): Fate {
  return besides(lost, winner) === 'by-age' ? 'by-age' : 'dropped-or-refused';
}

function isToldElsewhere(a: BoundServer, b: BoundServer): boolean {
  return claimSameHost(a, b) || [a, b].some(({ server: { protocol, hasTls } }) => protocol === 'unsupported' || (isTls(protocol) && !hasTls));
}

function found(lost: BoundServer, winner: BoundServer, fate: Fate): Found<Dropped> {
  const ours = [lost, winner].some((each) => isOurs(each.server.gateway.origin));
  return {
    at: serverBeside(lost, winner), related: [serverBeside(winner, lost)], severity: fate === 'by-age' && !ours ? 'warning' : 'error',
    data: {
      fate, hosts: lost.server.hosts, port: portOf(lost), workload: lost.workload.name, otherPorts: otherPorts(winner, familyOf(lost)),
      protocol: lost.server.writtenProtocol, other: { protocol: winner.server.writtenProtocol, name: formatRef(placeBeside(winner, lost).ref) },
    },
  };
}

function example(servers: string): string {
  return documents(gateway(servers), INGRESS_SERVICE, virtualService(http(routeTo()), { hosts: 'shop.example.com, blog.example.com' }), backend());
}
