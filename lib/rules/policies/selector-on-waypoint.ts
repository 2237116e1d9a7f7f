import { asRecord, asTextMap } from '../../values/read';
import { formatLabels } from '../../values/labels';
import type { Objects } from '../../model/objects';
import type { PodSource } from '../../model/workload';
import type { Origin } from '../../values/origin';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { policy } from '../example-workloads';
import { podsInScope } from './scope';

interface OnWaypoint {
  readonly selector: string;
  readonly waypoint: string;
}

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const MANAGED = 'gateway.istio.io/managed';
const WAYPOINTS = 'istio.io-mesh-controller';

const example = (spec: string) => documents(policy('AuthorizationPolicy', spec), `
apiVersion: apps/v1
kind: Deployment
metadata: { name: waypoint, namespace: web, labels: { ${MANAGED}: ${WAYPOINTS} } }
spec:
  selector: { matchLabels: { ${GATEWAY_NAME}: waypoint } }
  template:
    metadata: { labels: { ${GATEWAY_NAME}: waypoint, ${MANAGED}: ${WAYPOINTS} } }
    spec: { containers: [{ name: istio-proxy, image: proxyv2 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: web }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop, sidecar.istio.io/inject: "true" } }
    spec: { containers: [{ name: shop, image: shop }] }
`);

/** Istio's analyzer says it of all pods of the Gateway API. Since ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY is on, only a waypoint passes over selectors. */
export const selectorOnWaypoint = defineRule<OnWaypoint>({
  code: 'MESH706',
  name: 'selector-on-waypoint',
  severity: 'warning',
  summary: 'A policy selects the pods of a waypoint by labels, which a waypoint does not heed.',
  seeAlso: ['IST0166'],
  reads: ['authorizationPolicies', 'requestAuthentications', 'pods', 'config', 'objects'],
  examples: {
    bad: { yaml: example(`{ selector: { matchLabels: { ${GATEWAY_NAME}: waypoint } } }`) },
    good: [
      { why: 'targetRefs instead of a selector', yaml: example('{ targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: waypoint }] }') },
      { why: 'labels of an application', yaml: example('{ selector: { matchLabels: { app: shop } } }') },
      { why: 'no selector', yaml: example('{ action: ALLOW }') },
    ],
  },
  * check({ authorizationPolicies, requestAuthentications, pods, config, objects }) {
    const isWaypoint = waypoints(objects);
    const podsOf = podsInScope({ pods: pods.filter(isWaypoint), config });
    for (const each of [...authorizationPolicies, ...requestAuthentications]) {
      if (each.selector === undefined) continue;
      const [waypoint] = podsOf(each);
      if (waypoint === undefined) continue;
      const { ref, origin } = each;
      yield {
        at: { ref, origin, field: ['spec', 'selector'] }, related: [{ ref: waypoint.ref, origin: waypoint.origin }],
        data: { selector: formatLabels(each.selector), waypoint: waypoint.labels[GATEWAY_NAME] ?? '' },
      };
    }
  },
  words: ({ selector, waypoint }) => ({
    what: `"${selector}" selects the pods of waypoint "${waypoint}"`,
    fix: `A waypoint passes over policies with a selector. Name it in targetRefs: { group: gateway.networking.k8s.io, kind: Gateway, name: ${waypoint} }.`,
  }),
});

// The label stands on what Istio makes for a waypoint, and not always on its pods.
function waypoints(objects: Objects): (pod: PodSource) => boolean {
  const managed = new Set<Origin>();
  for (const { manifest, origin } of objects.all) {
    if (asTextMap(asRecord(manifest.metadata).labels)[MANAGED] === WAYPOINTS) managed.add(origin);
  }
  return ({ labels, origin }) => labels[GATEWAY_NAME] !== undefined && (labels[MANAGED] === WAYPOINTS || managed.has(origin));
}
