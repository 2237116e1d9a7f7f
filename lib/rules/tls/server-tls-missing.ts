import { isTls } from '../../values/protocol';
import { defineRule } from '../define-rule';
import { changed, httpGateway, tlsGateway } from '../example-manifests';
import { inServer, serversOf } from '../servers/in-server';

interface WithoutTls {
  readonly port: number;
  readonly protocol: string;
}

const without = (protocol: string) => changed(tlsGateway('{}', protocol), '      tls: {}\n', '');

/** Even to hand connections on unopened takes `tls`, though an empty one is enough for that. */
export const serverTlsMissing = defineRule<WithoutTls>({
  code: 'MESH210',
  name: 'server-tls-missing',
  severity: 'error',
  summary: 'A server of protocol HTTPS or TLS has no tls.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: without('HTTPS') },
    good: [
      { why: 'a certificate', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }') },
      { why: 'connections handed on unopened', yaml: tlsGateway('{ mode: PASSTHROUGH }') },
      { why: 'protocol HTTP', yaml: httpGateway(443) },
      { why: 'protocol TCP', yaml: without('TCP') },
    ],
  },
  * check(mesh) {
    for (const server of serversOf(mesh)) {
      const { port: { number }, protocol, tls } = server;
      if (tls === undefined && isTls(protocol)) yield inServer(server, [], { port: number, protocol });
    }
  },
  words: ({ port, protocol }) => ({
    what: `the server on port ${port} has protocol ${protocol} and no tls`,
    fix: 'Istio rejects the Gateway. Give tls with mode SIMPLE and a credentialName to serve a certificate, or with mode PASSTHROUGH to leave that to the destination.',
  }),
});
