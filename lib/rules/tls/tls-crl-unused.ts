import type { ServerTls } from '../../model/gateway';
import { defineRule, type Severity } from '../define-rule';
import { CERTIFICATE_FILES, tlsGateway } from '../example-manifests';
import { asksClients, hasCredential, inTls, isSet, tlsServersOf } from './server-tls';

interface Crl {
  readonly port: number;
  readonly mode: string;
  readonly because: 'mode' | 'credential';
}

/**
 * Istio's validation means to refuse both, and lets a credential pass in the very modes where it matters: there clients with a revoked
 * certificate get in.
 */
export const tlsCrlUnused = defineRule<Crl>({
  code: 'MESH218',
  name: 'tls-crl-unused',
  severity: 'error',
  summary: 'The tls of a server has a caCrl that is not used.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway(`{ mode: SIMPLE, ${CERTIFICATE_FILES}, caCrl: /etc/tls/ca.crl }`) },
    good: [
      { why: 'clients that are asked for certificates', yaml: tlsGateway(`{ mode: MUTUAL, ${CERTIFICATE_FILES}, caCertificates: /etc/tls/ca.crt, caCrl: /etc/tls/ca.crl }`) },
      { why: 'no caCrl', yaml: tlsGateway(`{ mode: SIMPLE, ${CERTIFICATE_FILES} }`) },
      { why: 'the certificates of the mesh', yaml: tlsGateway('{ mode: ISTIO_MUTUAL, caCrl: /etc/tls/ca.crl }') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh, ['caCrl'])) {
      const { server: { port }, tls } = each;
      const severity = isSet(tls, 'caCrl') ? severityFor(tls) : undefined;
      if (severity !== undefined) yield inTls(each, ['caCrl'], { port: port.number, mode: tls.mode, because: hasCredential(tls) ? 'credential' : 'mode' }, severity);
    }
  },
  words: ({ port, mode, because }) => (because === 'mode'
    ? {
      what: `tls of mode ${mode} on port ${port} has a caCrl`,
      fix: 'Istio rejects the Gateway: in this mode clients show no certificate. Use mode MUTUAL, or take caCrl away.',
    }
    : {
      what: `tls on port ${port} has a caCrl beside a credential, which is then not used`,
      fix: 'Put the list of revoked certificates into the Secret as its key "ca.crl", and take caCrl away.',
    }),
});

// Without a question to clients the list does nothing, with or without a credential; what only lies there is worth a warning.
function severityFor(tls: ServerTls): Severity | undefined {
  const { mode } = tls;
  if (mode === 'SIMPLE') return hasCredential(tls) ? 'warning' : 'error';
  if (asksClients(mode)) return hasCredential(tls) ? 'error' : undefined;
  return mode !== 'ISTIO_MUTUAL' && isSet(tls, 'credentialName') ? 'error' : undefined;
}
