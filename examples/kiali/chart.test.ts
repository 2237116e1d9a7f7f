import { Testing } from 'cdk8s';
import { findAll } from 'cdk8s-istio/testing';
import { findings } from '../findings';
import { withKiali } from './app';

const app = withKiali(Testing.app());

test('Kiali renders the manifests that it always has, but for the certificate', () => {
  const manifests: Array<{ kind: string; data?: object }> = app.charts.flatMap((chart) => chart.toJson());
  expect(manifests.map(({ data, ...rest }) => (data ? { ...rest, data: Object.keys(data) } : rest))).toMatchSnapshot();
});

test('the checks find nothing', () => expect(findings(app)).toBe(''));

test('every service has a DestinationRule that disables TLS, where the gateway looks for it', () => {
  const rules = findAll(app, 'DestinationRule');
  expect(rules.map(({ spec }) => spec?.host)).toEqual(['kiali', 'prometheus', 'grafana', 'tracing']);
  for (const { metadata, spec } of rules) {
    expect(metadata.namespace).toBe('istio-system');
    expect(spec?.trafficPolicy).toEqual({ tls: { mode: 'DISABLE' } });
  }
});
