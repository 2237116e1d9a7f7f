import type { ServiceEntry } from '../../model/service-entry';
import { Piece } from '../../values/piece';
import { parseProtocol, type Protocol } from '../../values/protocol';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { changed, serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'host' | 'given' | 'protocol' | 'waypoint';

const PROTOCOLS: readonly Protocol[] = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];
const WAYPOINT = 'istio.io/use-waypoint';

const dynamic = (spec: Readonly<Record<string, string>> = {}) => serviceEntry({ hosts: '["*.example.com"]', resolution: 'DYNAMIC_DNS', ...spec });

/** Envoy looks up the name of each request, so that nothing else may say where requests go, and requests must have a name. */
export const serviceEntryDynamicDns = defineRule<Mistake<Kind>>({
  code: 'MESH532',
  name: 'service-entry-dynamic-dns',
  severity: 'error',
  summary: 'A ServiceEntry with resolution DYNAMIC_DNS has something that does not go with it.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: dynamic({ hosts: '[api.example.com]' }) },
    good: [
      { why: 'a wildcard', yaml: dynamic() },
      { why: 'resolution DNS for a name', yaml: serviceEntry({}) },
      { why: 'a host of the mesh and no waypoint', yaml: dynamic({ location: 'MESH_INTERNAL' }) },
      { why: 'a waypoint and a host outside of the mesh', yaml: changed(dynamic(), 'namespace: web', `namespace: web, labels: { ${WAYPOINT}: waypoint }`) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: inWords({
    host: (host) => ({
      what: `resolution is DYNAMIC_DNS and host "${host}" is no wildcard`,
      fix: 'Istio rejects the ServiceEntry. Use resolution DNS for a host that is known, or a wildcard such as "*.example.com".',
    }),
    given: (field) => ({
      what: `resolution is DYNAMIC_DNS and there are ${field}`,
      fix: `Istio rejects the ServiceEntry: each request goes where its host's name leads. Take ${field} away, or use another resolution.`,
    }),
    protocol: (protocol) => ({
      what: `resolution is DYNAMIC_DNS and the protocol of a port ${protocol === '' ? 'is not given' : `is ${protocol}`}`,
      fix: `Istio rejects the ServiceEntry: the host is taken from the request, so the protocol is ${oneOf(PROTOCOLS)}.`,
    }),
    waypoint: (waypoint) => ({
      what: `resolution is DYNAMIC_DNS for a host of the mesh that uses waypoint "${waypoint}"`,
      fix: `Istio rejects the ServiceEntry. Use location MESH_EXTERNAL, or take the label ${WAYPOINT} away.`,
    }),
  }),
});

function* mistakesIn(spec: Piece, entry: ServiceEntry): Iterable<MistakeAt<Kind>> {
  if (spec.at('resolution').text !== 'DYNAMIC_DNS') return;
  for (const host of spec.at('hosts').list) {
    if (host.text?.startsWith('*') === false) yield mistake(host, 'host');
  }
  for (const field of ['addresses', 'endpoints']) {
    if (spec.at(field).list.length > 0) yield mistake(spec.at(field), 'given', field);
  }
  yield* inProtocols(spec.at('ports'));
  const waypoint = new Piece(entry.manifest).at('metadata', 'labels', WAYPOINT);
  if (spec.at('location').text === 'MESH_INTERNAL' && !['', 'none'].includes(waypoint.text?.toLowerCase() ?? '')) yield mistake(waypoint, 'waypoint');
}

function* inProtocols(ports: Piece): Iterable<MistakeAt<Kind>> {
  for (const port of ports.list) {
    const protocol = port.at('protocol');
    const parsed = parseProtocol(protocol.text ?? '');
    // A name that Istio does not know is the subject of another rule.
    const isUnknown = parsed === 'unsupported' && protocol.isSet;
    if (!isUnknown && !PROTOCOLS.includes(parsed)) yield mistake(protocol, 'protocol');
  }
}
