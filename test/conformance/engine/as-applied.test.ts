import { asApplied } from './as-applied';
import type { Manifest } from './question';

test('an object without a namespace is applied to "default"', () => {
  const gateway: Manifest = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'edge' } };
  expect(asApplied(gateway)).toEqual({ ...gateway, metadata: { name: 'edge', namespace: 'default' } });
});

test('an object with a namespace, or of the whole cluster, stays where it is', () => {
  const placed: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'edge', namespace: 'web' } };
  const wide: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } };
  expect([placed, wide].map(asApplied)).toEqual([placed, wide]);
});

test('a Service gets the defaults of the API server, too', () => {
  const service: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'web' }, spec: { ports: [{ port: 80 }] } };
  expect(asApplied(service).spec).toEqual({ ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] });
});
