import type { DestinationRule } from '../../model/destination-rule';
import { formatHost } from '../../values/host-name';
import { isExportedTo } from '../../values/export-to';
import { formatRef, qualifiedName } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule, type Found } from '../define-rule';
import { documents, ingressService } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';
import { missingSubsets, type MissingSubset } from './subset-uses';

/** Why Istio does not come to the rule that has the subset. */
type Reason =
  | 'elsewhere' /*    its namespace is none of those that are looked in */
  | 'not-exported' /* the pods do not see it */
  | 'nearer' /*       a rule of a namespace that is looked in before ends the search */
  | 'narrower' /*     a rule for a narrower host counts alone */
  | 'other-pods'; /*  it, or the one that ends the search, is for other pods */

interface Hidden {
  readonly host: string;
  readonly subset: string;
  readonly definedBy: string;
  readonly reason: Reason;
  /** The rules that count instead. */
  readonly instead: readonly string[];
  /** The namespaces that are looked in, in order. */
  readonly looked: readonly string[];
}

/**
 * Istio's analyzer takes a subset of any namespace for defined, and Kiali of any namespace that exports it. istiod looks in the namespace
 * of the pods that send, for a gateway that of its pods, then in that of the service, then in the root namespace, and the first that has
 * any rule for the host ends the search.
 */
export const subsetHidden = defineRule<Hidden>({
  code: 'MESH507',
  name: 'subset-hidden',
  severity: 'error',
  summary: 'A route sends to a subset that is defined in a DestinationRule which does not count for the pods that send.',
  seeAlso: ['IST0101', 'KIA1107'],
  reads: ['sendings', 'knownHosts', 'domain', 'destinationRules', 'destinationLookup', 'config'],
  examples: {
    bad: { yaml: example('web') },
    good: [
      { why: 'the DestinationRule in the namespace of the service', yaml: example('shop') },
      { why: 'the DestinationRule in the root namespace', yaml: example('istio-system') },
      { why: 'sidecars of its own namespace as the clients', yaml: example('web').replace('gateways: [web]', 'gateways: [mesh]').replace('hosts: [shop.example.com]', 'hosts: [shop.shop.svc.cluster.local]') },
    ],
  },
  * check({ sendings, knownHosts, domain, destinationRules, destinationLookup, config }) {
    for (const missing of missingSubsets({ sendings, knownHosts, domain, destinationRules, destinationLookup })) {
      const [first] = missing.definedBy;
      // Where the namespace of the host is not known, the rule may well be there.
      if (first !== undefined && missing.owner !== undefined && !isNotMerged(missing)) yield hidden(missing, first, config.rootNamespace);
    }
  },
  words: ({ host, subset, definedBy, reason, instead, looked }) => ({
    what: `subset "${subset}" of "${host}" is in ${definedBy}, ${EXPLANATIONS[reason]}`,
    fix: `Istio looks in namespace ${looked.map((each) => `"${each}"`).join(', then ')}${
      instead.length > 0 ? `, and ends with ${allOf(instead)}` : ''}; it has nothing to send to for the subset, and requests get 503. ${adviceFor(reason, looked, instead)}`,
  }),
});

const EXPLANATIONS: Readonly<Record<Reason, string>> = {
  'elsewhere': 'whose namespace Istio does not look in for the pods that send',
  'not-exported': 'which is not exported to the pods that send',
  'nearer': 'and a DestinationRule that Istio finds first hides it',
  'narrower': 'and a DestinationRule for a narrower host hides it',
  'other-pods': 'and it counts for other pods only',
};

// There another rule tells that of several for one host only one counts.
function isNotMerged({ found, subset }: MissingSubset): boolean {
  return found !== undefined && found.besides.some(({ subsets }) => subsets.has(subset));
}

function hidden(missing: MissingSubset, rule: DestinationRule, rootNamespace: string): Found<Hidden> {
  const { sending: { route: { ref, origin }, destination: { field, host }, idle }, subset, client, owner, found } = missing;
  const instead = found?.rule?.from ?? [];
  const looked = [...new Set([client.namespace, owner ?? '', rootNamespace])].filter((each) => each !== '');
  return {
    at: { ref, origin, field: [...field, 'subset'] }, related: [rule, ...instead].map((each) => ({ ref: each.ref, origin: each.origin })), severity: idle ? 'info' : 'error',
    data: { host: formatHost(host), subset, definedBy: formatRef(rule.ref), reason: reasonOf(missing, rule, looked), instead: instead.map((each) => `"${qualifiedName(each.ref)}"`), looked },
  };
}

function reasonOf({ client, found }: MissingSubset, { ref: { namespace = '' }, exportTo, workloadSelector, host }: DestinationRule, looked: readonly string[]): Reason {
  if (workloadSelector !== undefined || (found !== undefined && found.rule === undefined)) return 'other-pods';
  if (!looked.includes(namespace) && namespace !== '') return 'elsewhere';
  if (!isExportedTo(exportTo, namespace, client.namespace)) return 'not-exported';
  return found?.namespace === namespace && found.rule?.host !== host ? 'narrower' : 'nearer';
}

function adviceFor(reason: Reason, looked: readonly string[], instead: readonly string[]): string {
  if (reason === 'not-exported') return `Add "${looked[0]}" to its spec.exportTo.`;
  if (reason === 'elsewhere') return `Put the DestinationRule into namespace ${looked.slice(1).map((each) => `"${each}"`).join(' or ') || `"${looked[0]}"`}.`;
  return instead.length > 0 ? `Add the subset to ${allOf(instead)}.` : 'Define the subset in a DestinationRule for all pods.';
}

function example(namespace: string): string {
  return documents(
    gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo('host: shop.shop.svc.cluster.local, subset: v1'))),
    backend({ namespace: 'shop' }), destinationRule({ namespace, host: 'shop.shop.svc.cluster.local' }),
  );
}
