import type { Manifest } from './question';
import { withEndpointSlices } from './with-endpoint-slices';

const service = (spec: object = {}): Manifest => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop', namespace: 'web' }, spec: { selector: { app: 'shop' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }], ...spec },
});

const pod = (name: string, { containerPort = 8080, ready = 'True', phase = 'Running', labels = { app: 'shop' }, ...metadata }: Readonly<Record<string, unknown>> = {}): Manifest => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'web', labels: labels as Readonly<Record<string, string>>, ...metadata },
  spec: { containers: [{ ports: [{ name: 'web', containerPort }] }] }, status: { phase, podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: ready }] },
});

function slices(...manifests: readonly Manifest[]): readonly Manifest[] {
  return withEndpointSlices(manifests).slice(manifests.length);
}

function readyOf(...manifests: readonly Manifest[]): readonly unknown[] {
  return slices(...manifests).flatMap((slice) => (slice.endpoints as ReadonlyArray<{ readonly conditions: { readonly ready: boolean } }>).map(({ conditions }) => conditions.ready));
}

test('a Service gets a slice of the pods that it selects, with the numbers of their ports', () => {
  expect(slices(service(), pod('one'), pod('two'))).toEqual([{
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'shop-0', namespace: 'web', labels: { 'kubernetes.io/service-name': 'shop' } },
    addressType: 'IPv4', ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    endpoints: ['one', 'two'].map((name) => ({ addresses: ['10.0.0.1'], conditions: { ready: true, serving: true, terminating: false }, targetRef: { kind: 'Pod', name, namespace: 'web' } })),
  }]);
});

test('pods that have a named port at other numbers stand in a slice of their own', () => {
  expect(slices(service(), pod('one'), pod('two', { containerPort: 9090 })).map(({ ports }) => ports)).toEqual([[expect.objectContaining({ port: 8080 })], [expect.objectContaining({ port: 9090 })]]);
});

test('a port by a name that the pod does not have is left out', () => {
  expect(slices(service({ ports: [{ name: 'http', port: 80, targetPort: 'gone' }, { port: 81 }] }), pod('one'))[0].ports).toEqual([{ name: '', port: 81, protocol: 'TCP' }]);
});

test.each<[string, Manifest]>([
  ['of other labels', pod('one', { labels: { app: 'cart' } })], ['of another namespace', pod('one', { namespace: 'shop' })],
  ['that has ended', pod('one', { phase: 'Succeeded' })], ['without an address', { ...pod('one'), status: { phase: 'Pending' } }],
])('a pod %s stands in none', (_, each) => expect(slices(service(), each)).toEqual([]));

test('a pod that is not ready or is going stands in one as such, unless the Service publishes it', () => {
  const [unready, going] = [pod('one', { ready: 'False' }), pod('two', { deletionTimestamp: '2020-01-01T00:00:00Z' })];
  expect(readyOf(service(), pod('zero'), unready, going)).toEqual([true, false, false]);
  expect(readyOf(service({ publishNotReadyAddresses: true }), unready, going)).toEqual([true, true]);
});

test('a Service that selects nothing by itself gets none', () => {
  expect(slices(service({ selector: undefined }), service({ type: 'ExternalName' }), pod('one'))).toEqual([]);
});
