import type { Mesh } from '../../model/mesh';
import { PeerAuthentications, type Mtls } from '../../model/peer-authentication';
import type { Selecting } from '../../model/policies';
import type { PodSource } from '../../model/workload';
import { formatRef } from '../../values/object-ref';
import { defineRule, type Place } from '../define-rule';
import { documents, httpGateway, INGRESS_SERVICE } from '../example-manifests';
import { policy } from '../example-workloads';
import { valuesOf, type Action, type Value } from './authorization';
import { gatewaysInScope, once, podsInScope, type GatewayPods } from './scope';

interface NeedsIdentity {
  readonly in: string;
  readonly action: Action;
  /** The gateway whose clients show no certificate; undefined where it is pods that take plaintext only. */
  readonly gateway?: string;
  readonly by?: string;
}

const example = (source: string, { label = 'ingressgateway', action = 'ALLOW' } = {}) => documents(
  policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ${label} } }, action: ${action}, rules: [{ from: [{ source: { ${source} } }] }] }`, { namespace: 'istio-system' }),
  httpGateway(80), INGRESS_SERVICE,
);

const IDENTITY = { source: ['principals', 'namespaces', 'serviceAccounts', 'trustDomains'], when: ['source.principal', 'source.namespace', 'source.serviceAccount', 'source.trustDomain'] };
const WITH_CLIENT_CERTIFICATES = new Set(['MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_MUTUAL']);

/** Kiali asks for mTLS in the mesh. Pods that take both see the identity of each client that sends mTLS; clients of a gateway from outside of the mesh have none. */
export const authorizationNeedsIdentity = defineRule<NeedsIdentity>({
  code: 'MESH734',
  name: 'authorization-needs-identity',
  severity: 'error',
  summary: 'An AuthorizationPolicy asks who the client is where no client can say so.',
  seeAlso: ['KIA0105'],
  reads: ['authorizationPolicies', 'peerAuthentications', 'pods', 'servers', 'config', 'completeness'],
  examples: {
    bad: { yaml: example('namespaces: ["web"]') },
    good: [
      { why: 'an address, which every client has', yaml: example('notIpBlocks: ["10.0.0.0/8"]') },
      { why: 'a token, which a client may bring', yaml: example('requestPrincipals: ["*"]', { action: 'AUDIT' }) },
      { why: 'pods that are no gateway', yaml: example('namespaces: ["web"]', { label: 'internal' }).replace('istio: internal', 'app: shop') },
    ],
  },
  * check(mesh) {
    const withoutIdentity = judge(mesh);
    for (const each of mesh.authorizationPolicies) {
      const first = [...valuesOf(each, IDENTITY)].find(({ negated }) => !negated);
      const found = first && withoutIdentity(each, first);
      if (first === undefined || found === undefined) continue;
      const { ref, origin } = each;
      yield {
        at: { ref, origin, field: first.piece.field }, related: found.related, data: found.data,
        severity: found.data.gateway !== undefined && !mesh.completeness.has('Gateway') ? 'warning' : 'error',
      };
    }
  },
  words: ({ in: name, action, gateway, by }) => ({
    what: `"${name}" asks who the client is, and ${gateway === undefined ? `${by ?? 'a PeerAuthentication'} lets these pods take plaintext only` : `clients of gateway ${gateway} show no certificate`}`,
    fix: `No client has one then, so nobody is matched by it${action === 'ALLOW' ? ', and all requests that nothing else allows are answered with 403' : ''}. ${gateway === undefined
      ? 'Let the pods take mTLS.'
      : 'Put the policy on the pods behind the gateway, where its clients are those of the mesh, or use ipBlocks, remoteIpBlocks or requestPrincipals.'}`,
  }),
});

interface Judged {
  readonly data: NeedsIdentity;
  readonly related: readonly Place[];
}

function judge({ servers, config, pods, peerAuthentications }: Mesh): (policy: Selecting, value: Value) => Judged | undefined {
  const gatewaysOf = gatewaysInScope({ servers, config });
  const podsOf = podsInScope({ pods, config });
  const policies = new PeerAuthentications(peerAuthentications, config.rootNamespace);
  const isBareGateway = once(showsNoCertificate);
  return (policy, { in: name, action }) => {
    const gateways = gatewaysOf(policy);
    if (gateways.length > 0) {
      // One for all pods of a namespace is for its applications, too.
      const isBare = policy.selector !== undefined && gateways.every(isBareGateway);
      return isBare ? { data: { in: name, action, gateway: gateways.map(({ workload }) => workload.name).join(', ') }, related: [] } : undefined;
    }
    const taken = mtlsOf(policy, podsOf(policy), policies);
    const [first] = taken;
    if (first?.by === undefined || policy.ref.namespace === config.rootNamespace || taken.some(({ mode, certain }) => mode !== 'DISABLE' || !certain)) return undefined;
    return { data: { in: name, action, by: formatRef(first.by.ref) }, related: [{ ref: first.by.ref, origin: first.by.origin }] };
  };
}

function showsNoCertificate({ servers }: GatewayPods): boolean {
  return servers.every(({ server }) => !WITH_CLIENT_CERTIFICATES.has(server.tls?.mode ?? ''));
}

/** What the pods of a policy take, or, where none are known, what pods with just its labels would; none where others may differ. */
function mtlsOf({ ref, selector = {}, targeted }: Selecting, pods: readonly PodSource[], policies: PeerAuthentications): readonly Mtls[] {
  if (targeted) return [];
  if (pods.length > 0) return pods.map(({ labels }) => policies.ofPods(ref.namespace, labels, undefined));
  return policies.mayDiffer(ref.namespace, selector) ? [] : [policies.ofPods(ref.namespace, selector, undefined)];
}
