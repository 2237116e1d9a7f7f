import type { Manifest } from './question';
import { withPods, withRunningPods } from './with-pods';

const deployment: Manifest = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', labels: { team: 'a' } },
  spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web' }] } } },
};

test('a Deployment gets a pod with the labels and the containers of its template, in its namespace', () => {
  expect(withPods([deployment])).toEqual([deployment, {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'web' }] },
  }]);
});

test('nothing else gets one', () => {
  const service: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };
  expect(withPods([service])).toEqual([service]);
});

test('they run, if that is asked for, as do all that do not say otherwise', () => {
  const pod: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own', namespace: 'shop' } };
  const pending: Manifest = { ...pod, metadata: { name: 'pending', namespace: 'shop' }, status: { phase: 'Pending' } };
  const [, own, asItIs, made] = withRunningPods([deployment, pod, pending]);
  expect([own, made]).toMatchObject([{ status: { phase: 'Running', podIP: '10.1.0.2' } }, { status: { phase: 'Running', podIP: '10.1.0.4' } }]);
  expect(asItIs).toBe(pending);
});
