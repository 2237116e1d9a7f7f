// A user's app: it uses most of what the package offers, and runs in a project of its own.
import { App, Chart, Testing } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-34';
import {
  Certificate, ClusterDomain, DestinationPolicy, ExposedService, GatewayPort, GatewayRef, HostRoute, HttpGateway, IngressGateway,
  LoadBalancing, Match, Rewrite, ServiceRef, TlsGateway, UpstreamTls, type ExposedServiceProps, type IHttpGateway, type IIngressGateway,
  type networking, type RouteRule,
} from 'cdk8s-istio';
import { Construct } from 'constructs';

const ingress: IIngressGateway = IngressGateway.istioctlDefault();
const locality: networking.LocalityLoadBalancerSetting = { enabled: false };
const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { http: 20001, 'http-metrics': 9090 } });

/** Several kinds of gateways, the first of them to be shared. */
class Gateways extends Chart {
  public readonly shop: HttpGateway;
  public readonly tls: TlsGateway;

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'edge' });
    this.shop = new HttpGateway(this, 'shop', { ingress, hosts: ['*.example.com'], metadata: { name: 'shop' } });
    this.tls = new TlsGateway(this, 'tls', {
      ingress: IngressGateway.helm({ release: 'istio-ingress', namespace: 'istio-ingress' }),
      certificate: Certificate.fromSecret('kiali-tls'), mode: 'SIMPLE', httpsRedirect: true, metadata: { name: 'tls' },
    });
    const internal = new IngressGateway(this, 'internal', { ports: [GatewayPort.http(8080)], serviceType: 'ClusterIP' });
    const gateway = new HttpGateway(this, 'inside', { ingress: internal, metadata: { name: 'inside' } });
    new ExposedService(this, 'metrics', { gateway, host: 'metrics.inside.example.com', service: kiali, port: 'http-metrics' });
  }
}

/** The routes of one host. */
class Shop extends Chart {
  constructor(scope: Construct, id: string, gateway: IHttpGateway) {
    super(scope, id, { namespace: 'shop' });
    const reviews = new Service(this, 'reviews', { metadata: { name: 'reviews' }, ports: [{ name: 'http', port: 9080 }] });
    const policy = new DestinationPolicy(this, 'policy', {
      service: reviews, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } }, loadBalancing: LoadBalancing.simple('LEAST_REQUEST', { locality }),
    });
    const site = new HostRoute(this, 'site', { gateway, host: 'shop.example.com', metadata: { name: 'site' } });
    site.split(Match.prefix('/reviews'), [[policy.subset('v1'), 90], [policy.subset('v2'), 10]]);
    site.forward(Match.under('/reviews/mine').header('end-user', 'jason'), policy.subset('v2'), { rewrite: Rewrite.stripPrefix() });
    const home: RouteRule = site.redirect(Match.exact('/'), { path: '/reviews', status: 302 });
    site.inOrder([home]);
    const cart = new Deployment(this, 'cart', { containers: [{ image: 'cart', portNumber: 8080 }] });
    ExposedService.fromDeployment(this, 'exposed-cart', cart, { route: site, match: Match.prefix('/cart').method('POST') });
  }
}

/** What other teams own. */
class Borrowed extends Chart {
  constructor(scope: Construct, id: string, tls: TlsGateway) {
    super(scope, id, { namespace: 'team' });
    const props: ExposedServiceProps<'http' | 'http-metrics'> = {
      gateway: tls, host: 'kiali.example.com', service: kiali, port: 'http', upstreamTls: UpstreamTls.simple(), metadata: { name: 'kiali' },
    };
    new ExposedService(this, 'kiali', props);
    new ExposedService(this, 'jupyter', {
      gateway: GatewayRef.named('kubeflow', 'kubeflow-gateway'), host: '*', match: Match.under('/jupyter'),
      service: ServiceRef.named('team', 'jupyter', { ports: { http: 80 } }), metadata: { name: 'jupyter' },
    });
  }
}

const app = new App();
ClusterDomain.set(app, 'corp.internal');
const { shop, tls } = new Gateways(app, 'gateways');
new Shop(app, 'shop', shop);
new Borrowed(app, 'borrowed', tls);
app.synth();
// cdk8s' own way to test a chart renders the same.
if (Testing.synth(tls.node.scope as Chart).length === 0) throw new Error('the chart renders nothing');
