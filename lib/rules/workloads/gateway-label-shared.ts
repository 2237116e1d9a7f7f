import type { Mesh } from '../../model/mesh';
import type { Workload } from '../../model/workload';
import { isOurs } from '../../values/origin';
import { defineRule, type Place } from '../define-rule';
import { documents } from '../example-manifests';

interface Shared {
  readonly label: string;
  readonly workloads: readonly string[];
}

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: team-a }
spec:
  selector: { istio: internal }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
`;

/** Gateways select pods in all namespaces by labels alone, so a label is what tells one gateway workload from another. */
export const gatewayLabelShared = defineRule<Shared>({
  code: 'MESH601',
  name: 'gateway-label-shared',
  severity: 'error',
  summary: 'Two gateway workloads carry the same label istio, so each serves the Gateways of the other.',
  seeAlso: [],
  reads: ['workloads', 'servers'],
  examples: {
    bad: { yaml: example(), ours: true },
    good: [
      { why: 'a label of its own', yaml: example({ label: 'istio: public' }), ours: true },
      { why: 'one workload of two Deployments behind a Service', yaml: example({ namespace: 'team-a', name: 'canary' }), ours: true },
      { why: 'the same value under another key', yaml: example({ label: 'app: internal' }), ours: true },
    ],
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

function example({ label = 'istio: internal', namespace = 'team-b', name = 'gateway' } = {}): string {
  return documents(GATEWAY, gatewayPods('istio: internal', 'team-a', 'gateway'), gatewayPods(label, namespace, name));
}

function gatewayPods(label: string, namespace: string, name: string): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: ${namespace} }
spec:
  selector: { ${label} }
  ports: [{ name: http2, port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${label} } }
  template:
    metadata:
      labels: { ${label}, sidecar.istio.io/inject: "true" }
      annotations: { inject.istio.io/templates: gateway }
    spec:
      containers: [{ name: istio-proxy, image: auto }]
`;
}
