import type { ServerTls } from '../../model/gateway';
import type { Field } from '../../values/field';
import { asList, asRecord, asText, type Manifest } from '../../values/read';
import { defineRule } from '../define-rule';
import { CERTIFICATE_FILES, tlsGateway } from '../example-manifests';
import { hasCredential, inTls, isSet, needsCertificate, tlsServersOf } from './server-tls';

interface Missing {
  readonly port: number;
  readonly mode: string;
  readonly missing: readonly string[];
  readonly field: Field;
}

/** An empty list of certificates is refused by the schema of the kind, and counts as none here. */
export const tlsCertificateMissing = defineRule<Missing>({
  code: 'MESH213',
  name: 'tls-certificate-missing',
  severity: 'error',
  summary: 'The tls of a server is to serve a certificate and does not give one with its key.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway('{ mode: SIMPLE }') },
    good: [
      { why: 'a credentialName', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }') },
      { why: 'a certificate with its key', yaml: tlsGateway(`{ mode: SIMPLE, ${CERTIFICATE_FILES} }`) },
      { why: 'a list of certificates with their keys', yaml: tlsGateway(`{ mode: SIMPLE, tlsCertificates: [{ ${CERTIFICATE_FILES} }] }`) },
      { why: 'a mode that needs none', yaml: tlsGateway('{ mode: PASSTHROUGH }') },
      { why: 'a mode that uses those of Istio', yaml: tlsGateway('{ mode: ISTIO_MUTUAL }') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh)) {
      const { server: { port }, tls } = each;
      if (!needsCertificate(tls) || hasCredential(tls)) continue;
      for (const { field, missing } of incomplete(tls)) yield inTls(each, field, { port: port.number, mode: tls.mode, missing, field });
    }
  },
  words: ({ port, mode, missing, field }) => ({
    what: `${field.length > 0 ? 'a certificate in ' : ''}tls of mode ${mode} on port ${port} has no ${missing.join(' and no ')}`,
    fix: 'Istio rejects the Gateway. Give credentialName, a Secret in the namespace of the gateway pods, or both serverCertificate and privateKey, paths in these pods.',
  }),
});

function incomplete(tls: ServerTls): ReadonlyArray<{ readonly field: Field; readonly missing: readonly string[] }> {
  const certificates = isSet(tls, 'tlsCertificates')
    ? asList(tls.manifest.tlsCertificates).map((each, index) => ({ field: ['tlsCertificates', index], certificate: asRecord(each) }))
    : [{ field: [], certificate: tls.manifest }];
  return certificates.map(({ field, certificate }) => ({ field, missing: partsMissing(certificate) })).filter(({ missing }) => missing.length > 0);
}

function partsMissing(certificate: Manifest): readonly string[] {
  return ['serverCertificate', 'privateKey'].filter((part) => (asText(certificate[part]) ?? '') === '');
}
