import { changed, documents, gatewayPods, httpGateway } from '../../../lib/rules/example-manifests';
import { deployment, service } from '../../../lib/rules/example-workloads';
import { found } from '../found';

const SHOP = changed(httpGateway(80), 'istio: ingressgateway', 'app: shop');

test.each([
  ['a Service tells of', [service()]], ['is a gateway among them', [deployment(), changed(gatewayPods(), 'labels: { istio: ingressgateway } }\n    spec', 'labels: { app: shop } }\n    spec')]],
  ['has no containers that are known', [deployment({ containers: '' })]],
])('pods that %s may serve a Gateway', (_, others) => {
  expect(found('MESH107', documents(SHOP, ...others))).toEqual([]);
});

test('a sidecar that is given with the pods is no gateway', () => {
  const pods = deployment({ containers: '{ name: shop, image: shop }, { name: istio-proxy, image: proxy, args: [proxy, sidecar] }' });
  expect(found('MESH107', documents(SHOP, pods))).toEqual(['warning: the pods with "app=shop" are no gateway: they are those of Deployment web/shop']);
});
