import { documents, httpGateway, httpRules } from '../../../lib/rules/example-manifests';
import { deployment, namespace, service } from '../../../lib/rules/example-workloads';
import { found } from '../found';

describe('a port whose name says nothing', () => {
  const web = service({ ports: '{ name: web, port: 80 }' });

  test('matters where something of the mesh has to do with it', () => {
    expect(found('MESH602', web)).toEqual([]);
    expect(found('MESH602', documents(web, httpRules()))).toEqual(['info: name "web" of port 80 (web) does not say its protocol']);
    expect(found('MESH602', documents(web, deployment(), namespace({ labels: 'istio.io/dataplane-mode: ambient' })))).toHaveLength(1);
    expect(found('MESH602', documents(web, deployment(), namespace({ labels: 'istio-injection: disabled' })))).toEqual([]);
  });

  test('is left to Istio on its own Services', () => {
    const own = service({ ports: '{ name: web, port: 80 }' }).replace('namespace: web }', 'namespace: web, labels: { istio: pilot } }');
    expect(found('MESH602', documents(own, httpRules()))).toEqual([]);
  });
});

describe('a Service that selects nothing', () => {
  const pods = deployment({ labels: 'app: checkout, tier: front' });

  test('is told before all pods are given only where it looks misspelled', () => {
    expect(found('MESH607', documents(service({ selector: 'app: chekcout, tier: front' }), pods))).toEqual(['warning: no pods that are known in the namespace have the labels that the service selects, "app=chekcout,tier=front"']);
    expect(found('MESH607', documents(service({ selector: 'app: chekcout, tier: back' }), pods))).toEqual([]);
    expect(found('MESH607', documents(service({ selector: 'app: orders' }), pods))).toEqual([]);
  });

  test('may be there for a WorkloadEntry', () => {
    const entry = '\napiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: { name: vm, namespace: web }\nspec: { address: 10.0.0.1, labels: { app: shop } }\n';
    expect(found('MESH607', documents(service(), entry), { complete: ['Pod'] })).toEqual([]);
    expect(found('MESH607', service(), { complete: ['Pod'] })).toHaveLength(1);
  });
});

describe('a targetPort by name', () => {
  const named = service({ ports: '{ name: http, port: 80, targetPort: web }' });
  const containers = (ports: string) => `{ name: shop, image: shop, ports: [${ports}] }`;

  test('is an error where all pods are given', () => {
    const pods = deployment({ containers: containers('{ name: http, containerPort: 8080 }') });
    expect(found('MESH606', documents(named, pods))).toEqual([expect.stringMatching(/^warning/)]);
    expect(found('MESH606', documents(named, pods), { complete: ['Pod'] })).toEqual([expect.stringMatching(/^error/)]);
  });

  test('has to be of the same protocol, and may be of an init container', () => {
    expect(found('MESH606', documents(named, deployment({ containers: containers('{ name: web, containerPort: 8080, protocol: UDP }') })))).toHaveLength(1);
    expect(found('MESH606', documents(named, deployment({ pod: `initContainers: [${containers('{ name: web, containerPort: 8080 }')}]` })))).toEqual([]);
  });

  test('may be the one that Istio adds', () => {
    expect(found('MESH606', documents(service({ ports: '{ name: http, port: 80, targetPort: http-envoy-prom }' }), deployment()))).toEqual([]);
  });
});

describe('user 1337', () => {
  test('may be that of all containers, or of none of them', () => {
    expect(found('MESH608', deployment({ pod: 'securityContext: { runAsUser: 1337 }' }))).toEqual(['warning: the pods run as user 1337, which is the user of the sidecar']);
    expect(found('MESH608', deployment({ pod: 'securityContext: { runAsUser: 1337 }', containers: '{ name: a, image: a, securityContext: { runAsUser: 1 } }' }))).toEqual([]);
  });

  test('is free in pods without a sidecar', () => {
    expect(found('MESH608', deployment({ labels: 'app: shop, sidecar.istio.io/inject: "false"', pod: 'securityContext: { runAsUser: 1337 }' }))).toEqual([]);
  });
});

