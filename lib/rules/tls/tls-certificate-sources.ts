import type { ServerTls } from '../../model/gateway';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { CERTIFICATE_FILES, tlsGateway } from '../example-manifests';
import { inTls, isSet, tlsServersOf } from './server-tls';

interface Sources {
  readonly port: number;
  readonly sources: readonly string[];
}

const FILES_TOGETHER = 'serverCertificate with privateKey';

/** The schema of the kind refuses `credentialNames` beside `credentialName` or `tlsCertificates`; the other pairs are left to Istio's webhook. */
export const tlsCertificateSources = defineRule<Sources>({
  code: 'MESH216',
  name: 'tls-certificate-sources',
  severity: 'error',
  summary: 'The tls of a server gives its certificate in more than one way.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway(`{ mode: SIMPLE, credentialName: shop, ${CERTIFICATE_FILES} }`) },
    good: [
      { why: 'a Secret', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }') },
      { why: 'files', yaml: tlsGateway(`{ mode: SIMPLE, ${CERTIFICATE_FILES} }`) },
      { why: 'two Secrets in one list', yaml: tlsGateway('{ mode: SIMPLE, credentialNames: [shop-rsa, shop-ecdsa] }') },
      { why: 'a CA in a Secret of its own', yaml: tlsGateway('{ mode: MUTUAL, credentialName: shop, caCertCredentialName: partners-cacert }') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh, ['serverCertificate', 'credentialNames', 'tlsCertificates'])) {
      const { server: { port }, tls } = each;
      const sources = tls.mode === 'ISTIO_MUTUAL' ? [] : sourcesOf(tls);
      const isBeyondSchema = sources.includes(FILES_TOGETHER) || ['credentialName', 'tlsCertificates'].every((source) => sources.includes(source));
      if (sources.length > 1 && isBeyondSchema) yield inTls(each, [], { port: port.number, sources });
    }
  },
  words: ({ port, sources }) => ({
    what: `tls on port ${port} gives its certificate by ${allOf(sources)}`,
    fix: 'Istio rejects the Gateway. Keep one of them.',
  }),
});

function sourcesOf(tls: ServerTls): readonly string[] {
  const files = isSet(tls, 'serverCertificate') && isSet(tls, 'privateKey') ? [FILES_TOGETHER] : [];
  return [...files, ...['credentialName', 'credentialNames', 'tlsCertificates'].filter((field) => isSet(tls, field))];
}
