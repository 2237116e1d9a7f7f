import { isDnsLabel } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const named = (name: string) => serviceEntry({ ports: `[{ number: 443, name: ${name}, protocol: TLS }]` });

/** Names of a Gateway's ports are free; these are names of a Service's ports to Istio. */
export const serviceEntryPortNameInvalid = defineRule<Mistake<'name'>>({
  code: 'MESH535',
  name: 'service-entry-port-name-invalid',
  severity: 'error',
  summary: 'The name of a port of a ServiceEntry is not made of letters, digits and dashes.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: named('tls_api') },
    good: [
      { why: 'a dash', yaml: named('tls-api') },
      { why: 'capital letters', yaml: named('TLS') },
      { why: 'a name of digits', yaml: named('"443"') },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: ({ given }) => ({
    what: given === '' ? 'a port has an empty name' : `port name "${given}" is not made of letters, digits and dashes, or is too long`,
    fix: 'Istio rejects the ServiceEntry. Give a name of letters, digits and dashes that begins and ends with a letter or a digit, such as "tls-api", of 63 characters at most.',
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'name'>> {
  for (const port of spec.at('ports').list) {
    const name = port.at('name');
    if (name.text !== undefined && !isDnsLabel(name.text)) yield mistake(name, 'name');
  }
}
