import { isIpSubnet } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const withAddress = (address: string) => serviceEntry({ addresses: `["${address}"]`, resolution: 'STATIC', endpoints: '[{ address: 192.0.2.1 }]' });

/** A network beside resolution DNS is refused by the schema of the kind. */
export const serviceEntryAddressInvalid = defineRule<Mistake<'address'>>({
  code: 'MESH533',
  name: 'service-entry-address-invalid',
  severity: 'error',
  summary: 'An address of a ServiceEntry is neither an IP address nor a network.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: withAddress('api.example.com') },
    good: [
      { why: 'an IPv4 address', yaml: withAddress('192.0.2.7') },
      { why: 'an IPv6 address', yaml: withAddress('2001:db8::7') },
      { why: 'a network', yaml: withAddress('192.0.2.0/24') },
      { why: 'the name as the address of an endpoint that is looked up', yaml: serviceEntry({ endpoints: '[{ address: api.example.com }]' }) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: ({ given }) => ({
    what: `address "${given}" is neither an IP address nor a network`,
    fix: 'Istio rejects the ServiceEntry. Sidecars tell connections to it by these addresses, such as "192.0.2.7" or "192.0.2.0/24"; names belong to "hosts".',
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'address'>> {
  for (const address of spec.at('addresses').list) {
    if (address.text !== undefined && !isIpSubnet(address.text)) yield mistake(address, 'address');
  }
}
