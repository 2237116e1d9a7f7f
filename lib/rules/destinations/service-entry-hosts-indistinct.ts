import type { Piece } from '../../values/piece';
import { isPlainHttp, isTls, parseProtocol } from '../../values/protocol';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { isByDns } from './by-dns';

type Kind = 'nameless' | 'addressed';

const HOSTS = '[api.example.com, img.example.com]';
const hosts = (spec: Readonly<Record<string, string>>) => serviceEntry({ hosts: HOSTS, ...spec });
const tcp = (spec: Readonly<Record<string, string>>) => serviceEntry({ addresses: '[192.0.2.7]', ports: '[{ number: 443, name: tcp, protocol: TCP }]', ...spec });

/** HTTP has a header for the host, and TLS a server name; other protocols show an address only. Without resolution the address is what counts. */
export const serviceEntryHostsIndistinct = defineRule<Mistake<Kind>>({
  code: 'MESH537',
  name: 'service-entry-hosts-indistinct',
  severity: 'error',
  summary: 'A ServiceEntry has several hosts, and a port whose connections do not tell which of them is meant.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: tcp({ hosts: HOSTS }) },
    good: [
      { why: 'one host', yaml: tcp({}) },
      { why: 'TLS, which names the host', yaml: hosts({}) },
      { why: 'HTTP, which names the host', yaml: hosts({ ports: '[{ number: 80, name: http, protocol: HTTP }]' }) },
      { why: 'no lookup of hosts', yaml: tcp({ hosts: HOSTS, resolution: 'NONE' }) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: inWords({
    nameless: (protocol) => ({
      what: `the ServiceEntry has several hosts and a port of ${protocol === '' ? 'no given protocol' : `protocol ${protocol}`}, whose connections do not tell which is meant`,
      fix: 'Istio rejects it. Give each host a ServiceEntry of its own, or the port the protocol HTTP, HTTPS, TLS or GRPC.',
    }),
    addressed: (protocol) => ({
      what: `the ServiceEntry has several hosts for its addresses, and a port of protocol ${protocol}`,
      fix: 'All hosts then share these addresses. Give each host a ServiceEntry with an address of its own, or take the addresses away.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  const resolution = spec.at('resolution').text ?? 'NONE';
  if (spec.at('hosts').list.length < 2 || resolution === 'NONE') return;
  const protocols = spec.at('ports').list.map((port) => port.at('protocol'));
  const protocolOf = (piece: Piece) => parseProtocol(piece.text ?? '');
  const nameless = protocols.find((each) => !isPlainHttp(protocolOf(each)) && !isTls(protocolOf(each)) && !isUnknown(each));
  const named = protocols.find((each) => isTls(protocolOf(each)));
  if (nameless !== undefined) yield mistake(nameless, 'nameless');
  else if (named !== undefined && isByDns(spec) && spec.at('addresses').list.length > 0) yield mistake(named, 'addressed', named.text, 'warning');
}

// That is the subject of another rule.
function isUnknown(protocol: Piece): boolean {
  return protocol.isSet && parseProtocol(protocol.text ?? '') === 'unsupported';
}
