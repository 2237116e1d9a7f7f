import { App, Chart } from 'cdk8s';
import { ExposedService, HostRoute, HttpGateway, IngressGateway, Match, ServiceRef } from 'cdk8s-istio';

const app = new App({ outdir: process.argv[2] });
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const [catalog, cart, reviews, hello, blog] = ['catalog', 'cart', 'reviews', 'hello', 'blog'].map((name) => (
  ServiceRef.named('shop', name, { ports: { http: 80 } })
));

const gateway = new HttpGateway(chart, 'gateway', { ingress: IngressGateway.istioctlDefault(), metadata: { name: 'gateway' } });

const site = new HostRoute(chart, 'site', { gateway, host: 'shop.example.com' });
site.forward(Match.exact('/'), catalog);
site.forward(Match.prefix('/reviews'), reviews);
site.forward(Match.prefix('/cart'), cart);
new ExposedService(chart, 'exposed-hello', { gateway, host: 'hello.example.com', service: hello });
new ExposedService(chart, 'exposed-blog', { gateway, host: 'blog.example.com', service: blog });

app.synth();
