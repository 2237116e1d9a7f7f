import type { Piece } from '../../values/piece';
import { parseProtocol } from '../../values/protocol';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const withProtocol = (protocol: string) => serviceEntry({ ports: `[{ number: 443, name: api, protocol: ${protocol} }]` });

/** Left out, it is sniffed; a word that means nothing is a mistake to Istio here, and not at the ports of a Service. */
export const serviceEntryProtocolUnknown = defineRule<Mistake<'protocol'>>({
  code: 'MESH536',
  name: 'service-entry-protocol-unknown',
  severity: 'error',
  summary: 'A port of a ServiceEntry has a protocol that Istio does not know.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: withProtocol('SSL') },
    good: [
      { why: 'a protocol that Istio knows', yaml: withProtocol('TLS') },
      { why: 'small letters', yaml: withProtocol('https') },
      { why: 'a protocol over HTTP', yaml: withProtocol('GRPC') },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: ({ given }) => ({
    what: `protocol "${given}" is none that Istio knows`,
    fix: 'Istio rejects the ServiceEntry. Use HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, REDIS or MYSQL, or leave it out to have it detected.',
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'protocol'>> {
  for (const port of spec.at('ports').list) {
    const { text = '' } = port.at('protocol');
    if (text !== '' && parseProtocol(text) === 'unsupported') yield mistake(port.at('protocol'), 'protocol');
  }
}
