import { parseManifests } from '../../lib/collect/yaml';
import { directAccess, type DirectAccess } from '../../lib/model/direct-access';
import { buildMesh } from '../../lib/model/mesh';
import { changed, documents, gatewayPods, httpGateway, INGRESS_SERVICE } from '../../lib/rules/example-manifests';

function accessOf(service: string, pods: string): DirectAccess {
  const mesh = buildMesh(parseManifests({ path: 'test', text: documents(httpGateway(80), service, pods) }).map((object) => ({ object, origin: { kind: 'known', path: String(object.kind) } as const })));
  return directAccess(mesh.pods, mesh.objects)(mesh.workloads[0]);
}

const PODS = gatewayPods();

test('pods are reached by their Services alone, unless something says more', () => {
  expect(accessOf(INGRESS_SERVICE, PODS)).toEqual({ all: false, ports: new Set() });
});

test('ports that pods declare may be reached, those of other pods not', () => {
  const declaring = changed(PODS, 'image: auto', 'image: auto, ports: [{ containerPort: 7070 }, { containerPort: x }]');
  expect(accessOf(INGRESS_SERVICE, declaring).ports).toEqual(new Set([7070]));
  expect(accessOf(INGRESS_SERVICE, documents(PODS, changed(declaring, 'labels: { istio: ingressgateway }', 'labels: { istio: other }'))).ports).toEqual(new Set());
});

test('all ports may be reached on the node\'s network and behind a headless Service', () => {
  expect(accessOf(INGRESS_SERVICE, changed(PODS, 'containers:', 'hostNetwork: true, containers:')).all).toBe(true);
  expect(accessOf(changed(INGRESS_SERVICE, 'type: LoadBalancer', 'clusterIP: None'), PODS).all).toBe(true);
});
