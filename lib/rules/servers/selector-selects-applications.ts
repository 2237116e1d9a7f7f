import { hasProxy } from '../../model/injection';
import type { BoundServer } from '../../model/listener';
import type { PodSource } from '../../model/workload';
import { formatLabels, labelsKey, selects, type Labels } from '../../values/labels';
import { formatRef } from '../../values/object-ref';
import { asList, asRecord, asTexts } from '../../values/read';
import { defineRule } from '../define-rule';
import { changed, documents, gatewayPods, httpGateway } from '../example-manifests';
import { deployment } from '../example-workloads';

interface Selected {
  readonly selector: string;
  readonly pods: string;
}

const SHOP = changed(httpGateway(80), 'istio: ingressgateway', 'app: shop');

/** Istio's checks are content with any pods, but sidecars open no listener for a Gateway. */
export const selectorSelectsApplications = defineRule<Selected>({
  code: 'MESH107',
  name: 'selector-selects-applications',
  severity: 'warning',
  summary: 'The selector of a Gateway selects pods of applications only, which serve no Gateway.',
  seeAlso: [],
  reads: ['gateways', 'servers', 'pods'],
  examples: {
    bad: { yaml: documents(SHOP, deployment()) },
    good: [
      { why: 'the label of gateway pods', yaml: documents(httpGateway(80), deployment(), gatewayPods()) },
      { why: 'pods that become a gateway by injection', yaml: documents(SHOP, deployment({ annotations: 'inject.istio.io/templates: gateway' })) },
      { why: 'pods that are not known', yaml: documents(httpGateway(80), deployment()) },
    ],
  },
  * check({ gateways, servers, pods }) {
    if (pods.length === 0) return;
    const found = new Map<string, PodSource | undefined>();
    const unknown = selectorsOfUnknownPods(servers);
    for (const { ref, origin, selector } of gateways) {
      if (selector === undefined || unknown.has(labelsKey(selector))) continue;
      const key = labelsKey(selector);
      if (!found.has(key)) found.set(key, applicationOf(selector, pods));
      const application = found.get(key);
      if (application === undefined) continue;
      yield {
        at: { ref, origin, field: ['spec', 'selector'] }, related: [{ ref: application.ref, origin: application.origin }],
        data: { selector: formatLabels(selector), pods: formatRef(application.ref) },
      };
    }
  },
  words: ({ selector, pods }) => ({
    what: `the pods with "${selector}" are no gateway: they are those of ${pods}`,
    fix: 'Sidecars open no listener for a Gateway, so nothing serves it. Select the pods of a gateway, such as "istio: ingressgateway".',
  }),
});

// A Service or a selector alone does not tell what its pods are.
function selectorsOfUnknownPods(servers: readonly BoundServer[]): ReadonlySet<string> {
  return new Set(servers.filter(({ workload }) => workload.containers === undefined).map(({ server }) => labelsKey(server.gateway.selector ?? {})));
}

function applicationOf(selector: Labels, pods: readonly PodSource[]): PodSource | undefined {
  const selected = pods.filter(({ labels }) => selects(selector, labels));
  return selected.every(isApplication) ? selected[0] : undefined;
}

/** Whether the pods are known to have a container of their own, and no proxy that serves Gateways. */
function isApplication(pod: PodSource): boolean {
  const containers = asList(asRecord(pod.template.manifest.spec).containers).map(asRecord);
  const isSidecar = containers.some(({ name, args }) => name === 'istio-proxy' && asTexts(args).includes('sidecar'));
  const isGatewayByInjection = Object.hasOwn(pod.annotations, 'inject.istio.io/templates');
  return !isGatewayByInjection && containers.length > 0 && (isSidecar || !hasProxy(pod));
}
