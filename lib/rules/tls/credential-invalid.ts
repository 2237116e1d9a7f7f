import { Secrets, type Credential } from '../../model/credentials';
import type { Mesh } from '../../model/mesh';
import type { Secret } from '../../model/secret';
import { qualifiedName } from '../../values/object-ref';
import { defineRule, type Severity } from '../define-rule';
import { documents, gatewayPods, tlsGateway } from '../example-manifests';
import { certificateSecret, examplePems } from './example-certificates';

interface Invalid {
  readonly secret: string;
  readonly port: number;
  /** What is wrong with it, in words that fit behind its name. */
  readonly why: string;
  readonly lacks: 'certificate' | 'authorities';
}

const GATEWAY = tlsGateway('{ mode: SIMPLE, credentialName: shop }');

/** Istio's analyzer does not look whether the key belongs to the certificate, nor for the authorities that mode MUTUAL needs. */
export const credentialInvalid = defineRule<Invalid>({
  code: 'MESH202',
  name: 'credential-invalid',
  severity: 'error',
  summary: 'The Secret of a server has no certificate that Envoy can show to clients, or none to check theirs by.',
  seeAlso: ['IST0161'],
  reads: ['secrets', 'credentials', 'completeness'],
  examples: {
    bad: { yaml: documents(GATEWAY, gatewayPods(), certificateSecret({ data: { 'tls.key': undefined } })) },
    good: [
      { why: 'a certificate and its key', yaml: documents(GATEWAY, gatewayPods(), certificateSecret()) },
      { why: 'the two under their other names', yaml: documents(GATEWAY, gatewayPods(), certificateSecret({ data: { 'tls.crt': undefined, 'tls.key': undefined, cert: examplePems.shop, key: examplePems.key } })) },
      { why: 'a Secret of another name', yaml: documents(GATEWAY, gatewayPods(), certificateSecret(), certificateSecret({ name: 'blog', data: { 'tls.key': undefined } })) },
    ],
  },
  * check(mesh) {
    const secrets = new Secrets(mesh.secrets);
    for (const credential of mesh.credentials) {
      const found = whyInvalid(credential, secrets, mesh);
      if (found === undefined) continue;
      const { gateway, port } = credential.bound.server;
      const { secret, severity, ...data } = found;
      yield {
        at: { ref: gateway.ref, origin: gateway.origin, field: credential.field }, related: [{ ref: secret.ref, origin: secret.origin }], severity,
        data: { ...data, secret: qualifiedName(secret.ref), port: port.number },
      };
    }
  },
  words: ({ secret, port, why, lacks }) => ({
    what: `secret "${secret}" ${why}`,
    fix: lacks === 'certificate'
      ? `Envoy gets no certificate of it, so no TLS connection to port ${port} comes about. Give "tls.crt" with the certificate and its chain, and "tls.key" with its key, both PEM.`
      : `Mode MUTUAL needs them, and without them no TLS connection to port ${port} comes about. Add "ca.crt" to the Secret, or a second Secret of that name with "-cacert" behind it.`,
  }),
});

interface Why extends Omit<Invalid, 'secret' | 'port'> {
  readonly secret: Secret;
  readonly severity: Severity;
}

function whyInvalid(credential: Credential, secrets: Secrets, { completeness }: Mesh): Why | undefined {
  const { server: { tls }, workload } = credential.bound;
  const secret = secrets.of(credential);
  if (secret === undefined) return undefined;
  if (secret.unusable !== undefined) return { secret, why: secret.unusable, lacks: 'certificate', severity: 'error' };
  if (tls === undefined || tls.mode === 'SIMPLE' || Object.hasOwn(tls.manifest, 'caCertCredentialName') || Object.hasOwn(tls.manifest, 'caCertificates')) return undefined;
  // Authorities may stand in a Secret of their own; without one they are looked for in the first.
  const own = secrets.find(`${credential.name}-cacert`, secret.ref.namespace);
  const holder = own ?? secret;
  if (holder.hasCa || holder.madeLater) return undefined;
  const certain = own !== undefined || (workload.namespace !== undefined && completeness.has('Secret', workload.namespace));
  return { secret: holder, why: 'has no certificates of authorities to check those of clients by: no "ca.crt"', lacks: 'authorities', severity: certain ? 'error' : 'warning' };
}
