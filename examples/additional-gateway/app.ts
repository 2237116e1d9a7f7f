import { Chart, type App } from 'cdk8s';
import type { Service } from 'cdk8s-plus-27';
import { ExposedService, GatewayPort, HostRoute, HttpGateway, IngressGateway, Match } from 'cdk8s-istio';
import { webService } from '../web-service';

/** What tests and the engine check ask about. */
export interface AdditionalGateway {
  readonly publicIngress: IngressGateway;
  readonly internalIngress: IngressGateway;
  readonly shop: Service;
  readonly admin: Service;
}

/** Two gateway workloads, one for everyone and one for the company's own network, and a shop that is on both. */
export function withGateways(app: App): AdditionalGateway {
  const publicIngress = new IngressGateway(new Chart(app, 'public', { namespace: 'istio-public' }), 'public', { replicas: 3 });
  const internalIngress = new IngressGateway(new Chart(app, 'internal', { namespace: 'istio-internal' }), 'internal', {
    ports: [GatewayPort.http(80), GatewayPort.http(8080, { name: 'http-admin' })],
    serviceAnnotations: { 'networking.gke.io/load-balancer-type': 'Internal' },
  });

  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const [shop, admin] = [webService(chart, 'shop'), webService(chart, 'admin')];
  const toEveryone = new HttpGateway(chart, 'public-gateway', { ingress: publicIngress });
  const toUs = new HttpGateway(chart, 'internal-gateway', { ingress: internalIngress, port: 'http' });
  const toAdmins = new HttpGateway(chart, 'admin-gateway', { ingress: internalIngress, port: 'http-admin' });

  const site = new HostRoute(chart, 'site', { gateway: [toEveryone, toUs], host: 'shop.example.com' });
  site.forward(Match.any(), shop);
  site.forward(Match.under('/admin').gateway(toUs), admin);
  new ExposedService(chart, 'admin-ui', { gateway: toAdmins, host: 'admin.example.com', service: admin });
  return { publicIngress, internalIngress, shop, admin };
}
