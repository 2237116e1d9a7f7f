import { isDnsSubdomain, isIpAddress, whyNoDnsName } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { partsOf } from './policies-of';

type Kind = 'protocol' | 'host' | 'port';

const tunnelling = (tunnel: string) => destinationRule({ trafficPolicy: `{ tunnel: { ${tunnel} } }` });

export const tunnelInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH519',
  name: 'tunnel-invalid',
  severity: 'error',
  summary: 'A tunnel has a protocol, a target host or a target port that cannot be one.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: tunnelling('protocol: GET, targetHost: example.com, targetPort: 443') },
    good: [
      { why: 'another protocol', yaml: tunnelling('protocol: POST, targetHost: example.com, targetPort: 443') },
      { why: 'no protocol, which is CONNECT', yaml: tunnelling('targetHost: example.com, targetPort: 443') },
      { why: 'an IP address', yaml: tunnelling('protocol: CONNECT, targetHost: 192.0.2.1, targetPort: 443') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['trafficPolicy']),
  words: inWords({
    protocol: (protocol) => ({ what: `"${protocol}" is no protocol of a tunnel`, fix: 'Istio rejects the DestinationRule. Give CONNECT or POST.' }),
    host: (host) => ({
      what: `target host "${host}" of a tunnel ${whyNoDnsName(host) ?? ''}`,
      fix: 'Istio rejects the DestinationRule. Give a DNS name or an IP address; wildcards do not exist.',
    }),
    port: (port) => ({
      what: `target port ${port} of a tunnel is not between 1 and 65535`,
      fix: 'Istio rejects the DestinationRule. Give a port between 1 and 65535.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const tunnel of partsOf(spec, 'tunnel')) {
    const [protocol, host, port] = ['protocol', 'targetHost', 'targetPort'].map((name) => tunnel.at(name));
    if (protocol.text && !['CONNECT', 'POST'].includes(protocol.text)) yield mistake(protocol, 'protocol');
    if (host.text !== undefined && !isDnsSubdomain(host.text) && !isIpAddress(host.text)) yield mistake(host, 'host');
    if (port.number === 0 || (port.number ?? 0) > 65535) yield mistake(port, 'port');
  }
}
