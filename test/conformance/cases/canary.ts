import { App } from 'cdk8s';
import { Canary } from '../../../examples/canary/chart';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import type { Manifest } from '../engine/question';

function manifests(percent: number): readonly Manifest[] {
  const app = new App();
  new Canary(app, 'canary', { namespace: 'shop', percent });
  return [...istioctlIngress(), ...charts(app)];
}

const to = (subset: string): Expected => ({ kind: 'forwarded', listener: 8080, cluster: `outbound|80|${subset}|shop.shop.svc.cluster.local`, clusterDefined: true });
const headers = { 'x-version': 'next' };

/** The example: what is asked for by header, and what stays. Which version all others get is chance. */
export const canary: ConformanceCase = {
  name: 'canary',
  features: ['default ingress', 'subsets', 'header match', 'path before header', 'weights'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => manifests(10),
  requests: [
    { url: 'http://shop.example.com/cart', headers, expected: to('v2') },
    { url: 'http://shop.example.com/payroll', headers, expected: to('v2') },
    { url: 'http://shop.example.com/pay', expected: to('v1') },
    { url: 'http://shop.example.com/pay', headers, expected: to('v1') },
    { url: 'http://shop.example.com/pay/7?x=1', headers, method: 'POST', expected: to('v1') },
    { url: 'http://example.com/', expected: { kind: 'refused', because: 'no-host', listener: 8080 } },
  ],
};

/** The example when all have the new version. */
export const canaryDone: ConformanceCase = {
  name: 'canary-done',
  features: ['default ingress', 'subsets', 'weight 0'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => manifests(100),
  requests: [
    { url: 'http://shop.example.com/cart', expected: to('v2') },
    { url: 'http://shop.example.com/', headers: { 'x-version': 'current' }, expected: to('v2') },
    { url: 'http://shop.example.com/pay/7', expected: to('v1') },
  ],
};
