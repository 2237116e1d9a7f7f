import { documents, gatewayPods, httpGateway, INGRESS_SERVICE, tlsGateway } from '../../../lib/rules/example-manifests';
import { deployment, namespace, policy, service, sidecar } from '../../../lib/rules/example-workloads';
import { found } from '../found';

const INGRESS = documents(httpGateway(80), INGRESS_SERVICE, gatewayPods());
const onGateway = (rest: string) => policy('AuthorizationPolicy', `{ selector: { matchLabels: { istio: ingressgateway } }, ${rest} }`, { namespace: 'istio-system' });
const onShop = (rest: string) => policy('AuthorizationPolicy', `{ selector: { matchLabels: { app: shop } }, ${rest} }`);

describe('a policy that selects nothing', () => {
  test('is told before all pods are given only where a gateway elsewhere is meant', () => {
    expect(found('MESH703', onShop('action: ALLOW'))).toEqual([]);
    expect(found('MESH703', onShop('action: ALLOW'), { complete: ['Pod@web'] })).toEqual(['warning: no pods in the namespace have the labels that the AuthorizationPolicy selects, "app=shop"']);
    expect(found('MESH703', onShop('action: ALLOW'), { complete: ['Pod@blog', 'Deployment'] })).toEqual([]);
  });

  test('may select pods outside of the mesh', () => {
    const outside = deployment({ labels: 'app: shop, sidecar.istio.io/inject: "false"' });
    expect(found('MESH703', documents(onShop('action: ALLOW'), outside))).toEqual(['warning: all pods that are known with "app=shop" are outside of the mesh']);
    expect(found('MESH703', documents(onShop('action: ALLOW'), outside, deployment({ name: 'v2' })))).toEqual([]);
  });

  test('only informs where it is for a whole namespace', () => {
    expect(found('MESH703', policy('AuthorizationPolicy', '{}'), { complete: ['Pod'] })).toEqual(['info: this AuthorizationPolicy is for a namespace without pods']);
  });
});

describe('policies for the same pods', () => {
  const strict = (labels: string, name: string) => policy('PeerAuthentication', `{ selector: { matchLabels: { ${labels} } }, mtls: { mode: STRICT } }`, { name });

  test('are told where one selector is within the other, whatever pods there are', () => {
    expect(found('MESH702', documents(strict('app: shop', 'a'), strict('app: shop, version: v1', 'b')))).toEqual(['error: this PeerAuthentication and PeerAuthentication web/a both select pods with "app=shop,version=v1"']);
    expect(found('MESH702', documents(strict('app: shop', 'a'), strict('version: v1', 'b')))).toEqual([]);
  });

  test('are told once for each two', () => {
    expect(found('MESH702', documents(strict('app: shop', 'a'), strict('app: shop', 'b'), deployment(), deployment({ name: 'v2' })))).toHaveLength(1);
  });
});

describe('the port of a Service in a policy', () => {
  test('is an error on a gateway, and a warning on pods that are known', () => {
    expect(found('MESH705', documents(onGateway('rules: [{ when: [{ key: destination.port, values: ["443"] }] }]'), INGRESS))).toEqual(['error: port 443 is that of service "istio-system/istio-ingressgateway", and the pods of the gateway are reached at 8443']);
    expect(found('MESH705', documents(onShop('rules: [{ to: [{ operation: { notPorts: ["80"] } }] }]'), service(), deployment()))).toEqual(['warning: port 80 is that of service "web/shop", and the pods of the application are reached at 8080']);
  });

  test('may stand in a PeerAuthentication', () => {
    const peers = policy('PeerAuthentication', '{ selector: { matchLabels: { app: shop } }, portLevelMtls: { 80: { mode: DISABLE }, 8080: { mode: DISABLE } } }');
    expect(found('MESH705', documents(peers, service(), deployment()))).toHaveLength(1);
  });

  test('is left alone where pods may listen there, too', () => {
    const ports = onShop('rules: [{ to: [{ operation: { ports: ["80"] } }] }]');
    expect(found('MESH705', documents(ports, service(), deployment({ containers: '{ name: shop, image: shop, ports: [{ containerPort: 80 }] }' })))).toEqual([]);
    expect(found('MESH705', documents(ports, service({ ports: '{ name: http, port: 80, targetPort: web }' }), deployment()))).toEqual([]);
    expect(found('MESH705', documents(ports, service(), deployment(), deployment({ name: 'other', labels: 'app: shop, version: v2', containers: '{ name: a, image: a, ports: [{ containerPort: 80 }] }' })))).toEqual([]);
  });
});

