import { ApiObject, App, Chart } from 'cdk8s';

const app = new App({ outdir: process.argv[2] });
const chart = new Chart(app, 'shop', { namespace: 'shop' });

const apiVersion = 'networking.istio.io/v1';
const hosts = ['blog.example.com', 'hello.example.com', 'shop.example.com'];
new ApiObject(chart, 'gateway', {
  apiVersion, kind: 'Gateway', metadata: { name: 'gateway' },
  spec: { selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }] },
});

const to = (host: string) => [{ destination: { host, port: { number: 80 } } }];
const gateways = ['gateway'];
new ApiObject(chart, 'site', {
  apiVersion, kind: 'VirtualService',
  spec: {
    hosts: ['shop.example.com'], gateways,
    http: [
      { match: [{ uri: { exact: '/' } }], route: to('catalog') },
      { match: [{ uri: { prefix: '/reviews' } }], route: to('reviews') },
      { match: [{ uri: { prefix: '/cart' } }], route: to('cart') },
    ],
  },
});
new ApiObject(chart, 'exposed-hello', { apiVersion, kind: 'VirtualService', spec: { hosts: ['hello.example.com'], gateways, http: [{ route: to('hello') }] } });
new ApiObject(chart, 'exposed-blog', { apiVersion, kind: 'VirtualService', spec: { hosts: ['blog.example.com'], gateways, http: [{ route: to('blog') }] } });

app.synth();
