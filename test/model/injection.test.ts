import { parseManifests } from '../../lib/collect/yaml';
import { membershipOf } from '../../lib/model/injection';
import { buildMesh } from '../../lib/model/mesh';

function membership({ labels = '', annotations = '', container = 'app', spec = '' } = {}, namespace?: Record<string, string>): string {
  const text = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { ${labels} }, annotations: { ${annotations} } }
spec: { containers: [{ name: ${container} }], ${spec} }
`;
  const [object] = parseManifests({ path: 'example', text });
  const [pod] = buildMesh([{ object, origin: { kind: 'construct', path: 'web' } }]).pods;
  return membershipOf(pod, namespace);
}

const ENABLED = { 'istio-injection': 'enabled' };
const DISABLED = { 'istio-injection': 'disabled' };
const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };

test.each([
  ['a proxy of their own', { container: 'istio-proxy' }, undefined, 'sidecar'],
  ['a namespace that is injected', {}, ENABLED, 'sidecar'],
  ['a namespace of a revision', {}, { 'istio.io/rev': 'canary' }, 'sidecar'],
  ['a label of their own', { labels: 'sidecar.istio.io/inject: "true"' }, {}, 'sidecar'],
  ['a label that says no in a namespace that is injected', { labels: 'sidecar.istio.io/inject: "false"' }, ENABLED, 'outside'],
  ['an annotation that says no', { annotations: 'sidecar.istio.io/inject: "false"' }, ENABLED, 'outside'],
  ['a label that outweighs the annotation', { labels: 'sidecar.istio.io/inject: "true"', annotations: 'sidecar.istio.io/inject: "false"' }, ENABLED, 'sidecar'],
  ['a label of their own in a namespace that is not injected', { labels: 'sidecar.istio.io/inject: "true"' }, DISABLED, 'outside'],
  ['a revision beside the older label that says no', {}, { ...DISABLED, 'istio.io/rev': 'canary' }, 'outside'],
  ['the network of the node', { spec: 'hostNetwork: true' }, ENABLED, 'outside'],
  ['a namespace in ambient mode', {}, AMBIENT, 'ambient'],
  ['a namespace in ambient mode that is injected', {}, { ...AMBIENT, ...ENABLED }, 'sidecar'],
  ['a label against ambient mode', { labels: 'istio.io/dataplane-mode: none' }, AMBIENT, 'unknown'],
  ['a namespace without a label', {}, {}, 'unknown'],
  ['a namespace that is not given', {}, undefined, 'unknown'],
] as const)('pods with %s', (_, pod, namespace, expected) => {
  expect(membership(pod, namespace)).toBe(expected);
});
