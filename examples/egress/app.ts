import { join } from 'node:path';
import { Chart, type App } from 'cdk8s';
import { ExposedService, HttpGateway, IngressGateway, ServiceRef } from 'cdk8s-istio';
import { Egress } from './chart';

/** Adds the example to an app. */
export function withEgress(app: App): Egress {
  return new Egress(app, 'egress', { namespace: 'shop' });
}

/** A host for everyone on the gateway that is for the way out: nothing from outside of the cluster reaches it, so it is refused. */
export function asIngress(app: App): void {
  const chart = new Chart(app, 'as-ingress', { namespace: 'shop' });
  const ingress = IngressGateway.fromManifest(join(__dirname, 'cluster/egress-gateway.yaml'));
  const gateway = new HttpGateway(chart, 'gateway', { ingress });
  new ExposedService(chart, 'shop', { gateway, host: 'shop.example.com', service: ServiceRef.named('shop', 'shop', { ports: { http: 80 } }) });
}
