import type { DestinationRule } from '../../model/destination-rule';
import { formatRef } from '../../values/object-ref';
import { defineRule, type Found } from '../define-rule';
import { destinationRule, documents } from '../example-manifests';
import { deployment, namespace, policy, service } from '../example-workloads';
import { clientTlsOf, type ClientTls } from './client-tls';
import { isMeshWide, PodsMtlsLookup, type PodsMtls } from './pods-mtls';

interface Refused {
  /** Of the DestinationRule; `none` where it says nothing. */
  readonly mode: string;
  readonly host: string;
  readonly takes: 'STRICT' | 'DISABLE';
  /** What says so; undefined where the pods have no sidecar. */
  readonly by?: string;
}

const example = (client: string, server: string, labels = 'istio-injection: enabled') => documents(
  destinationRule({ trafficPolicy: `{ tls: { mode: ${client} } }` }), policy('PeerAuthentication', `{ mtls: { mode: ${server} } }`), service(), deployment(), namespace({ labels }),
);

/**
 * Kiali asks for DestinationRules and PeerAuthentications of the same extent in pairs. With automatic mTLS, which is the default, none
 * of them has to be there; what does break is a DestinationRule that says something else than the pods take.
 */
export const mtlsModeRefused = defineRule<Refused>({
  code: 'MESH720',
  name: 'mtls-mode-refused',
  severity: 'error',
  summary: 'A DestinationRule makes clients use another TLS mode than the pods take.',
  seeAlso: ['KIA0204', 'KIA0207', 'KIA0208', 'KIA0505', 'KIA0506'],
  reads: ['destinationRules', 'peerAuthentications', 'services', 'pods', 'namespaces', 'config', 'domain'],
  examples: {
    bad: { yaml: example('DISABLE', 'STRICT') },
    good: [
      { why: 'pods that take both', yaml: example('DISABLE', 'PERMISSIVE') },
      { why: 'mTLS on both sides', yaml: example('ISTIO_MUTUAL', 'STRICT') },
      { why: 'plaintext on both sides', yaml: example('DISABLE', 'DISABLE') },
      { why: 'pods without a sidecar, which take plaintext', yaml: example('DISABLE', 'STRICT', 'istio-injection: disabled') },
    ],
  },
  * check(mesh) {
    const lookup = new PodsMtlsLookup(mesh);
    for (const rule of mesh.destinationRules) {
      for (const tls of clientTlsOf(rule, mesh.config)) {
        const found = lookup.of(rule.host, tls).map((pods) => refused(rule, tls, { ...pods, isWide: isMeshWide(rule.host, mesh.domain) })).find((each) => each !== undefined);
        if (found !== undefined) yield found;
      }
    }
  },
  words: ({ mode, host, takes, by }) => ({
    what: `clients of "${host}" use ${mode === 'none' ? 'no TLS, as enableAutoMtls is off' : `TLS mode ${mode}`}, and ${by === undefined ? 'the pods have no sidecar' : `${by} lets the pods take ${takes === 'STRICT' ? 'mTLS only' : 'plaintext only'}`}`,
    fix: `The connections fail, and clients get 503. ${mode === 'none' ? 'Set' : 'Leave tls out of the DestinationRule, as Istio then sends what the pods take, or use'} TLS mode ${takes === 'STRICT' ? 'ISTIO_MUTUAL' : 'DISABLE'}.`,
  }),
});

function refused({ ref, origin, writtenHost }: DestinationRule, { mode, field }: ClientTls, { mtls, membership, hasOwn = false, isWide }: PodsMtls & { readonly isWide: boolean }): Found<Refused> | undefined {
  // Pods in ambient mode get what clients send within a tunnel that is mTLS in any case.
  if (!mtls.certain || membership === 'ambient') return undefined;
  const found = (takes: Refused['takes'], by = mtls.by): Found<Refused> => ({
    at: { ref, origin, field }, related: by === undefined ? [] : [{ ref: by.ref, origin: by.origin, field: ['spec'] }],
    // What is said of the whole mesh has exceptions, and a rule for one host may be there for one.
    severity: hasOwn || (takes === 'STRICT' && membership === 'unknown' && mtls.level === 'mesh' && !isWide) ? 'warning' : 'error',
    data: { mode, host: writtenHost, takes, by: by && formatRef(by.ref) },
  });
  if (mode === 'ISTIO_MUTUAL' && membership === 'outside') return { ...found('DISABLE'), related: [], data: { mode, host: writtenHost, takes: 'DISABLE' } };
  if (mode === 'ISTIO_MUTUAL') return mtls.mode === 'DISABLE' ? found('DISABLE') : undefined;
  return ['DISABLE', 'SIMPLE', 'none'].includes(mode) && mtls.mode === 'STRICT' && membership !== 'outside' ? found('STRICT') : undefined;
}
