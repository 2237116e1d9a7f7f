import { Chart, type ChartProps } from 'cdk8s';
import { IngressGateway, PassthroughGateway, ServiceRef, SniRoute } from 'cdk8s-istio';
import type { Construct } from 'constructs';

const port = { ports: { https: 8443 } };
export const registry = ServiceRef.named('platform', 'registry', port);
export const tenants = ServiceRef.named('platform', 'tenants', port);
// Of its two ports only this one speaks TLS.
export const vault = ServiceRef.named('vault', 'vault', { ports: { 'https': 8200, 'http-metrics': 9102 } });
export const vaultNext = ServiceRef.named('vault', 'vault-next', { ports: { https: 8200 } });

/** Services that have their certificates themselves: the gateway passes TLS on, by the name that clients ask for. */
export class Passthrough extends Chart {
  constructor(scope: Construct, id: string, props?: ChartProps) {
    super(scope, id, props);
    const gateway = new PassthroughGateway(this, 'gateway', { ingress: IngressGateway.istioctlDefault() });

    new SniRoute(this, 'vault', { gateway, host: 'vault.example.com' }).split([[vault, 90], [vaultNext, 10]]);
    new SniRoute(this, 'registry', { gateway, host: ['registry.example.com', 'images.example.com'] }).forward(registry);
    new SniRoute(this, 'tenants', { gateway, host: '*.tenants.example.com' }).forward(tenants);
  }
}
