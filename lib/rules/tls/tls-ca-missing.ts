import { defineRule } from '../define-rule';
import { CERTIFICATE_FILES, tlsGateway } from '../example-manifests';
import { asksClients, hasCredential, inTls, isSet, tlsServersOf } from './server-tls';

interface Missing {
  readonly port: number;
  readonly mode: string;
}

/** Where there is no certificate either, that is said instead: a Secret gives both. */
export const tlsCaMissing = defineRule<Missing>({
  code: 'MESH214',
  name: 'tls-ca-missing',
  severity: 'error',
  summary: 'The tls of a server asks clients for certificates and has no caCertificates to check them by.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway(`{ mode: MUTUAL, ${CERTIFICATE_FILES} }`) },
    good: [
      { why: 'caCertificates', yaml: tlsGateway(`{ mode: MUTUAL, ${CERTIFICATE_FILES}, caCertificates: /etc/tls/ca.crt }`) },
      { why: 'a mode that asks clients for none', yaml: tlsGateway(`{ mode: SIMPLE, ${CERTIFICATE_FILES} }`) },
      { why: 'a credentialName, whose Secret has both', yaml: tlsGateway('{ mode: MUTUAL, credentialName: shop }') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh, ['serverCertificate', 'privateKey', 'tlsCertificates'])) {
      const { server: { port }, tls } = each;
      const hasFiles = ['serverCertificate', 'privateKey', 'tlsCertificates'].some((field) => isSet(tls, field));
      if (asksClients(tls.mode) && hasFiles && !hasCredential(tls) && !isSet(tls, 'caCertificates')) yield inTls(each, [], { port: port.number, mode: tls.mode });
    }
  },
  words: ({ port, mode }) => ({
    what: `tls of mode ${mode} on port ${port} has no caCertificates`,
    fix: 'Istio rejects the Gateway, which could not check the certificates of clients. Give caCertificates, a path in the gateway pods, or use mode SIMPLE.',
  }),
});
