import { Secrets, type Credential } from '../../model/credentials';
import type { Mesh } from '../../model/mesh';
import { allOf, oneOf } from '../../values/words';
import { defineRule, type Found, type Place, type Severity } from '../define-rule';
import { CERTIFICATE_FILES, documents, gatewayPods, tlsGateway } from '../example-manifests';
import { certificateSecret } from './example-certificates';

interface NotFound {
  readonly name: string;
  /** Namespace of the gateway's pods. */
  readonly namespace: string;
  readonly workload: string;
  readonly severity: Severity;
  /** Whether the Gateway names another namespace. */
  readonly foreign: boolean;
  /** Namespaces that have such a Secret. */
  readonly elsewhere: readonly string[];
  /** Secrets of the right namespace that may be meant. */
  readonly near: readonly string[];
}

const GATEWAY = tlsGateway('{ mode: SIMPLE, credentialName: shop }');
const MOST_SHOWN = 3;
const complete = ['Secret@istio-system'];

/**
 * Istio's analyzer takes every Secret that is not given for absent. Here that has to be said; of a Secret that may be there only
 * what looks like a mistake is told: one of that name in a namespace that istiod does not look in, or a name one letter off.
 */
export const credentialNotFound = defineRule<NotFound>({
  code: 'MESH201',
  name: 'credential-not-found',
  severity: 'error',
  summary: 'The Secret that a server takes its certificate from is not in the namespace of the gateway pods.',
  seeAlso: ['IST0101'],
  reads: ['secrets', 'credentials', 'completeness'],
  examples: {
    bad: { yaml: documents(GATEWAY, gatewayPods(), certificateSecret({ namespace: 'web' })), complete },
    good: [
      { why: 'the Secret beside the pods', yaml: documents(GATEWAY, gatewayPods(), certificateSecret()), complete },
      { why: 'pods beside the Secret', yaml: documents(GATEWAY, gatewayPods({ namespace: 'web' }), certificateSecret({ namespace: 'web' })), complete },
      { why: 'a certificate in files', yaml: documents(tlsGateway(`{ mode: SIMPLE, ${CERTIFICATE_FILES} }`), gatewayPods()), complete },
    ],
  },
  * check(mesh) {
    const secrets = new Secrets(mesh.secrets);
    for (const credential of mesh.credentials) {
      const found = check(credential, secrets, mesh);
      if (found !== undefined) yield found;
    }
  },
  words: ({ name, namespace, workload, severity, foreign, elsewhere, near }) => ({
    what: foreign
      ? `credential "${name}" is outside of namespace "${namespace}", that of the pods of ${workload}`
      : `credential "${name}" is ${severity === 'error' ? 'not' : 'not known'} in namespace "${namespace}", that of the pods of ${workload}${elsewhereWords(elsewhere)}`,
    fix: `Istio takes a server's certificate from that namespace only, and clients get no TLS connection without it. ${near.length > 0
      ? `There is ${oneOf(near)}.`
      : `Put the Secret into namespace "${namespace}"${foreign ? ' and leave the namespace out of the name' : ''}.`}`,
  }),
});

function check({ bound, name, namespace, written, field }: Credential, secrets: Secrets, { completeness }: Mesh): Found<NotFound> | undefined {
  const { workload, server: { gateway } } = bound;
  const own = workload.namespace;
  if (own === undefined || workload.ref === undefined) return undefined;
  const foreign = namespace !== undefined && namespace !== own;
  if (!foreign && secrets.find(name, own) !== undefined) return undefined;
  const others = secrets.named(name).filter(({ copied }) => !copied);
  const near = foreign ? [] : secrets.near(name, own);
  const severity = foreign || completeness.has('Secret', own) ? 'error' : 'warning';
  if (severity === 'warning' && near.length === 0 && (others.length === 0 || others.length < secrets.named(name).length)) return undefined;
  return {
    at: { ref: gateway.ref, origin: gateway.origin, field }, severity,
    related: others.slice(0, MOST_SHOWN).map(({ ref, origin }): Place => ({ ref, origin })),
    data: {
      name: written, namespace: own, workload: workload.name, severity, foreign,
      elsewhere: others.slice(0, MOST_SHOWN).map(({ ref }) => ref.namespace ?? ''), near: near.map((each) => `"${each}"`),
    },
  };
}

function elsewhereWords(namespaces: readonly string[]): string {
  return namespaces.length === 0 ? '' : `, but in ${allOf(namespaces.map((each) => `"${each}"`))}`;
}
