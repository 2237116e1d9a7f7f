import type { Mesh } from '../../model/mesh';
import { PeerAuthentications } from '../../model/peer-authentication';
import type { PeerAuthentication } from '../../model/policies';
import { HostTrie } from '../../values/host-trie';
import { formatRef } from '../../values/object-ref';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { policy, service } from '../example-workloads';
import { clientTlsOf } from './client-tls';

interface Unsent {
  /** What keeps clients from sending mTLS: another policy, or the mesh's configuration. */
  readonly by?: string;
}

const STRICT = 'selector: { matchLabels: { app: shop } }, mtls: { mode: STRICT }';
const example = (mode: string, spec = STRICT) => documents(policy('PeerAuthentication', `{ mtls: { mode: ${mode} } }`, { name: 'default' }), policy('PeerAuthentication', `{ ${spec} }`), service());

/**
 * What clients send unasked is decided by the policy of the namespace, or of the mesh, alone: istiod does not look at those for some pods.
 * Without automatic mTLS clients send none at all before a DestinationRule says so, which is when Kiali asks for one.
 */
export const strictWithoutMtls = defineRule<Unsent>({
  code: 'MESH721',
  name: 'strict-without-mtls',
  severity: 'error',
  summary: 'A PeerAuthentication lets pods take mTLS only, and clients send them plaintext.',
  seeAlso: ['KIA0401', 'KIA0501'],
  reads: ['peerAuthentications', 'destinationRules', 'config', 'domain', 'completeness'],
  examples: {
    bad: { yaml: example('DISABLE') },
    good: [
      { why: 'a namespace that takes both', yaml: example('PERMISSIVE') },
      { why: 'a namespace that leaves it to the mesh', yaml: example('UNSET') },
      { why: 'pods that take both', yaml: example('DISABLE', STRICT.replace('STRICT', 'PERMISSIVE')) },
    ],
  },
  * check(mesh) {
    const policies = new PeerAuthentications(mesh.peerAuthentications, mesh.config.rootNamespace);
    const isSent = mtlsByRule(mesh);
    for (const each of mesh.peerAuthentications) {
      const { ref, origin } = each;
      if (each.mode !== 'STRICT' || (each.selector !== undefined && ref.namespace === mesh.config.rootNamespace) || isSent(each)) continue;
      const { by, mode, certain } = policies.ofNamespace(ref.namespace);
      if (mesh.config.enableAutoMtls && (mode !== 'DISABLE' || !certain || by === undefined || by.origin === origin)) continue;
      const disabling = mesh.config.enableAutoMtls ? by : undefined;
      yield {
        severity: mesh.completeness.has('DestinationRule') ? 'error' : 'warning',
        at: { ref, origin, field: ['spec', 'mtls', 'mode'] }, related: disabling === undefined ? [] : [{ ref: disabling.ref, origin: disabling.origin }],
        data: { by: disabling && formatRef(disabling.ref) },
      };
    }
  },
  words: ({ by }) => ({
    what: `pods take mTLS only, and ${by === undefined ? 'enableAutoMtls is off in the MeshConfig' : `${by} turns mTLS off for their namespace`}, so clients send plaintext`,
    fix: `The connections fail, and clients get 503. ${by === undefined
      ? 'Add a DestinationRule with TLS mode ISTIO_MUTUAL for the hosts of these pods, or let the mesh send mTLS by itself.'
      : `Let ${by} say PERMISSIVE, or add a DestinationRule with TLS mode ISTIO_MUTUAL for the hosts of these pods.`}`,
  }),
});

/** Whether a DestinationRule makes clients send mTLS to some host that a policy may be about. */
function mtlsByRule({ destinationRules, config, domain }: Mesh): (policy: PeerAuthentication) => boolean {
  const hosts = new HostTrie<string>();
  for (const rule of destinationRules) {
    if ([...clientTlsOf(rule, config)].some(({ mode }) => mode === 'ISTIO_MUTUAL')) hosts.add(rule.host, rule.host);
  }
  return ({ ref }) => hosts.overlapping(`*.${ref.namespace === config.rootNamespace ? '' : `${ref.namespace ?? ''}.`}svc.${domain}`).length > 0;
}
