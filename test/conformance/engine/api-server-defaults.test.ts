import { withApiServerDefaults } from './api-server-defaults';
import type { Manifest } from './question';

const service = (ports?: readonly object[]): Manifest => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ...(ports && { ports }) },
});

test('a port without a protocol is a TCP port', () => {
  expect(withApiServerDefaults(service([{ port: 80, targetPort: 8080 }]))).toEqual(service([{ port: 80, protocol: 'TCP', targetPort: 8080 }]));
});

test('a port without a targetPort leads to the same port of the pod', () => {
  expect(withApiServerDefaults(service([{ port: 80, protocol: 'UDP' }]))).toEqual(service([{ port: 80, protocol: 'UDP', targetPort: 80 }]));
});

test('the targetPorts 0 and "" count as left out', () => {
  const ports = [{ port: 80, targetPort: 0 }, { port: 81, targetPort: '' }];
  expect(withApiServerDefaults(service(ports)).spec).toMatchObject({ ports: [{ targetPort: 80 }, { targetPort: 81 }] });
});

test('what a port says stays, a named targetPort too', () => {
  const full = service([{ name: 'web', port: 80, protocol: 'TCP', targetPort: 'http', appProtocol: 'http' }]);
  expect(withApiServerDefaults(full)).toEqual(full);
});

test('nothing else is stamped on a Service', () => {
  expect(withApiServerDefaults(service())).toEqual(service());
});

test('other objects stay as they are, those of another API called Service too', () => {
  const others: readonly Manifest[] = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } },
    { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } },
  ];
  expect(others.map(withApiServerDefaults)).toEqual(others);
});

test('the manifest that was given is not changed', () => {
  const given = service([{ port: 80 }]);
  withApiServerDefaults(given);
  expect(given).toEqual(service([{ port: 80 }]));
});
