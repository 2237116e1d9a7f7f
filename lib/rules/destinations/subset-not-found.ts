import type { Completeness } from '../../model/completeness';
import { formatHost } from '../../values/host-name';
import { looksMisspelled } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule, type Found, type Severity } from '../define-rule';
import { changed, documents, ingressService } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';
import { missingSubsets, type MissingSubset } from './subset-uses';

interface Undefined {
  readonly host: string;
  readonly subset: string;
  /** Those that there are. */
  readonly subsets: readonly string[];
  readonly near?: string;
  readonly hasRule: boolean;
}

const TO_V2 = documents(
  gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo('host: shop, subset: v2'))), backend(), destinationRule(),
);

/**
 * Istio's analyzer and Kiali call a subset undefined also where no DestinationRule is given at all. Here it is unknown then, unless the
 * DestinationRules of the namespaces that Istio looks in are complete.
 */
export const subsetNotFound = defineRule<Undefined>({
  code: 'MESH506',
  name: 'subset-not-found',
  severity: 'error',
  summary: 'A route sends to a subset that no DestinationRule defines.',
  seeAlso: ['IST0101', 'KIA1107'],
  reads: ['sendings', 'knownHosts', 'domain', 'destinationRules', 'destinationLookup', 'completeness', 'config'],
  examples: {
    bad: { yaml: TO_V2 },
    good: [
      { why: 'a subset of the DestinationRule', yaml: changed(TO_V2, 'subset: v2', 'subset: v1') },
      { why: 'a second DestinationRule with the subset', yaml: documents(TO_V2, destinationRule({ name: 'more', subsets: '{ name: v2, labels: { version: v2 } }' })) },
      { why: 'no subset', yaml: changed(TO_V2, ', subset: v2', '') },
    ],
  },
  * check({ sendings, knownHosts, domain, destinationRules, destinationLookup, completeness, config }) {
    for (const missing of missingSubsets({ sendings, knownHosts, domain, destinationRules, destinationLookup })) {
      const severity = missing.definedBy.length > 0 ? undefined : severityOf(missing, isWhole(missing, completeness, config.rootNamespace));
      if (severity !== undefined) yield undefinedSubset(missing, severity);
    }
  },
  words: ({ host, subset, subsets, near, hasRule }) => ({
    what: `destination "${host}" has no subset "${subset}"${subsets.length > 0 ? `: its DestinationRule has ${oneOf(subsets.map((each) => `"${each}"`))}` : ''}`,
    fix: `Istio has nothing to send to for it, and requests get 503. ${near === undefined ? '' : `Write "${near}" if that one is meant. `}${
      hasRule ? 'Add the subset to the DestinationRule.' : 'Define it in a DestinationRule for the host, in the namespace of the service or of the pods that send.'}`,
  }),
});

// What no rule that was given says, another may, unless one for this very host lists others.
function severityOf({ sending: { idle, destination: { host } }, found }: MissingSubset, isWholeThere: boolean): Severity | undefined {
  const isForHost = found?.rule?.host === host;
  if (!isWholeThere && !isForHost) return undefined;
  if (idle) return 'info';
  return isWholeThere || (found?.rule?.subsets.size ?? 0) > 0 ? 'error' : 'warning';
}

function isWhole({ client, owner }: MissingSubset, completeness: Completeness, rootNamespace: string): boolean {
  return owner !== undefined && [client.namespace, owner, rootNamespace].every((namespace) => completeness.has('DestinationRule', namespace));
}

function undefinedSubset({ sending: { route: { ref, origin }, destination: { field, host } }, subset, found }: MissingSubset, severity: Severity): Found<Undefined> {
  const subsets = [...(found?.rule?.subsets.keys() ?? [])];
  return {
    at: { ref, origin, field: [...field, 'subset'] }, related: (found?.rule?.from ?? []).map((rule) => ({ ref: rule.ref, origin: rule.origin, field: ['spec', 'subsets'] })), severity,
    data: { host: formatHost(host), subset, subsets, near: subsets.find((each) => looksMisspelled(each, subset)), hasRule: found?.rule !== undefined },
  };
}
