import { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { endpointsOf, portNames } from './endpoints';

interface UndefinedPort {
  readonly name: string;
  readonly known: readonly string[];
}

const withPort = (name: string, more = {}) => serviceEntry({ resolution: 'STATIC', endpoints: `[{ address: 192.0.2.7, ports: { ${name}: 8443 } }]`, ...more });

/** An endpoint's ports are by the names of the entry's, not by their numbers. */
export const serviceEntryEndpointPortUndefined = defineRule<UndefinedPort>({
  code: 'MESH539',
  name: 'service-entry-endpoint-port-undefined',
  severity: 'error',
  summary: 'An endpoint of a ServiceEntry gives a port that the entry has not.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: withPort('https') },
    good: [
      { why: 'the name of its port', yaml: withPort('tls') },
      { why: 'the port among those of the entry', yaml: withPort('https', { ports: '[{ number: 443, name: https, protocol: TLS }]' }) },
      { why: 'no ports of endpoints', yaml: serviceEntry({ resolution: 'STATIC', endpoints: '[{ address: 192.0.2.7 }]' }) },
    ],
  },
  * check({ serviceEntries }) {
    for (const { ref, origin, manifest } of serviceEntries) {
      const spec = new Piece(manifest).at('spec');
      const known = portNames(spec);
      for (const [name, port] of endpointsOf(spec).flatMap((endpoint) => endpoint.at('ports').entries)) {
        if (!known.has(name)) yield { at: { ref, origin, field: port.field }, related: [], data: { name, known: [...known] } };
      }
    }
  },
  words: ({ name, known }) => ({
    what: `port "${name}" of an endpoint is none of the ServiceEntry`,
    fix: `Istio rejects the ServiceEntry. ${known.length === 0 ? 'It has no ports.' : `Its ports are named ${oneOf(known.map((each) => `"${each}"`))}.`}`,
  }),
});
