import { Testing } from 'cdk8s';
import { findAll } from 'cdk8s-istio/testing';
import { findings } from '../findings';
import { withKubeflow } from './app';

const app = withKubeflow(Testing.app());

test('Kubeflow renders the manifests that it always has', () => {
  expect(app.charts.flatMap((chart) => chart.toJson())).toMatchSnapshot();
});

test('the checks find nothing', () => expect(findings(app)).toBe(''));

test('every VirtualService is on the gateway of Kubeflow, by its short name only in its own namespace', () => {
  for (const { metadata, spec } of findAll(app, 'VirtualService')) {
    expect(spec?.gateways).toEqual([metadata.namespace === 'kubeflow' ? 'kubeflow-gateway' : 'kubeflow/kubeflow-gateway']);
  }
});

test('a service of another namespace has its full name, and every destination its port', () => {
  const destinations = findAll(app, 'VirtualService').flatMap(({ spec }) => spec?.http ?? []).flatMap(({ route = [] }) => route.map(({ destination }) => destination));
  expect(destinations).toContainEqual({ host: 'kserve-models-web-app.kserve.svc.cluster.local', port: { number: 80 } });
  expect(new Set(destinations.map((each) => each?.port?.number))).toEqual(new Set([80]));
});
