import type { Mesh } from '../model/mesh';
import type { Workload } from '../model/workload';
import { isOurs } from '../values/origin';
import { defineRule, type Place } from './define-rule';

interface Shared {
  readonly label: string;
  readonly workloads: readonly string[];
}

/** Gateways select pods in all namespaces by labels alone, so a label is what tells one gateway workload from another. */
export const gatewayLabelShared = defineRule<Shared>({
  code: 'MESH601',
  name: 'gateway-label-shared',
  severity: 'error',
  summary: 'Two gateway workloads carry the same label istio, so each serves the Gateways of the other.',
  seeAlso: [],
  reads: ['workloads', 'servers'],
  examples: {
    bad: { yaml: example('internal'), ours: true },
    good: { yaml: example('public'), ours: true },
  },
  * check(mesh) {
    for (const [label, workloads] of gatewaysByLabel(mesh)) {
      const places = workloads.map(placeOf).filter((place) => place !== undefined);
      if (places.length < 2 || !places.some(({ origin }) => isOurs(origin) || origin.kind === 'known')) continue;
      const [first, ...others] = places;
      for (const at of others) yield { at, related: [first], data: { label, workloads: workloads.map(({ name }) => name) } };
    }
  },
  words: ({ label, workloads }) => ({
    what: `gateway workloads ${workloads.join(' and ')} carry one label, istio: ${label}, so each serves the Gateways of the other`,
    fix: 'Give each a label of its own: istioLabel of the IngressGateway, or another id.',
  }),
});

function gatewaysByLabel({ workloads, servers }: Mesh): ReadonlyMap<string, readonly Workload[]> {
  const serving = new Set(servers.map(({ workload }) => workload));
  const byLabel = new Map<string, Workload[]>();
  for (const workload of workloads.filter((each) => each.isGateway || serving.has(each))) {
    const label = workload.labels.istio;
    if (label !== undefined) byLabel.set(label, [...(byLabel.get(label) ?? []), workload]);
  }
  return byLabel;
}

function placeOf({ ref, origin }: Workload): Place | undefined {
  return ref && origin && { ref, origin };
}

function example(secondLabel: string): string {
  const workload = (namespace: string, label: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: ${namespace} }
spec:
  selector: { matchLabels: { istio: ${label} } }
  template:
    metadata:
      labels: { istio: ${label}, sidecar.istio.io/inject: "true" }
      annotations: { inject.istio.io/templates: gateway }
    spec:
      containers: [{ name: istio-proxy, image: auto }]
`;
  return `${workload('team-a', 'internal')}---${workload('team-b', secondLabel)}`;
}
