import type { DestinationRule } from '../../model/destination-rule';
import type { KnownHost } from '../../model/known-hosts';
import { formatHost } from '../../values/host-name';
import { oneOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents } from '../example-manifests';
import { backend, destinationRule } from '../example-routing';

interface Missing {
  readonly written: string;
  readonly host: string;
  readonly kind: 'absent' | 'unknown' | 'other-case' | 'under-wildcard';
  /** A host that is there and could be meant, or the wildcard that covers it. */
  readonly near?: string;
  /** Services of the namespace that it names. */
  readonly others: readonly string[];
}

const SERVICE_ENTRY = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: store, namespace: web }
spec:
  hosts: [store.example.org]
  location: MESH_EXTERNAL
  ports: [{ number: 80, name: http, protocol: HTTP }]
  resolution: DNS
`;

/**
 * Kiali calls this an error where the mesh lets traffic out only to what is registered; the rule has no effect either way, and routes that
 * send there are told of by themselves. A host that only a wildcard of a ServiceEntry covers is fine for Istio's analyzer and Kiali, but
 * istiod compares the wildcard itself.
 */
export const destinationRuleHostNotFound = defineRule<Missing>({
  code: 'MESH509',
  name: 'destination-rule-host-not-found',
  severity: 'warning',
  summary: 'A DestinationRule is for a host that no Service and no ServiceEntry has.',
  seeAlso: ['IST0174', 'KIA0202'],
  reads: ['destinationRules', 'knownHosts'],
  examples: {
    bad: { yaml: example('store'), complete: ['Service'] },
    good: [
      { why: 'the name of a Service of its namespace', yaml: example('shop'), complete: ['Service'] },
      { why: 'the full name of a Service', yaml: example('shop.web.svc.cluster.local'), complete: ['Service'] },
      { why: 'the host of a ServiceEntry', yaml: documents(example('store.example.org'), SERVICE_ENTRY), complete: ['Service', 'ServiceEntry'] },
    ],
  },
  * check({ destinationRules, knownHosts: hosts }) {
    for (const rule of destinationRules) {
      if (rule.writtenHost !== '' && !rule.host.startsWith('*')) yield* missing(rule, hosts.look(rule.host, rule.ref.namespace), hosts.neighbours(rule.host));
    }
  },
  words: ({ written, host, kind, near, others }) => ({
    what: `host "${written}"${written === host ? '' : `, which is "${host}",`} ${kind === 'under-wildcard' ? `is covered by "${near}" of a ServiceEntry, and is on none itself` : FINDINGS[kind](near)}`,
    fix: `The DestinationRule has no effect, and Istio says nothing. ${near === undefined
      ? `Name a Service that exists${others.length > 0 ? `, such as ${oneOf(others.map((other) => `"${other}"`))}` : ''}, or make a ServiceEntry for the host; a name without a dot is looked up in the namespace of the DestinationRule.`
      : `Write "${near}" if that one is meant.`}`,
  }),
});

const FINDINGS: Readonly<Record<'absent' | 'unknown' | 'other-case', (near: string | undefined) => string>> = {
  'absent': () => 'does not exist',
  'unknown': (near) => `is not there, but "${near}" is`,
  'other-case': (near) => `differs from "${near}" by its capitals`,
};

function* missing({ ref, origin, host, writtenHost }: DestinationRule, found: KnownHost, others: readonly string[]): Iterable<Found<Missing>> {
  if (found.kind === 'known' || found.kind === 'partly-qualified') return;
  const near = nearOf(found);
  if ((found.kind === 'unknown' && near === undefined) || (found.kind === 'under-wildcard' && !found.sure)) return;
  yield { at: { ref, origin, field: ['spec', 'host'] }, related: [], data: { written: writtenHost, host: formatHost(host), kind: found.kind, near, others } };
}

function nearOf(found: Exclude<KnownHost, { kind: 'known' | 'partly-qualified' }>): string | undefined {
  if (found.kind === 'other-case') return found.registered;
  return found.kind === 'under-wildcard' ? found.wildcard : found.near?.host;
}

function example(host: string): string {
  return documents(backend(), destinationRule({ host, subsets: '', more: '  trafficPolicy: { loadBalancer: { simple: RANDOM } }\n' }));
}
