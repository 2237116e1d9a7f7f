import { ExposedService, GatewayRef, ServiceRef } from 'cdk8s-istio';
import { newChart, renderOne, synthErrors, withFile } from '../support';

const KIALI = 'apiVersion: v1\nkind: Service\nmetadata: { name: kiali, namespace: istio-system }\nspec: { ports: [{ name: http, port: 20001 }, { name: http-metrics, port: 9090 }] }\n';
const OTHER = KIALI.replace('name: kiali, namespace: istio-system', 'name: jaeger');

function refFrom(text: string, choice?: { readonly name?: string; readonly namespace?: string }): ServiceRef {
  return withFile('services.yaml', text, (path) => ServiceRef.fromManifest(path, choice));
}

test('a Service of a manifest has its name, namespace and ports from there', () => {
  const chart = newChart();
  new ExposedService(chart, 'kiali', { gateway: GatewayRef.named('web', 'gw'), host: 'kiali.com', service: refFrom(`${KIALI}---\n${OTHER}`, { name: 'kiali' }), port: 'http-metrics' });
  expect(renderOne(chart, 'VirtualService')).toMatchObject({ spec: { http: [{ route: [{ destination: { host: 'kiali.istio-system.svc.cluster.local', port: { number: 9090 } } }] }] } });
  expect(synthErrors(chart)).toBe('');
});

test('its namespace may be said where the manifest does not', () => {
  const { namespace, name, ports } = refFrom(OTHER, { namespace: 'tracing' });
  expect([namespace, name, ports.map(({ port }) => port)]).toEqual(['tracing', 'jaeger', [20001, 9090]]);
});

test.each<[string, string, { readonly name?: string } | undefined, string]>([
  ['without a Service', 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\n', undefined, 'has no Service; give what holds it, such as the output of kubectl get service -o yaml'],
  ['with several', `${KIALI}---\n${OTHER}`, undefined, 'has 2 Services that could be meant: istio-system/kiali and jaeger; say which with { name: ... }'],
  ['without the one', KIALI, { name: 'grafana' }, 'has no Service "grafana"; it has istio-system/kiali'],
  ['whose Service has no namespace', OTHER, undefined, 'service "jaeger" in "'],
])('a manifest %s is an error', (_, text, choice, message) => expect(() => refFrom(text, choice)).toThrow(message));
