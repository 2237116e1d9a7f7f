import type { Selecting } from '../../model/policies';
import { agesKnown, compareAges } from '../../values/age';
import { append } from '../../values/append';
import { formatRef } from '../../values/object-ref';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { policy, sidecar } from '../example-workloads';

interface Twice {
  readonly kind: string;
  readonly namespace?: string;
  readonly other: string;
  /** Whether this one is known to be the younger. */
  readonly certain: boolean;
}

const EGRESS = '{ egress: [{ hosts: ["./*"] }] }';
const example = (spec: string, namespace = 'web') => documents(sidecar(EGRESS), sidecar(spec, { name: 'blog', namespace }));

/** Of RequestAuthentications and AuthorizationPolicies all count, so several are no mistake, as Kiali has found, too. */
export const namespacePolicyTwice = defineRule<Twice>({
  code: 'MESH701',
  name: 'namespace-policy-twice',
  severity: 'error',
  summary: 'A namespace has two Sidecars, or two PeerAuthentications, that are for all of its pods.',
  seeAlso: ['IST0111', 'KIA0002'],
  reads: ['sidecars', 'peerAuthentications'],
  examples: {
    bad: { yaml: example(EGRESS) },
    good: [
      { why: 'labels of pods that one of them is for', yaml: example('{ workloadSelector: { labels: { app: blog } }, egress: [{ hosts: ["./*"] }] }') },
      { why: 'another namespace', yaml: example(EGRESS, 'blog') },
      { why: 'a kind of which all count', yaml: documents(policy('RequestAuthentication', '{}'), policy('RequestAuthentication', '{}', { name: 'blog' })) },
      { why: 'one PeerAuthentication beside one Sidecar', yaml: documents(sidecar(EGRESS), policy('PeerAuthentication', '{ mtls: { mode: STRICT } }')) },
    ],
  },
  * check({ sidecars, peerAuthentications }) {
    for (const alike of [...byNamespace(sidecars), ...byNamespace(peerAuthentications)]) {
      const [first, ...others] = [...alike].sort(compareAges);
      for (const { ref, origin } of others) {
        yield {
          at: { ref, origin, field: ['spec'] }, related: [{ ref: first.ref, origin: first.origin }],
          data: { kind: ref.kind, namespace: ref.namespace, other: formatRef(first.ref), certain: agesKnown(alike) },
        };
      }
    }
  },
  words: ({ kind, namespace, other, certain }) => ({
    what: `this ${kind} is for all pods of ${namespace === undefined ? 'its namespace' : `namespace "${namespace}"`}, as ${other} is`,
    fix: `Istio takes the oldest alone${certain ? `, which is ${other}` : ', so what counts depends on which was made first'}. Make one of the two, or say by labels which pods each is for.`,
  }),
});

function byNamespace(policies: readonly Selecting[]): Iterable<readonly Selecting[]> {
  const found = new Map<string | undefined, Selecting[]>();
  for (const each of policies.filter(({ selector }) => selector === undefined)) append(found, each.ref.namespace, each);
  return found.values();
}
