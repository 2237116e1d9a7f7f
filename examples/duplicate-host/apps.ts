import { join } from 'node:path';
import { Chart, type App } from 'cdk8s';
import { IngressGateway } from 'cdk8s-istio';
import { Bookinfo } from '../bookinfo/chart';

/** Bookinfo twice on one port of one gateway workload, with the same hosts: the synth refuses it. */
export function conflict(app: App): void {
  new Bookinfo(app, 'default', { namespace: 'default' });
  new Bookinfo(app, 'test', { namespace: 'test' });
}

/** The test environment on a port of its own, which the ingress Service has been given. */
export function otherPort(app: App): void {
  const ingress = IngressGateway.fromManifest(join(__dirname, 'cluster/ingress-service.yaml'));
  new Bookinfo(app, 'default', { namespace: 'default', ingress });
  new Bookinfo(app, 'test', { namespace: 'test', ingress, port: 9443 });
}

/** The test environment on a gateway workload of its own. */
export function otherWorkload(app: App): void {
  const gateways = new Chart(app, 'gateways', { namespace: 'istio-test' });
  const ingress = new IngressGateway(gateways, 'testing');
  new Bookinfo(app, 'default', { namespace: 'default' });
  new Bookinfo(app, 'test', { namespace: 'test', ingress });
}