describe('a policy that asks who the client is', () => {
  const who = 'rules: [{ from: [{ source: { principals: ["cluster.local/ns/web/sa/shop"] } }] }]';

  test('is an error on a gateway without client certificates whose Gateways are all given', () => {
    expect(found('MESH734', documents(onGateway(who), INGRESS), { complete: ['Gateway'] })).toEqual([expect.stringMatching(/^error: "principals" asks/)]);
    expect(found('MESH734', documents(onGateway(who), INGRESS_SERVICE, tlsGateway('{ mode: MUTUAL, credentialName: shop }')))).toEqual([]);
  });

  test('is an error where the pods take plaintext only', () => {
    const disabled = policy('PeerAuthentication', '{ mtls: { mode: DISABLE } }', { name: 'default' });
    const some = policy('PeerAuthentication', '{ selector: { matchLabels: { version: v1 } }, mtls: { mode: STRICT } }');
    expect(found('MESH734', documents(onShop(who), disabled))).toEqual([expect.stringMatching(/PeerAuthentication web\/default lets these pods take plaintext only$/)]);
    expect(found('MESH734', documents(onShop(who), disabled, some))).toEqual([]);
    expect(found('MESH734', documents(onShop(who), disabled, some, deployment()))).toHaveLength(1);
  });

  test('may ask who it is not', () => {
    expect(found('MESH734', documents(onGateway('rules: [{ from: [{ source: { notNamespaces: ["web"] } }] }]'), INGRESS))).toEqual([]);
  });
});

describe('a rule that denies by HTTP', () => {
  const paths = 'action: DENY, rules: [{ to: [{ operation: { paths: ["/admin"] } }] }]';

  test('is told only where there is something else than HTTP', () => {
    expect(found('MESH735', documents(onGateway(paths), INGRESS))).toEqual([]);
    expect(found('MESH735', documents(onShop(paths), service(), deployment()))).toEqual([]);
    expect(found('MESH735', documents(onShop(paths), service({ ports: '{ name: http, port: 80 }, { name: tcp-admin, port: 90 }' }), deployment()))).toEqual([
      'error: this rule denies by properties of HTTP alone, and port 90 (tcp-admin) of service "web/shop" is not HTTP',
    ]);
  });
});

describe('a host that a Sidecar imports', () => {
  const imports = (host: string) => sidecar(`{ egress: [{ hosts: ["${host}"] }] }`);

  test('is told where it is nowhere only when all is given', () => {
    expect(found('MESH711', imports('web/shop.web.svc.cluster.local'))).toEqual([]);
    expect(found('MESH711', imports('web/shop.web.svc.cluster.local'), { complete: ['Service'] })).toEqual(['warning: namespace "web" has no host "shop.web.svc.cluster.local"']);
    expect(found('MESH711', imports('*/shop.example.com'), { complete: ['ServiceEntry'] })).toHaveLength(1);
  });
});

test('a Sidecar of the root namespace may be for pods that are there', () => {
  const own = sidecar('{ workloadSelector: { labels: { app: shop } }, egress: [{ hosts: ["./*"] }] }', { namespace: 'istio-system' });
  expect(found('MESH704', own)).toEqual([expect.stringMatching(/^warning/)]);
  expect(found('MESH704', documents(own, deployment({ namespace: 'istio-system' })))).toEqual([]);
});

test('a RequestAuthentication for pods in ambient mode checks nothing', () => {
  const ambient = namespace({ labels: 'istio.io/dataplane-mode: ambient' });
  const tokens = policy('RequestAuthentication', '{ selector: { matchLabels: { app: shop } } }');
  expect(found('MESH737', documents(tokens, ambient))).toHaveLength(1);
  expect(found('MESH737', documents(tokens, ambient, deployment({ labels: 'app: shop, sidecar.istio.io/inject: "true"' })))).toEqual([]);
});
