import { App } from 'cdk8s';
import { withTeams } from '../../../examples/monorepo/app';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_INGRESS, istioctlIngress, tlsSecret } from '../cluster';
import type { Manifest } from '../engine/question';

function manifests(): readonly Manifest[] {
  const app = new App();
  withTeams(app);
  return [...istioctlIngress(), tlsSecret('example-com-tls', 'istio-system'), ...charts(app)];
}

const to = (service: string, path: string): Expected => ({ kind: 'forwarded', listener: 8443, cluster: `outbound|80||${service}.svc.cluster.local`, clusterDefined: true, path });
const noRoute: Expected = { kind: 'refused', because: 'no-route', listener: 8443, virtualHost: 'www.example.com:443' };

/** The example: hosts for routes of one namespace each, and one host that is shared, by a rule and by delegation. */
export const monorepo: ConformanceCase = {
  name: 'monorepo',
  features: ['default ingress', 'TLS termination', 'HTTPS redirect', 'hosts of one namespace', 'delegation', 'prefix rewrite', 'method', 'redirect'],
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: [
    { url: 'https://shop.example.com/cart', method: 'POST', expected: to('shop.shop', '/cart') },
    { url: 'https://blog.example.com/2026', expected: to('posts.blog', '/2026') },
    { url: 'https://www.example.com/blog', expected: to('posts.blog', '/') },
    { url: 'https://www.example.com/blog/2026?page=2', expected: to('posts.blog', '/2026?page=2') },
    { url: 'https://www.example.com/blog/comments', expected: to('comments.blog', '/blog/comments') },
    { url: 'https://www.example.com/blog/comments/7', expected: to('comments.blog', '/blog/comments/7') },
    { url: 'https://www.example.com/blogs', expected: noRoute },
    { url: 'https://www.example.com/search/images', expected: to('search.search', '/search/images') },
    { url: 'https://www.example.com/search', method: 'POST', expected: noRoute },
    { url: 'https://www.example.com/', expected: { kind: 'redirected', status: 302, location: 'https://www.example.com/search', listener: 8443 } },
    { url: 'https://search.example.com/', expected: { kind: 'refused', because: 'connection', listener: 8443 } },
    { url: 'http://shop.example.com/cart', expected: { kind: 'redirected', status: 301, location: 'https://shop.example.com/cart', listener: 8080 } },
    { url: 'http://search.example.com/', expected: { kind: 'refused', because: 'no-host', listener: 8080 } },
  ],
};