describe('annotations', () => {
  test('of Istio that Istio does not know only inform, unless they are labels', () => {
    expect(found('MESH610', deployment({ annotations: 'sidecar.istio.io/somethingElse: a' }))).toEqual(['info: Istio knows no annotation "sidecar.istio.io/somethingElse"']);
    expect(found('MESH610', deployment({ annotations: 'topology.istio.io/network: a' }))).toEqual(['warning: "topology.istio.io/network" is a label, and has no meaning as an annotation']);
    expect(found('MESH610', deployment({ annotations: 'internal.istio.io/a: a, example.com/a: a' }))).toEqual([]);
  });

  test.each([
    ['traffic.sidecar.istio.io/includeOutboundIPRanges', '*', 0], ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0/8,fd00::/8', 0], ['traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.1', 1],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '*', 1], ['traffic.sidecar.istio.io/excludeInboundPorts', '80,', 1], ['traffic.sidecar.istio.io/excludeInboundPorts', '70000', 1],
    ['sidecar.istio.io/proxyCPU', '100m', 0], ['sidecar.istio.io/proxyCPU', '0.5', 0], ['sidecar.istio.io/proxyMemory', '128MB', 1], ['sidecar.istio.io/interceptionMode', 'tproxy', 1],
    ['prometheus.istio.io/merge-metrics', 'yes', 1], ['status.sidecar.istio.io/port', '15020', 0], ['readiness.status.sidecar.istio.io/periodSeconds', '-1', 1], ['sidecar.istio.io/logLevel', 'anything', 0],
  ])('%s takes %s: %d mistakes', (name, value, times) => expect(found('MESH611', deployment({ annotations: `${name}: "${value}"` }))).toHaveLength(times));
});

test('a namespace is not asked for a label where Istio injects by default, or its pods have their own', () => {
  const injector = '\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio-sidecar-injector, namespace: istio-system }\ndata:\n  values: |\n    { "sidecarInjectorWebhook": { "enableNamespacesByDefault": true } }\n';
  const bare = namespace({ labels: '' });
  expect(found('MESH613', documents(bare, deployment()))).toHaveLength(1);
  expect(found('MESH613', documents(bare, deployment(), injector))).toEqual([]);
  expect(found('MESH613', documents(bare, deployment({ labels: 'app: shop, sidecar.istio.io/inject: "true"' })))).toEqual([]);
  expect(found('MESH613', bare)).toEqual([]);
});

test('image auto is an error where labels say no, a warning where none says yes, and unknown without the Namespace', () => {
  const gateway = (labels = 'istio: ingressgateway') => deployment({ labels, containers: '{ name: istio-proxy, image: auto }' });
  expect(found('MESH616', gateway())).toEqual([]);
  expect(found('MESH616', gateway(), { complete: ['Namespace'] })).toEqual([expect.stringMatching(/^warning/)]);
  expect(found('MESH616', documents(gateway(), namespace({ labels: '' })))).toEqual([expect.stringMatching(/^warning/)]);
  expect(found('MESH616', documents(gateway('sidecar.istio.io/inject: "true"'), namespace({ labels: 'istio-injection: disabled' })))).toEqual([expect.stringMatching(/^error/)]);
});

test('a name that stands for another name leads nowhere', () => {
  const alias = (name: string, of: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: web }\nspec: { type: ExternalName, externalName: ${of} }\n`;
  const objects = [httpGateway(80), httpRules(), alias('shop', 'other.web.svc.cluster.local'), alias('other', 'blog.web.svc.cluster.local'), service({ name: 'blog' })];
  expect(found('MESH617', documents(...objects.map((each) => `\n${each}`)))).toEqual(['error: service "web/shop" stands for "other.web.svc.cluster.local", which stands for another name itself']);
});
