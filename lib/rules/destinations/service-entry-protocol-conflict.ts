import type { ServiceEntry, ServiceEntryPort } from '../../model/service-entry';
import { defineRule, type Place } from '../define-rule';
import { changed, documents, serviceEntry } from '../example-manifests';
import { conflictingProtocols, disagreements } from './shared-hosts';

interface Conflict {
  readonly host: string;
  readonly port: number;
  readonly protocols: readonly [string, string];
}

const other = (spec: Readonly<Record<string, string>>) => changed(serviceEntry(spec), 'name: shop', 'name: shop-tcp');
const TCP = { ports: '[{ number: 443, name: tcp, protocol: TCP }]', addresses: '[192.0.2.7]' };

/** Which of the two counts is a matter of their age; connections are then taken for something that they may not be. */
export const serviceEntryProtocolConflict = defineRule<Conflict>({
  code: 'MESH545',
  name: 'service-entry-protocol-conflict',
  severity: 'warning',
  summary: 'Two ServiceEntries have one host and port with different protocols.',
  seeAlso: ['IST0177', 'KIA1212'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: documents(serviceEntry({}), other(TCP)) },
    good: [
      { why: 'another host', yaml: documents(serviceEntry({}), other({ ...TCP, hosts: '[img.example.com]' })) },
      { why: 'another port', yaml: documents(serviceEntry({}), other({ ...TCP, ports: '[{ number: 8443, name: tcp, protocol: TCP }]' })) },
      { why: 'namespaces that do not see each other', yaml: documents(serviceEntry({ exportTo: '["."]' }), other({ ...TCP, exportTo: '[shop]' })) },
    ],
  },
  * check({ serviceEntries }) {
    for (const pair of conflictingProtocols(serviceEntries)) {
      for (const [first, second] of disagreements(pair)) {
        yield {
          at: placeOf(pair.second, second), related: [placeOf(pair.first, first)],
          data: { host: pair.hosts[0], port: second.number, protocols: [first.protocol, second.protocol] },
        };
      }
    }
  },
  words: ({ host, port, protocols: [first, second] }) => ({
    what: `port ${port} of host "${host}" is ${named(first)} in one ServiceEntry and ${named(second)} in another`,
    fix: 'Istio goes by the older of the two. Give both the same protocol, one of them another port, or export them to different namespaces.',
  }),
});

function placeOf({ ref, origin }: ServiceEntry, { field }: ServiceEntryPort): Place {
  return { ref, origin, field: [...field, 'protocol'] };
}

function named(protocol: string): string {
  return protocol === 'unsupported' ? 'of no protocol' : protocol;
}
