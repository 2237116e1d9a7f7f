import { ApiObject, Lazy, Testing } from 'cdk8s';
import { ExposedService, HttpGateway, IngressGateway, IstioChecks } from 'cdk8s-istio';
import { findAll } from '../../lib/testing';
import { backend, newChart, serviceManifest, withFile } from '../support';

function twoCharts() {
  const app = Testing.app();
  const [shop, blog] = ['shop', 'blog'].map((id) => newChart({ app, id, namespace: id }));
  const gateway = new HttpGateway(shop, 'gateway', { ingress: IngressGateway.istioctlDefault() });
  for (const chart of [shop, blog]) new ExposedService(chart, 'site', { gateway, host: `${chart.node.id}.example.com`, service: backend(chart) });
  return { app, shop, blog };
}

const other = (kind: string, apiVersion: string) => ({ apiVersion, kind, metadata: { name: 'other' } });

test('finds what an app, a chart or another construct renders, typed', () => {
  const { app, shop, blog } = twoCharts();
  expect(findAll(app, 'VirtualService').map(({ spec }) => spec.hosts)).toEqual([['shop.example.com'], ['blog.example.com']]);
  expect(findAll(blog, 'VirtualService').map(({ spec }) => spec.http?.length)).toEqual([1]);
  expect(findAll(shop.node.findChild('gateway'), 'Gateway')[0].spec.servers?.[0].hosts).toEqual(['blog.example.com', 'shop.example.com']);
  expect(findAll(blog, 'Gateway')).toEqual([]);
});

test('finds it as it is rendered', () => {
  const { shop } = twoCharts();
  expect(findAll(shop, 'VirtualService')).toEqual(Testing.synth(shop).filter(({ kind }) => kind === 'VirtualService'));
});

test('finds it among manifests and in YAML', () => {
  const manifests = Testing.synth(twoCharts().shop);
  expect(findAll(manifests, 'Service')).toEqual(manifests.filter(({ kind }) => kind === 'Service'));
  expect(findAll(manifests.map((each) => JSON.stringify(each)).join('\n---\n'), 'Service')[0].spec.ports[0].port).toBe(80);
});

test('finds neither what exists beside an app, nor what its constructs know of', () => {
  const { app } = twoCharts();
  withFile('cluster.yaml', JSON.stringify(serviceManifest([{ port: 80 }], { name: 'far', namespace: 'far' })), (path) => IstioChecks.of(app).existing(path));
  expect(findAll(app, 'Service').map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'blog']);
});

test('takes a kind that is read here for the one of its group, and every other one for any', () => {
  const kinds = [
    other('Gateway', 'networking.istio.io/v1beta1'), other('Gateway', 'gateway.networking.k8s.io/v1'), other('Service', 'v1'), other('Service', 'serving.knative.dev/v1'),
    other('Rollout', 'argoproj.io/v1alpha1'), other('Rollout', 'example.com/v1'),
  ];
  const found = (kind: string) => findAll(kinds, kind).map(({ apiVersion }) => apiVersion);
  expect(found('Gateway')).toEqual(['networking.istio.io/v1beta1']);
  expect(found('gateway.networking.k8s.io/Gateway')).toEqual(['gateway.networking.k8s.io/v1']);
  expect(found('Service')).toEqual(['v1']);
  expect(found('serving.knative.dev/Service')).toEqual(['serving.knative.dev/v1']);
  expect(found('Rollout')).toEqual(['argoproj.io/v1alpha1', 'example.com/v1']);
  expect(found('Route')).toEqual([]);
});

test('says what cannot be rendered, and renders nothing but what is looked for', () => {
  const { shop } = twoCharts();
  new ApiObject(shop, 'broken', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => { throw new Error('not yet'); } }) });
  expect(() => findAll(shop, 'ConfigMap')).toThrow('not yet');
  expect(findAll(shop, 'Service')).toHaveLength(1);
});
