import type { Mesh } from '../../model/mesh';
import type { Workload } from '../../model/workload';
import { isOurs } from '../../values/origin';
import { defineRule, type Place } from '../define-rule';
import { documents } from '../example-manifests';

interface Shared {
  readonly label: string;
  readonly workloads: readonly string[];
}

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: team-a }
spec:
  selector: { istio: internal }
  ports: [{ name: http2, port: 80, targetPort: 8080 }]
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
    bad: { yaml: example({ label: 'internal' }), ours: true },
    good: [
      { why: 'labels of their own', yaml: example({ label: 'public' }), ours: true },
      { why: 'one workload of two Deployments behind a Service', yaml: documents(example({ label: 'internal', namespace: 'team-a', name: 'canary' }), SERVICE), ours: true },
      { why: 'an application that carries the label', yaml: example({ label: 'internal', template: 'sidecar' }), ours: true },
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

function example({ label, namespace = 'team-b', name = 'gateway', template = 'gateway' }: { label: string; namespace?: string; name?: string; template?: string }): string {
  return documents(deployment({ label: 'internal', namespace: 'team-a', name: 'gateway', template: 'gateway' }), deployment({ label, namespace, name, template }));
}

function deployment({ label, namespace, name, template }: Readonly<Record<'label' | 'namespace' | 'name' | 'template', string>>): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { istio: ${label} } }
  template:
    metadata:
      labels: { istio: ${label}, sidecar.istio.io/inject: "true" }
      annotations: { inject.istio.io/templates: ${template} }
    spec:
      containers: [{ name: ${template === 'gateway' ? 'istio-proxy' : 'app'}, image: auto }]
`;
}
