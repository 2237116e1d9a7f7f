import type { ConformanceCase } from '../case';
import { httpService, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import type { Manifest } from '../engine/question';
import { httpServer, rawGateway } from '../raw';

const share = (host: string, weight: number | undefined, authority?: string) => ({
  destination: { host, port: { number: 80 } }, ...(weight !== undefined && { weight }), ...(authority !== undefined && { headers: { request: { set: { Host: authority } } } }),
});
const rule = (path: string, ...route: readonly object[]) => ({ match: [{ uri: { prefix: path } }], route });

const ROUTES: Manifest = {
  apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'site', namespace: 'web' },
  spec: {
    hosts: ['shop.example.com'], gateways: ['front'],
    http: [
      rule('/alone', share('blue', 0, 'blue.internal')),
      rule('/last-is-left', share('green', 0, 'green.internal'), share('blue', 1, 'blue.internal')),
      rule('/first-is-left', share('blue', 1, 'blue.internal'), share('green', 0, 'green.internal')),
      rule('/only-the-lost-one-has', share('green', 0, 'green.internal'), share('blue', 1)),
      { ...rule('/only-and-rule', share('blue', undefined, 'blue.internal')), headers: { request: { set: { Host: 'rule.internal' } } } },
      { ...rule('/only-and-rewrite', share('blue', undefined, 'blue.internal')), rewrite: { authority: 'rewrite.internal' } },
      { ...rule('/left-and-rewrite', share('green', 0), share('blue', 1, 'blue.internal')), rewrite: { authority: 'rewrite.internal' } },
      { ...rule('/left-and-rule', share('green', 0, 'green.internal'), share('blue', 1, 'blue.internal')), headers: { request: { set: { Host: 'rule.internal' } } } },
    ],
  },
};

const blue = (authority: string) => ({ kind: 'forwarded', cluster: 'outbound|80||blue.web.svc.cluster.local', authority } as const);

/** Of several destinations weights leave one: what that one says of headers counts, and nothing of what the others say. */
export const weightsWithHeaders: ConformanceCase = {
  name: 'weights-with-headers',
  features: ['weight 0', 'header operations of a destination'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    ...istioctlIngress(), httpService('blue', 'web', 80), httpService('green', 'web', 80), ROUTES,
    rawGateway('front', { namespace: 'web', created: 2024, servers: [httpServer(80, 'shop.example.com')] }),
  ],
  requests: [
    { url: 'http://shop.example.com/alone', expected: blue('blue.internal') },
    { url: 'http://shop.example.com/last-is-left', expected: blue('blue.internal') },
    { url: 'http://shop.example.com/first-is-left', expected: blue('blue.internal') },
    { url: 'http://shop.example.com/only-the-lost-one-has', expected: blue('shop.example.com') },
    // What the rule itself says of the authority goes first.
    { url: 'http://shop.example.com/only-and-rule', expected: blue('rule.internal') },
    { url: 'http://shop.example.com/only-and-rewrite', expected: blue('rewrite.internal') },
    { url: 'http://shop.example.com/left-and-rewrite', expected: blue('rewrite.internal') },
    { url: 'http://shop.example.com/left-and-rule', expected: blue('rule.internal') },
  ],
};
