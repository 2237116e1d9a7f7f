import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { tlsGateway } from '../example-manifests';
import { FILES, fieldsSet, inTls, tlsServersOf } from './server-tls';

interface Certificates {
  readonly port: number;
  readonly fields: readonly string[];
}

/** A list of revoked certificates is the one thing that this mode takes. */
export const tlsIstioMutualCertificates = defineRule<Certificates>({
  code: 'MESH217',
  name: 'tls-istio-mutual-certificates',
  severity: 'error',
  summary: 'The tls of a server has mode ISTIO_MUTUAL, which uses the certificates of the mesh, and gives others.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway('{ mode: ISTIO_MUTUAL, credentialName: shop }') },
    good: [
      { why: 'no certificate', yaml: tlsGateway('{ mode: ISTIO_MUTUAL }') },
      { why: 'mode MUTUAL', yaml: tlsGateway('{ mode: MUTUAL, credentialName: shop }') },
      { why: 'an empty name', yaml: tlsGateway('{ mode: ISTIO_MUTUAL, credentialName: "" }') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh)) {
      const { server: { port }, tls } = each;
      const fields = tls.mode === 'ISTIO_MUTUAL' ? fieldsSet(tls, [...FILES, 'tlsCertificates', 'credentialName', 'credentialNames']) : [];
      if (fields.length > 0) yield inTls(each, [fields[0]], { port: port.number, fields });
    }
  },
  words: ({ port, fields }) => ({
    what: `tls of mode ISTIO_MUTUAL on port ${port} has ${allOf(fields)}`,
    fix: 'Istio rejects the Gateway: in this mode its pods use the certificates that Istio gives them. Use mode MUTUAL, or SIMPLE, to serve your own.',
  }),
});
