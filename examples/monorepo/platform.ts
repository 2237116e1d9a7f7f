import { Chart, type ChartProps } from 'cdk8s';
import { Certificate, HostRoute, IngressGateway, Match, TlsGateway } from 'cdk8s-istio';
import type { Construct } from 'constructs';

/** What the platform's team owns: the gateway with its certificate and its hosts, each for the team that it belongs to. */
export class Platform extends Chart {
  public readonly gateway: TlsGateway;

  /** The host that the teams share. */
  public readonly site: HostRoute;

  constructor(scope: Construct, id: string, props?: ChartProps) {
    super(scope, id, props);
    this.gateway = new TlsGateway(this, 'gateway', {
      ingress: IngressGateway.istioctlDefault(),
      certificate: Certificate.fromSecret('example-com-tls'),
      httpsRedirect: true,
      hosts: [
        { host: 'www.example.com', namespace: '.' },
        { host: 'shop.example.com', namespace: 'shop' },
        { host: 'blog.example.com', namespace: 'blog' },
      ],
    });
    this.site = new HostRoute(this, 'site', { gateway: this.gateway, host: 'www.example.com' });
    this.site.redirect(Match.exact('/'), { path: '/search', status: 302 });
  }
}

/** What the charts of the teams are given. */
export interface TeamProps extends ChartProps {
  readonly platform: Platform;
}
