import { asRecord, asText } from '../../values/read';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';
import { inServer, serversOf } from './in-server';

interface Unknown {
  readonly port: number;
  readonly protocol: string;
}

const PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'HTTPS', 'TLS', 'TCP', 'MONGO', 'REDIS', 'MYSQL'];

const withProtocol = (protocol: string) => changed(httpGateway(80), 'protocol: HTTP', `protocol: ${protocol}`);

/** A Service's port of an unknown protocol is sniffed; a server's is not, so Istio has to be told. */
export const serverProtocolUnknown = defineRule<Unknown>({
  code: 'MESH118',
  name: 'server-protocol-unknown',
  severity: 'error',
  summary: 'A server has a protocol that Istio does not know.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: withProtocol('HTTP1') },
    good: [
      { why: 'a protocol of the list', yaml: withProtocol('HTTP2') },
      { why: 'small letters', yaml: withProtocol('http') },
      { why: 'a protocol over HTTP', yaml: withProtocol('GRPC-Web') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const protocol = asText(asRecord(server.manifest.port).protocol);
      if (protocol !== undefined && server.protocol === 'unsupported') yield inServer(server, ['port', 'protocol'], { port: server.port.number, protocol });
    }
  },
  words: ({ port, protocol }) => ({
    what: protocol === '' ? `port ${port} has an empty protocol` : `protocol "${protocol}" of port ${port} is none that Istio knows`,
    fix: `Istio rejects the Gateway. Use ${oneOf(PROTOCOLS)}.`,
  }),
});
