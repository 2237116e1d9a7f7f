import type { Mesh } from '../../model/mesh';
import type { ServiceEntry } from '../../model/service-entry';
import { Piece } from '../../values/piece';
import { asRecord } from '../../values/read';
import { defineRule, type Severity } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'never' | 'unless-captured';

const OPT_OUT = 'networking.istio.io/enable-autoallocate-ip';
const TCP = { ports: '[{ number: 5432, name: postgres, protocol: TCP }]' };

/**
 * Istio's analyzer warns of every such port, its validation only where Istio itself gives no address to the host. Since that is the
 * default for what is resolved, and serves whoever captures DNS, the rest is a hint.
 */
export const serviceEntryAddressesMissing = defineRule<Mistake<Kind>>({
  code: 'MESH534',
  name: 'service-entry-addresses-missing',
  severity: 'warning',
  summary: 'A ServiceEntry has a TCP port and no addresses to tell its connections by.',
  seeAlso: ['IST0133', 'IST0134'],
  reads: ['serviceEntries', 'config'],
  examples: {
    bad: { yaml: serviceEntry({ ...TCP, resolution: 'NONE' }) },
    good: [
      { why: 'an address', yaml: serviceEntry({ ...TCP, resolution: 'NONE', addresses: '[192.0.2.7]' }) },
      { why: 'a protocol that names the host', yaml: serviceEntry({ resolution: 'NONE' }) },
      { why: 'an address that Istio has given it', yaml: `${serviceEntry(TCP)}status: { addresses: [{ host: api.example.com, value: 240.240.0.1 }] }\n` },
      { why: 'HTTP, which names the host', yaml: serviceEntry({ ports: '[{ number: 80, name: http, protocol: HTTP }]', resolution: 'NONE' }) },
    ],
  },
  check: ({ serviceEntries, config }) => mistakesOf(serviceEntries, (spec, entry) => mistakesIn(spec, entry, config)),
  words: inWords({
    'never': (port) => ({
      what: `port ${port} carries TCP and the ServiceEntry has no addresses`,
      fix: 'Sidecars take every connection to that port for it, wherever it leads. Give the addresses that clients connect to, or a protocol that names the host, such as TLS.',
    }),
    'unless-captured': (port) => ({
      what: `port ${port} carries TCP and the ServiceEntry has no addresses`,
      fix: 'Sidecars that do not capture DNS (ISTIO_META_DNS_CAPTURE) take every connection to that port for it, wherever it leads. Give addresses unless all of them do.',
    }),
  }),
});

function* mistakesIn(spec: Piece, entry: ServiceEntry, config: Mesh['config']): Iterable<MistakeAt<Kind>> {
  const root = new Piece(entry.manifest);
  const severity = severityFor(spec, root, config);
  if (severity === undefined || spec.at('addresses').isSet || root.at('status', 'addresses').isSet) return;
  for (const port of spec.at('ports').list) {
    const protocol = port.at('protocol');
    const isTcp = !protocol.isSet || protocol.text?.toUpperCase() === 'TCP';
    if (isTcp) yield mistake(port, severity === 'warning' ? 'never' : 'unless-captured', `${port.at('number').number ?? ''}`, severity);
  }
}

function severityFor(spec: Piece, root: Piece, config: Mesh['config']): Severity | undefined {
  const { text: resolution = 'NONE' } = spec.at('resolution');
  if (resolution === 'NONE' || root.at('metadata', 'labels', OPT_OUT).text?.toLowerCase() === 'false') return 'warning';
  return resolution === 'DYNAMIC_DNS' || isCaptured(config) ? undefined : 'info';
}

function isCaptured({ manifest }: Mesh['config']): boolean {
  const metadata = asRecord(asRecord(manifest.defaultConfig).proxyMetadata);
  return metadata.ISTIO_META_DNS_CAPTURE === 'true' && [metadata.ISTIO_META_DNS_AUTO_ALLOCATE, metadata.PILOT_ENABLE_IP_AUTOALLOCATE].includes('true');
}
