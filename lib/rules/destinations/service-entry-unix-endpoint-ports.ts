import { isUnixAddress } from '../../values/address';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { endpointsOf, isStatic, portNames } from './endpoints';

const SOCKET = { resolution: 'STATIC', endpoints: '[{ address: unix:///var/run/api.sock }]' };
const TWO_PORTS = '[{ number: 443, name: tls, protocol: TLS }, { number: 8443, name: tls-alt, protocol: TLS }]';

/** A socket has no port of its own by which connections to the one and to the other could be told apart. */
export const serviceEntryUnixEndpointPorts = defineRule<Mistake<'none' | 'many'>>({
  code: 'MESH541',
  name: 'service-entry-unix-endpoint-ports',
  severity: 'error',
  summary: 'A ServiceEntry with a socket in the file system as its endpoint has more or less than one port.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: serviceEntry({ ...SOCKET, ports: TWO_PORTS }) },
    good: [
      { why: 'one port', yaml: serviceEntry(SOCKET) },
      { why: 'an endpoint with an IP address', yaml: serviceEntry({ resolution: 'STATIC', endpoints: '[{ address: 192.0.2.7 }]', ports: TWO_PORTS }) },
      { why: 'a socket by its name', yaml: serviceEntry({ resolution: 'STATIC', endpoints: '[{ address: "unix://@api" }]' }) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: ({ kind, given }) => ({
    what: `the endpoint "${given}" is a socket, and the ServiceEntry has ${kind === 'none' ? 'no port' : 'several ports'}`,
    fix: 'Istio rejects the ServiceEntry. Give it one port, and each further socket a ServiceEntry of its own.',
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'none' | 'many'>> {
  const ports = portNames(spec).size;
  if (!isStatic(spec) || ports === 1) return;
  for (const address of endpointsOf(spec).map((endpoint) => endpoint.at('address'))) {
    if (isUnixAddress(address.text ?? '')) yield mistake(address, ports === 0 ? 'none' : 'many');
  }
}
