import { isPlainHttp, isTls } from '../../values/protocol';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { tlsGateway } from '../example-manifests';
import { FILES, fieldsSet, hasMode, inTls, isPassthrough, isSet, tlsServersOf, type TlsServer } from './server-tls';

interface Ignored {
  readonly port: number;
  /** Undefined where it is left out. */
  readonly mode?: string;
  readonly fields: readonly string[];
  readonly isPlain: boolean;
}

const CREDENTIALS = ['credentialName', 'credentialNames', 'tlsCertificates', 'caCrl'] as const;

/**
 * Istio warns of all of it alike. Who names a certificate for TLS and no mode wants it served, and gets the opposite, since the enum
 * begins with PASSTHROUGH: that is an error here.
 */
export const tlsCertificatesIgnored = defineRule<Ignored>({
  code: 'MESH215',
  name: 'tls-certificates-ignored',
  severity: 'warning',
  summary: 'The tls of a server gives certificates and has no mode that serves them.',
  seeAlso: ['IST0133'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway('{ credentialName: shop }') },
    good: [
      { why: 'mode SIMPLE', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }') },
      { why: 'no certificate', yaml: tlsGateway('{ mode: PASSTHROUGH }') },
      { why: 'an empty name', yaml: tlsGateway('{ mode: PASSTHROUGH, credentialName: "" }') },
      { why: 'a redirect from plain HTTP', yaml: tlsGateway('{ httpsRedirect: true }', 'HTTP') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh)) {
      const { server: { port, protocol }, tls } = each;
      const fields = isPassthrough(tls) ? ignoredIn(each) : [];
      if (fields.length === 0) continue;
      const mode = hasMode(tls) ? tls.mode : undefined;
      yield inTls(each, [fields[0]], { port: port.number, mode, fields, isPlain: isPlainHttp(protocol) }, mode === undefined && isTls(protocol) ? 'error' : undefined);
    }
  },
  words: ({ port, mode, fields, isPlain }) => ({
    what: mode === undefined && !isPlain
      ? `tls on port ${port} has ${allOf(fields)} and no mode, which means PASSTHROUGH`
      : `tls on port ${port} has ${allOf(fields)}, which ${isPlain ? 'a plain HTTP server' : `mode ${mode}`} does not use`,
    fix: isPlain
      ? 'Take it away, or use protocol HTTPS and mode SIMPLE to serve with TLS.'
      : 'The gateway hands the connections on unopened, and HTTP routes do not apply. Use mode SIMPLE to serve the certificate, or take it away.',
  }),
});

// The files of a server without TLS are refused rather than ignored.
function ignoredIn({ server: { protocol }, tls }: TlsServer): readonly string[] {
  if (isTls(protocol) || protocol === 'unsupported') return fieldsSet(tls, [...CREDENTIALS, ...FILES]);
  return isPlainHttp(protocol) && !FILES.some((field) => isSet(tls, field)) ? fieldsSet(tls, CREDENTIALS) : [];
}
