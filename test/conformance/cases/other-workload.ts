import { App } from 'cdk8s';
import { otherWorkload } from '../../../examples/duplicate-host/apps';
import type { ConformanceCase, ExpectedRequest } from '../case';
import { charts, injection, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import type { Manifest } from '../engine/question';

const features = ['one host on two gateway workloads', 'gateway selected by label', 'routes of two namespaces'];

function manifests(): readonly Manifest[] {
  const app = new App();
  otherWorkload(app);
  return [...istioctlIngress(), ...injection(), ...charts(app)];
}

// Both workloads answer the same requests, each with the services of one namespace.
function requests(namespace: string, { http, https }: { http: number; https: number }): readonly ExpectedRequest[] {
  const answered = { kind: 'forwarded', listener: http, clusterDefined: true } as const;
  const productpage = { ...answered, virtualHost: 'mybookinfo.com:80', cluster: `outbound|9080||productpage.${namespace}.svc.cluster.local` };
  const hello = { ...answered, virtualHost: 'myhelloworld.com:80', cluster: `outbound|5000||helloworld.${namespace}.svc.cluster.local` };
  return [
    { url: 'http://mybookinfo.com/productpage', expected: { ...productpage, path: '/productpage' } },
    { url: 'http://mybookinfo.com/login', method: 'POST', expected: { ...productpage, path: '/login' } },
    { url: 'http://mybookinfo.com/static/css/site.css', expected: { ...productpage, path: '/static/css/site.css' } },
    { url: 'http://myhelloworld.com/', expected: { ...hello, path: '/' } },
    { url: 'http://mybookinfo.com/admin', expected: { kind: 'refused', because: 'no-route', listener: http, virtualHost: 'mybookinfo.com:80' } },
    { url: 'http://other.com/productpage', expected: { kind: 'refused', because: 'no-host', listener: http } },
    { url: 'https://mybookinfo.com/productpage', expected: { kind: 'refused', because: 'no-listener', listener: https } },
  ];
}

/** The example's third app, asked through the gateway of `istioctl install`. */
export const otherWorkloadDefault: ConformanceCase = {
  name: 'other-workload-default',
  features,
  gateway: ISTIOCTL_INGRESS,
  manifests,
  requests: requests('default', { http: 8080, https: 8443 }),
};

/** The example's third app, asked through the gateway that it deploys. */
export const otherWorkloadTesting: ConformanceCase = {
  name: 'other-workload-testing',
  features: [...features, 'injected gateway deployment'],
  gateway: { namespace: 'istio-test', labels: { 'istio': 'testing', 'sidecar.istio.io/inject': 'true' } },
  manifests,
  requests: requests('test', { http: 80, https: 443 }),
};
