import { Testing } from 'cdk8s';
import { findAll } from 'cdk8s-istio/testing';
import { findings } from '../findings';
import { withGateways } from './app';

const app = Testing.app();
withGateways(app);

test('the additional gateways render the manifests that they always have', () => {
  expect(app.charts.flatMap((chart) => chart.toJson())).toMatchSnapshot();
});

test('the checks find nothing', () => expect(findings(app)).toBe(''));

test('each gateway workload has labels of its own, by which its Service and its Gateways find it', () => {
  const selectors = findAll(app, 'Gateway').map(({ spec }) => spec?.selector);
  expect(selectors).toEqual([{ istio: 'public' }, { istio: 'internal' }, { istio: 'internal' }]);
});
