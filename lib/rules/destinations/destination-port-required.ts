import type { KnownHost } from '../../model/known-hosts';
import type { Sending } from '../../model/sendings';
import { portsOf, targetOf, type Target } from '../../model/target';
import { formatHost } from '../../values/host-name';
import { formatPort } from '../../values/service';
import { allOf, oneOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { changed, documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface NoPort {
  readonly host: string;
  readonly ports: readonly string[];
  /** Ports of the gateways whose requests go there, none where they are not known. */
  readonly wrong: readonly number[];
  readonly lucky: readonly number[];
}

const TWO_PORTS = documents(
  gateway(server('shop.example.com')), virtualService(http(routeTo('host: shop', ''))), backend({ ports: '{ name: http, port: 8080 }, { name: admin, port: 9090 }' }),
);

/**
 * Without a port Istio takes the only one of the service, else that of the Gateway's server, which the service has by chance at best.
 * Istio's analyzer says this of sidecars as well: there it is the port that the client asked for, as it should be.
 */
export const destinationPortRequired = defineRule<NoPort>({
  code: 'MESH505',
  name: 'destination-port-required',
  severity: 'error',
  summary: 'A route on a gateway names no port of a service that has several.',
  seeAlso: ['IST0112'],
  reads: ['sendings', 'knownHosts', 'registry'],
  examples: {
    bad: { yaml: TWO_PORTS },
    good: [
      { why: 'a port', yaml: changed(TWO_PORTS, 'host: shop }', 'host: shop, port: { number: 8080 } }') },
      { why: 'a service with one port', yaml: changed(TWO_PORTS, ', { name: admin, port: 9090 }', '') },
      { why: 'a service that is not known', yaml: changed(TWO_PORTS, 'host: shop }', 'host: reviews }') },
    ],
  },
  * check({ sendings, knownHosts: hosts, registry }) {
    for (const sending of sendings) {
      const { route, destination: { host, port } } = sending;
      const isOnGateway = sending.servers.length > 0 || (sending.unknownGateway && !sending.mesh);
      const found = port === undefined && isOnGateway ? hosts.look(host, route.ref.namespace) : undefined;
      if (found?.kind === 'known' && hasSeveralPorts(found)) yield* noPort(sending, targetOf(host, found.entries, registry));
    }
  },
  words: ({ host, ports, wrong, lucky }) => ({
    what: `destination "${host}" needs a port: the service has ${allOf(ports)}`,
    fix: `Istio takes the number of the Gateway's port${wrong.length > 0 ? `, and the service has no ${oneOf(wrong.map(String))}: such requests get 503` : ''}${
      wrong.length === 0 && lucky.length > 0 ? `, and the service happens to have ${allOf(lucky.map(String))}` : ''}. Name one of its ports.`,
  }),
});

// With one port alone it is that one.
function hasSeveralPorts({ entries }: Extract<KnownHost, { kind: 'known' }>): boolean {
  return entries.every(({ ports }) => ports.length > 1);
}

function* noPort({ route: { ref, origin }, destination: { field, host }, servers, idle }: Sending, target: Target): Iterable<Found<NoPort>> {
  const ports = portsOf(target);
  // An ExternalName that is not registered is another matter.
  if (ports.length === 0) return;
  const asked = [...new Set(servers.map(({ server: { port: { number } } }) => number))];
  const [lucky, wrong] = [true, false].map((isThere) => asked.filter((number) => ports.some((port) => port.number === number) === isThere));
  const severity = wrong.length > 0 ? 'error' : 'warning';
  yield { at: { ref, origin, field }, related: [], severity: idle ? 'info' : severity, data: { host: formatHost(host), ports: ports.map(formatPort), wrong, lucky } };
}
