import { App } from 'cdk8s';
import { Bookinfo } from '../../../examples/bookinfo/chart';
import type { ConformanceCase, Expected } from '../case';
import { ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';

const productpage: Expected = {
  kind: 'forwarded', listener: 8080, virtualHost: 'mybookinfo.com:80',
  cluster: 'outbound|9080||productpage.default.svc.cluster.local', clusterDefined: true,
};
const hello: Expected = {
  kind: 'forwarded', listener: 8080, virtualHost: 'myhelloworld.com:80',
  cluster: 'outbound|5000||helloworld.default.svc.cluster.local', clusterDefined: true,
};
const noRoute: Expected = { kind: 'refused', because: 'no-route', listener: 8080, virtualHost: 'mybookinfo.com:80' };
const noHost: Expected = { kind: 'refused', because: 'no-host', listener: 8080 };

/** The example as its own main program makes it: two hosts behind the default ingress gateway. */
export const bookinfo: ConformanceCase = {
  name: 'bookinfo',
  features: ['default ingress', 'HTTP server', 'two hosts on one gateway', 'exact path', 'path prefix', 'Host header in any case and with a port'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [...istioctlIngress(), ...new Bookinfo(new App(), 'bookinfo', { namespace: 'default' }).toJson()],
  requests: [
    { url: 'http://mybookinfo.com/productpage', expected: { ...productpage, path: '/productpage', authority: 'mybookinfo.com' } },
    { url: 'http://mybookinfo.com/login', expected: { ...productpage, path: '/login' } },
    { url: 'http://mybookinfo.com/logout', expected: { ...productpage, path: '/logout' } },
    { url: 'http://mybookinfo.com/static', expected: { ...productpage, path: '/static' } },
    { url: 'http://mybookinfo.com/static/css/site.css', expected: { ...productpage, path: '/static/css/site.css' } },
    { url: 'http://mybookinfo.com/api/v1/products', expected: { ...productpage, path: '/api/v1/products' } },
    { url: 'http://mybookinfo.com/api/v1/products/0/reviews', expected: { ...productpage, path: '/api/v1/products/0/reviews' } },

    // What a query and a method do to an exact path: nothing.
    { url: 'http://mybookinfo.com/productpage?u=normal', expected: { ...productpage, path: '/productpage?u=normal' } },
    { url: 'http://mybookinfo.com/login', method: 'POST', expected: { ...productpage, path: '/login' } },

    // A prefix is Istio's, of the text and not of the path's parts.
    { url: 'http://mybookinfo.com/statics', expected: { ...productpage, path: '/statics' } },
    { url: 'http://mybookinfo.com/productpagex', expected: noRoute },
    { url: 'http://mybookinfo.com/productpage/', expected: noRoute },
    { url: 'http://mybookinfo.com/Productpage', expected: noRoute },
    { url: 'http://mybookinfo.com/api/v1', expected: noRoute },
    { url: 'http://mybookinfo.com/', expected: noRoute },
    { url: 'http://mybookinfo.com/admin', expected: noRoute },

    { url: 'http://myhelloworld.com/', expected: { ...hello, path: '/' } },
    { url: 'http://myhelloworld.com/productpage', expected: { ...hello, path: '/productpage' } },

    { url: 'http://MyBookinfo.COM/productpage', expected: { ...productpage, authority: 'MyBookinfo.COM' } },
    { url: 'http://mybookinfo.com:80/productpage', expected: { ...productpage, authority: 'mybookinfo.com:80' } },
    { url: 'http://10.0.0.1/productpage', headers: { host: 'mybookinfo.com:8080' }, expected: { ...productpage, authority: 'mybookinfo.com:8080' } },
    { url: 'http://other.com/productpage', expected: noHost },
    { url: 'http://www.mybookinfo.com/productpage', expected: noHost },
    { url: 'http://mybookinfo.com./productpage', expected: noHost },

    { url: 'https://mybookinfo.com/productpage', expected: { kind: 'refused', because: 'no-listener' } },
    { url: 'http://mybookinfo.com:8080/productpage', expected: { kind: 'refused', because: 'no-service-port' } },
  ],
};
