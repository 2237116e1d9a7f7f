import { join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import * as duplicateHost from '../../../examples/duplicate-host/apps';
import type { ConformanceCase, Expected } from '../case';
import { charts, ingress, ISTIOCTL_INGRESS } from '../cluster';
import type { Manifest } from '../engine/question';

const SERVICE = join(__dirname, '../../../examples/duplicate-host/cluster/ingress-service.yaml');

const here = { kind: 'forwarded', listener: 8080, clusterDefined: true } as const;
const there = { kind: 'forwarded', listener: 9443, clusterDefined: true } as const;
const productpage: Expected = { ...here, virtualHost: 'mybookinfo.com:80', cluster: 'outbound|9080||productpage.default.svc.cluster.local' };
const productpageInTest: Expected = { ...there, virtualHost: 'mybookinfo.com:9443', cluster: 'outbound|9080||productpage.test.svc.cluster.local' };
const hello: Expected = { ...here, virtualHost: 'myhelloworld.com:80', cluster: 'outbound|5000||helloworld.default.svc.cluster.local' };
const helloInTest: Expected = { ...there, virtualHost: 'myhelloworld.com:9443', cluster: 'outbound|5000||helloworld.test.svc.cluster.local' };

/** The example's second app: the same hosts in two namespaces, told apart by the port of one ingress Service. */
export const otherPort: ConformanceCase = {
  name: 'other-port',
  features: ['HTTP server on a port added to the ingress Service', 'one host on two ports', 'routes of two namespaces'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => {
    const app = new App();
    duplicateHost.otherPort(app);
    return [...ingress(Yaml.load(SERVICE)[0] as Manifest), ...charts(app)];
  },
  requests: [
    { url: 'http://mybookinfo.com/productpage', expected: { ...productpage, path: '/productpage' } },
    { url: 'http://mybookinfo.com:9443/productpage', expected: { ...productpageInTest, path: '/productpage', authority: 'mybookinfo.com:9443' } },
    { url: 'http://mybookinfo.com/static/css/site.css', expected: { ...productpage, path: '/static/css/site.css' } },
    { url: 'http://mybookinfo.com:9443/static/css/site.css', expected: { ...productpageInTest, path: '/static/css/site.css' } },
    { url: 'http://myhelloworld.com/', expected: { ...hello, path: '/' } },
    { url: 'http://myhelloworld.com:9443/', expected: { ...helloInTest, path: '/' } },

    // The port that is dialled decides, not the one in the Host header.
    { url: 'http://10.0.0.1/productpage', headers: { host: 'mybookinfo.com:9443' }, expected: productpage },
    { url: 'http://10.0.0.1:9443/productpage', headers: { host: 'mybookinfo.com' }, expected: productpageInTest },

    { url: 'http://mybookinfo.com/admin', expected: { kind: 'refused', because: 'no-route', listener: 8080, virtualHost: 'mybookinfo.com:80' } },
    { url: 'http://mybookinfo.com:9443/admin', expected: { kind: 'refused', because: 'no-route', listener: 9443, virtualHost: 'mybookinfo.com:9443' } },
    { url: 'http://other.com/productpage', expected: { kind: 'refused', because: 'no-host', listener: 8080 } },
    { url: 'http://other.com:9443/productpage', expected: { kind: 'refused', because: 'no-host', listener: 9443 } },
    { url: 'https://mybookinfo.com/productpage', expected: { kind: 'refused', because: 'no-listener', listener: 8443 } },
    { url: 'https://mybookinfo.com:9443/productpage', expected: { kind: 'refused', because: 'tls', listener: 9443 } },
  ],
};
