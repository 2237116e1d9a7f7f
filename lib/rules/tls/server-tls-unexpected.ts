import type { ServerTls } from '../../model/gateway';
import { isPlainHttp, isTls, type Protocol } from '../../values/protocol';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { changed, tlsGateway } from '../example-manifests';
import { FILES, fieldsSet, inTls, isPassthrough, tlsServersOf } from './server-tls';

interface Unexpected {
  readonly port: number;
  readonly protocol: Protocol;
  /** What of `tls` is one too many. */
  readonly given: string;
}

/** A redirect to HTTPS is all that `tls` says of a server without TLS, and only where the server can answer in HTTP. */
export const serverTlsUnexpected = defineRule<Unexpected>({
  code: 'MESH211',
  name: 'server-tls-unexpected',
  severity: 'error',
  summary: 'A server of a protocol without TLS has tls.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }', 'HTTP') },
    good: [
      { why: 'protocol HTTPS', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }') },
      { why: 'protocol TLS', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }', 'TLS') },
      { why: 'a redirect to HTTPS', yaml: tlsGateway('{ httpsRedirect: true }', 'HTTP') },
      { why: 'protocol TCP and no tls', yaml: changed(tlsGateway('{}', 'TCP'), '      tls: {}\n', '') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh)) {
      const { server: { port, protocol }, tls } = each;
      const given = protocol === 'unsupported' || isTls(protocol) ? undefined : tooMuch(tls, protocol);
      if (given !== undefined) yield inTls(each, [], { port: port.number, protocol, given });
    }
  },
  words: ({ port, protocol, given }) => ({
    what: `the server on port ${port} has protocol ${protocol} and ${given}`,
    fix: isPlainHttp(protocol)
      ? 'Istio rejects the Gateway. Use protocol HTTPS to serve with TLS; all that tls may say of a plain HTTP server is httpsRedirect.'
      : 'Istio rejects the Gateway. Use protocol TLS to serve with TLS, or take tls away.',
  }),
});

function tooMuch(tls: ServerTls, protocol: Protocol): string | undefined {
  if (!isPlainHttp(protocol)) return 'tls';
  if (!isPassthrough(tls)) return `tls of mode ${tls.mode}`;
  const files = fieldsSet(tls, FILES);
  return files.length > 0 ? `tls with ${allOf(files)}` : undefined;
}
