import { Chart, Duration, type ChartProps } from 'cdk8s';
import { EgressGateway, EgressRoute, ExternalService, UpstreamTls } from 'cdk8s-istio';
import type { Construct } from 'constructs';

export const egress = EgressGateway.istioctlDefault();

/** What a shop calls outside of the mesh, all by way of the egress gateway. */
export class Egress extends Chart {
  public readonly payments: EgressRoute;
  public readonly maps: ExternalService;
  public readonly ledger: EgressRoute;

  constructor(scope: Construct, id: string, props?: ChartProps) {
    super(scope, id, props);
    // Pods call http://; the gateway calls https://, with the shop's certificate, which no pod has to have.
    this.payments = new EgressRoute(this, 'payments', {
      egress,
      service: { host: 'api.payments.example', ports: { http: 80, https: 443 } },
      upstreamTls: UpstreamTls.mutual({ credentialName: 'payments-client' }),
      http: { timeout: Duration.seconds(10) },
    });

    // Pods call https://, and the gateway passes it on by its server name.
    this.maps = new ExternalService(this, 'maps', { host: ['maps.example', 'tiles.maps.example'], ports: { https: 443 } });
    for (const host of this.maps.hosts) new EgressRoute(this, `to-${host}`, { egress, service: this.maps.at(host) });

    // TCP names no host: its connections are known by the address, and at the gateway by the server name in the mesh's own TLS.
    this.ledger = new EgressRoute(this, 'ledger', {
      egress, service: { host: 'ledger.example', ports: { 'tcp-postgres': 5432 }, addresses: ['203.0.113.20'] },
    });
  }
}
