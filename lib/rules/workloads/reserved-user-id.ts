import { membershipOf } from '../../model/injection';
import type { PodSource } from '../../model/workload';
import type { Field } from '../../values/field';
import { Piece } from '../../values/piece';
import { asRecord, asTextMap } from '../../values/read';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { deployment, namespace } from '../example-workloads';
import { isIstios } from './istios-own';

interface Reserved {
  /** The container, undefined where the pods are meant. */
  readonly container?: string;
}

const PROXY_USER = 1337;
const example = (uid: number, { labels = 'istio-injection: enabled' } = {}) => documents(
  deployment({ containers: `{ name: shop, image: shop, securityContext: { runAsUser: ${uid} } }` }), namespace({ labels }),
);

/** Istio's analyzer reports every pod. Only beside a sidecar does it matter: that is what leaves this user's traffic alone. */
export const reservedUserId = defineRule<Reserved>({
  code: 'MESH608',
  name: 'reserved-user-id',
  severity: 'warning',
  summary: 'An application runs as user 1337, which is that of the sidecar.',
  seeAlso: ['IST0144'],
  reads: ['pods', 'namespaces', 'objects'],
  examples: {
    bad: { yaml: example(PROXY_USER) },
    good: [
      { why: 'another user', yaml: example(1338) },
      { why: 'that user for the proxy alone', yaml: documents(deployment({ containers: `{ name: istio-proxy, image: auto, securityContext: { runAsUser: ${PROXY_USER} } }` }), namespace()) },
      { why: 'that user for the group alone', yaml: example(1338).replace('runAsUser: 1338', `runAsGroup: ${PROXY_USER}`) },
    ],
  },
  * check({ pods, namespaces, objects }) {
    const labels = new Map(namespaces.map((each) => [each.ref.name, each.labels]));
    const istios = new Set(objects.all.filter(({ manifest }) => isIstios({ labels: asTextMap(asRecord(manifest.metadata).labels) })).map(({ origin }) => origin));
    for (const pod of pods) {
      if (pod.isGateway || istios.has(pod.origin) || !['sidecar', 'unknown'].includes(membershipOf(pod, labels.get(pod.ref.namespace ?? '')))) continue;
      for (const { field, container } of reserved(pod)) {
        yield { at: { ref: pod.ref, origin: pod.origin, field }, related: [], data: { container } };
      }
    }
  },
  words: ({ container }) => ({
    what: `${container === undefined ? 'the pods run' : `container "${container}" runs`} as user ${PROXY_USER}, which is the user of the sidecar`,
    fix: 'The traffic of that user passes the sidecar by, so the application reaches others without mTLS, routes and policies. Give it another user.',
  }),
});

function* reserved({ template }: PodSource): Iterable<{ readonly field: Field; readonly container?: string }> {
  const spec = new Piece(template.manifest, template.field).at('spec');
  const ofPods = spec.at('securityContext', 'runAsUser');
  const containers = spec.at('containers').list.filter((each) => each.at('name').text !== 'istio-proxy');
  const inherits = containers.some((each) => !each.at('securityContext', 'runAsUser').isGiven);
  if (ofPods.number === PROXY_USER && inherits) yield { field: ofPods.field };
  for (const container of containers) {
    const user = container.at('securityContext', 'runAsUser');
    if (user.number === PROXY_USER) yield { field: user.field, container: container.at('name').text };
  }
}
