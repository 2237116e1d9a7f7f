import { isUnixAddress } from '../../values/address';
import { isDnsSubdomain, isIpAddress } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { endpointsOf, isStatic } from './endpoints';

type Kind = 'empty' | 'no-ip' | 'no-name' | 'remote';

const at = (endpoint: string, resolution = 'STATIC') => serviceEntry({ resolution, endpoints: `[{ ${endpoint} }]` });

/** That there is an address or a network, and how the path of a socket looks, is told by the schema of the kind. */
export const serviceEntryEndpointAddressInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH538',
  name: 'service-entry-endpoint-address-invalid',
  severity: 'error',
  summary: 'An endpoint of a ServiceEntry has an address that its resolution does not take.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: at('address: api.example.com') },
    good: [
      { why: 'an IP address', yaml: at('address: 192.0.2.7') },
      { why: 'resolution DNS', yaml: at('address: api.example.com', 'DNS') },
      { why: 'an IP address with resolution DNS', yaml: at('address: 192.0.2.7', 'DNS') },
      { why: 'a socket in the file system', yaml: at('address: unix:///var/run/api.sock') },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: inWords({
    'empty': () => ({
      what: 'an endpoint has an empty address',
      fix: 'Istio rejects the ServiceEntry. Give its IP address, or the path of a socket such as "unix:///var/run/api.sock".',
    }),
    'no-ip': (address) => ({
      what: `address "${address}" of an endpoint is not an IP address, and resolution is STATIC`,
      fix: `Istio rejects the ServiceEntry. ${isDnsSubdomain(address) ? 'Use resolution DNS to have the name looked up, or give' : 'Give'} the IP address.`,
    }),
    'no-name': (address) => ({
      what: address === '' ? 'an endpoint has no address to look up' : `address "${address}" of an endpoint is neither a DNS name nor an IP address`,
      fix: 'Istio rejects the ServiceEntry. Give a name such as "api.example.com", or an IP address.',
    }),
    'remote': (network) => ({
      what: `an endpoint has network "${network}" and no address`,
      fix: 'Istio sends to the gateways of that network, as far as it knows any, and warns. Give the address where the network is not another one.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const endpoint of endpointsOf(spec)) {
    const [address, network] = [endpoint.at('address'), endpoint.at('network')];
    if (!address.isGiven && !network.isGiven) continue;
    const kind = isStatic(spec) ? staticMistake(address, network) : lookedUpMistake(address);
    if (kind === 'remote') yield mistake(endpoint, kind, network.text, 'warning');
    else if (kind !== undefined) yield mistake(address.isGiven ? address : endpoint, kind, address.text ?? '');
  }
}

function staticMistake(address: Piece, network: Piece): Kind | undefined {
  if (!address.isSet) return network.isSet ? 'remote' : 'empty';
  const { text } = address;
  return text === undefined || isUnixAddress(text) || isIpAddress(text) ? undefined : 'no-ip';
}

function lookedUpMistake(address: Piece): Kind | undefined {
  const text = address.isGiven ? address.text : '';
  return text === undefined || isIpAddress(text) || isDnsSubdomain(text) ? undefined : 'no-name';
}
