import { podsAreComplete, type PodSource } from '../../model/workload';
import { Spellings } from '../../values/misspelled';
import { asRecord, asText } from '../../values/read';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, policy } from '../example-workloads';
import { valuesOf } from './authorization';

interface UnknownAccount {
  readonly namespace: string;
  readonly account: string;
  readonly certain: boolean;
  /** Service accounts of the namespace's pods that may be meant. */
  readonly near: readonly string[];
}

const example = (principal: string) => documents(
  policy('AuthorizationPolicy', `{ rules: [{ from: [{ source: { principals: ["${principal}"] } }] }] }`),
  deployment({ name: 'ingress', namespace: 'istio-system', labels: 'istio: ingressgateway', pod: 'serviceAccountName: ingress' }),
);
const complete = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** A warning, as Kiali's error is in meshes of several clusters: pods of another one may run as the account. */
export const authorizationAccountUnknown = defineRule<UnknownAccount>({
  code: 'MESH733',
  name: 'authorization-account-unknown',
  severity: 'warning',
  summary: 'An AuthorizationPolicy is about clients of a service account that no pods run as.',
  seeAlso: ['KIA0106'],
  reads: ['authorizationPolicies', 'pods', 'completeness'],
  examples: {
    bad: { yaml: example('cluster.local/ns/istio-system/sa/istio-ingressgateway'), complete },
    good: [
      { why: 'the account of the pods', yaml: example('cluster.local/ns/istio-system/sa/ingress'), complete },
      { why: 'any account of the namespace', yaml: example('cluster.local/ns/istio-system/*'), complete },
      { why: 'pods that are not known', yaml: example('cluster.local/ns/istio-system/sa/istio-ingressgateway') },
    ],
  },
  * check({ authorizationPolicies, pods, completeness }) {
    const accounts = accountsOf(pods);
    const nearOf = misspelled();
    for (const each of authorizationPolicies) {
      const { ref, origin } = each;
      const asked = { source: ['principals', 'serviceAccounts'], when: ['source.principal', 'source.serviceAccount'] };
      for (const { text, piece, in: name } of valuesOf(each, asked)) {
        const meant = /principal/i.test(name) ? ofPrincipal(text) : ofServiceAccount(text, ref.namespace);
        const there = meant && accounts.get(meant.namespace);
        if (meant === undefined || there?.has(meant.account) === true) continue;
        const certain = podsAreComplete(completeness, meant.namespace);
        const near = nearOf(meant, there);
        if (certain || near.length > 0) yield { at: { ref, origin, field: piece.field }, related: [], data: { ...meant, certain, near } };
      }
    }
  },
  words: ({ namespace, account, certain, near }) => ({
    what: `no pods${certain ? '' : ' that are known'} in namespace "${namespace}" run as service account "${account}"`,
    fix: `The rule matches nobody by it. ${near.length > 0 ? `Use ${oneOf(near.map((each) => `"${each}"`))}.` : 'Name the serviceAccountName of the pods that are meant; without one it is "default".'}`,
  }),
});

function accountsOf(pods: readonly PodSource[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { ref, template } of pods) {
    const { serviceAccountName, serviceAccount } = asRecord(template.manifest.spec);
    const account = asText(serviceAccountName) || asText(serviceAccount) || 'default';
    found.set(ref.namespace ?? '', (found.get(ref.namespace ?? '') ?? new Set()).add(account));
  }
  return found;
}

function misspelled(): (meant: Account, there: ReadonlySet<string> | undefined) => readonly string[] {
  const spellings = new Map<string, Spellings>();
  return ({ namespace, account }, there = new Set()) => {
    const known = spellings.get(namespace) ?? new Spellings(there);
    spellings.set(namespace, known);
    return known.near(account);
  };
}

type Account = Pick<UnknownAccount, 'namespace' | 'account'>;

function ofPrincipal(text: string): Account | undefined {
  const [, namespace, account] = /^[^/]+\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(text) ?? [];
  return account === undefined ? undefined : { namespace, account };
}

function ofServiceAccount(text: string, own: string | undefined): Account | undefined {
  const [first, second] = text.split('/');
  if (second !== undefined) return { namespace: first, account: second };
  return own === undefined ? undefined : { namespace: own, account: first };
}
