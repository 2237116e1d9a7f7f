import { isOurs } from '../../values/origin';
import { qualifiedName } from '../../values/object-ref';
import { defineRule } from '../define-rule';
import { documents, gatewayPods, tlsGateway } from '../example-manifests';
import { certificateSecret } from './example-certificates';

interface Held {
  readonly secret: string;
}

const GATEWAY = tlsGateway('{ mode: SIMPLE, credentialName: shop }');

/** Only of Secrets that this package renders, for files that its user has named: what others put into manifests is theirs. */
export const privateKeyInOutput = defineRule<Held>({
  code: 'MESH222',
  name: 'private-key-in-output',
  severity: 'warning',
  summary: 'A Secret that a gateway renders of files has a private key, so whoever reads the manifests has it.',
  seeAlso: [],
  reads: ['secrets'],
  examples: {
    bad: { yaml: documents(GATEWAY, gatewayPods(), certificateSecret()), ours: true },
    good: [
      { why: 'a Secret that somebody else makes', yaml: documents(GATEWAY, gatewayPods(), certificateSecret()) },
      { why: 'no Secret', yaml: documents(GATEWAY, gatewayPods()), ours: true },
      { why: 'authorities alone, which are no secret', yaml: certificateSecret({ data: { 'tls.crt': undefined, 'tls.key': undefined, 'ca.crt': 'x' } }), ours: true },
    ],
  },
  * check({ secrets }) {
    for (const { ref, origin, keys } of secrets) {
      if (isOurs(origin) && keys.includes('tls.key')) yield { at: { ref, origin }, related: [], data: { secret: qualifiedName(ref) } };
    }
  },
  words: ({ secret }) => ({
    what: `secret "${secret}" has a private key, and so have the manifests`,
    fix: 'Keep the output out of version control and of the logs, and acknowledge this; or let cert-manager issue the certificate, or name a Secret that something else makes.',
  }),
});
