import type { Sending } from '../../model/sendings';
import { portsOf, targetOf, type Target } from '../../model/target';
import { formatHost } from '../../values/host-name';
import { formatPort } from '../../values/service';
import { allOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { changed, documents } from '../example-manifests';
import { backend, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface NoPort {
  readonly host: string;
  readonly port: number;
  readonly ports: readonly string[];
  /** The port that leads to this one of the pods. */
  readonly leadsHere?: string;
  readonly udp: boolean;
}

const TARGET_PORT = documents(
  gateway(server('shop.example.com')), virtualService(http(routeTo('host: shop', ', port: { number: 8080 }'))),
  backend({ ports: '{ name: http, port: 80, targetPort: 8080 }' }),
);

/** Kiali does not look at ports. */
export const destinationPortNotFound = defineRule<NoPort>({
  code: 'MESH504',
  name: 'destination-port-not-found',
  severity: 'error',
  summary: 'A route sends to a port that its service does not have.',
  seeAlso: ['IST0101'],
  reads: ['sendings', 'knownHosts', 'registry'],
  examples: {
    bad: { yaml: TARGET_PORT },
    good: [
      { why: 'the port of the Service', yaml: changed(TARGET_PORT, 'number: 8080', 'number: 80') },
      { why: 'a Service with that port', yaml: changed(TARGET_PORT, 'port: 80, targetPort: 8080', 'port: 8080') },
      { why: 'no port, and a Service with one', yaml: changed(TARGET_PORT, ', port: { number: 8080 }', '') },
    ],
  },
  * check({ sendings, knownHosts: hosts, registry }) {
    for (const sending of sendings) {
      const { route, destination: { host, port } } = sending;
      const found = port === undefined ? undefined : hosts.look(host, route.ref.namespace);
      if (port === undefined || found?.kind !== 'known') continue;
      const target = targetOf(host, found.entries, registry);
      if (target.entries.some(({ ports }) => ports.length > 0) && !portsOf(target).some(({ number }) => number === port)) yield noPort(sending, target, port);
    }
  },
  words: ({ host, port, ports, leadsHere, udp }) => ({
    what: leadsHere === undefined
      ? `destination "${host}" has no port ${port}${udp ? ' but for UDP' : ''}: it has ${allOf(ports)}`
      : `destination "${host}" has no port ${port}: that is the targetPort of its port ${leadsHere}`,
    fix: `Istio has nothing to send to at that port, and requests get 503. ${leadsHere === undefined ? 'Use a port of the service, or add this one to it.' : `A destination names the port of the service: ${leadsHere}.`}`,
  }),
});

function noPort({ route: { ref, origin }, destination: { field, host }, idle }: Sending, target: Target, port: number): Found<NoPort> {
  const services = target.entries.map(({ service }) => service).filter((service) => service !== undefined);
  const leadsHere = services.flatMap(({ ports }) => ports).find(({ targetPort, protocol }) => targetPort === port && protocol !== 'UDP');
  const [first] = target.entries;
  const place = first.service ?? first.serviceEntry;
  return {
    at: { ref, origin, field: [...field, 'port', 'number'] }, related: place === undefined ? [] : [{ ref: place.ref, origin: place.origin, field: ['spec', 'ports'] }],
    severity: idle ? 'info' : 'error',
    data: {
      host: formatHost(host), port, ports: portsOf(target).map(formatPort), leadsHere: leadsHere && formatPort(leadsHere),
      udp: target.entries.some(({ ports }) => ports.some((each) => each.number === port)),
    },
  };
}
