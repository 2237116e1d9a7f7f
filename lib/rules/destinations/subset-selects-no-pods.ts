import type { DestinationRule, Subset } from '../../model/destination-rule';
import type { Behind } from '../../model/endpoints';
import type { VirtualService } from '../../model/virtual-service';
import { formatHost } from '../../values/host-name';
import { formatLabels, type Labels } from '../../values/labels';
import { looksMisspelled } from '../../values/misspelled';
import { oneOf } from '../../values/words';
import { defineRule, type Found, type Severity } from '../define-rule';
import { changed, documents } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';
import { emptySubsets } from './subset-pods';

interface Empty {
  readonly host: string;
  readonly subset: string;
  readonly asked: string;
  /** What the pods have of the labels that are asked for. */
  readonly there: readonly string[];
  readonly isUsed: boolean;
}

const PODS_OF_V1 = documents(
  gateway(server('shop.example.com')), virtualService(http(routeTo('host: shop, subset: v1'))), backend(), destinationRule(),
  `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: web }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop, version: v1 } }
    spec: { containers: [{ name: shop, image: "shop:1" }] }
`);

/**
 * Istio's analyzer compares the labels with all pods of the mesh; what counts is the pods that the Service selects. Kiali also looks only
 * at those, and like here takes a subset that no route uses for one whose pods are to come. Labels that are put on pods later are left alone.
 */
export const subsetSelectsNoPods = defineRule<Empty>({
  code: 'MESH550',
  name: 'subset-selects-no-pods',
  severity: 'error',
  summary: 'A subset asks for labels that no pod of its service has.',
  seeAlso: ['IST0173', 'KIA0203'],
  reads: ['destinationRules', 'virtualServices', 'knownHosts', 'endpoints'],
  examples: {
    bad: { yaml: changed(PODS_OF_V1, 'app: shop, version: v1', 'app: shop, version: "1"'), complete: ['Pod@web'] },
    good: [
      { why: 'the label on the pods', yaml: PODS_OF_V1, complete: ['Pod@web'] },
      { why: 'the label on some pods', yaml: documents(PODS_OF_V1, PODS_OF_V1.slice(PODS_OF_V1.lastIndexOf('---') + 3).replaceAll('name: shop', 'name: shop-2').replace('version: v1', 'version: v2')), complete: ['Pod@web'] },
      { why: 'no labels that are asked for', yaml: changed(PODS_OF_V1, '{ name: v1, labels: { version: v1 } }', '{ name: v1 }'), complete: ['Pod@web'] },
    ],
  },
  * check({ destinationRules, virtualServices, knownHosts: hosts, endpoints }) {
    let used: ReadonlySet<string> | undefined;
    for (const rule of destinationRules) {
      if (rule.subsets.length === 0 || rule.host.startsWith('*')) continue;
      const found = hosts.look(rule.host, rule.ref.namespace);
      const behind = found.kind === 'known' ? endpoints.behind(found.entries) : undefined;
      if (behind === undefined) continue;
      for (const subset of emptySubsets(rule, behind)) {
        used ??= usedSubsets(virtualServices);
        yield empty(rule, subset, { behind, isUsed: used.has(`${rule.host} ${subset.name}`) });
      }
    }
  },
  words: ({ host, subset, asked, there, isUsed }) => ({
    what: `subset "${subset}" of "${host}" asks for ${asked}, which none of its pods has`,
    fix: `${isUsed ? 'Requests that are sent there get 503.' : 'No route uses it yet; requests sent there would get 503.'} ${
      there.length > 0 ? `The pods have ${oneOf(there)}.` : 'The pods do not have these labels at all.'}`,
  }),
});

function usedSubsets(virtualServices: readonly VirtualService[]): ReadonlySet<string> {
  const destinations = virtualServices.flatMap((route) => [...route.http, ...route.tls, ...route.tcp]).flatMap((rule) => rule.destinations);
  return new Set(destinations.filter(({ weight }) => weight !== 0).map(({ host, subset }) => `${host} ${subset ?? ''}`));
}

function empty({ ref, origin, host }: DestinationRule, subset: Subset, { behind, isUsed }: { readonly behind: Behind; readonly isUsed: boolean }): Found<Empty> {
  return {
    at: { ref, origin, field: [...subset.field, 'labels'] }, related: [], severity: isUsed ? severityOf(subset, behind) : 'info',
    data: { host: formatHost(host), subset: subset.name, asked: formatLabels(subset.labels), there: have(subset.labels, behind.backends), isUsed },
  };
}

// Pods with the labels may be elsewhere, or yet to come, unless one that is there could be meant.
function severityOf({ labels }: Subset, { backends, isWhole }: Behind): Severity {
  // That there are no pods at all is the matter of the Service.
  if (isWhole) return backends.length > 0 ? 'error' : 'info';
  const names = Object.keys(labels);
  return backends.some(({ labels: pod }) => names.every((name) => Object.hasOwn(pod, name) && (pod[name] === labels[name] || looksMisspelled(pod[name], labels[name])))) ? 'warning' : 'info';
}

function have(asked: Labels, backends: Behind['backends']): readonly string[] {
  const found = backends.map(({ labels }) => Object.fromEntries(Object.keys(asked).filter((name) => Object.hasOwn(labels, name)).map((name) => [name, labels[name]])));
  return [...new Set(found.map(formatLabels))].filter((text) => text !== '').slice(0, 5);
}
