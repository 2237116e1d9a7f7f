import { Chart, type ChartProps } from 'cdk8s';
import { DestinationPolicy, HostRoute, HttpGateway, IngressGateway, Match, type Subset } from 'cdk8s-istio';
import type { Construct } from 'constructs';
import { ShopWorkloads } from './workloads';

export interface CanaryProps extends ChartProps {
  /** Percent of the requests that the new version gets, from 0 to 100. */
  readonly percent: number;
}

/** A shop whose new version gets a share of the requests, and all of those that ask for it. */
export class Canary extends Chart {
  public readonly current: Subset;
  public readonly next: Subset;

  constructor(scope: Construct, id: string, { percent, ...props }: CanaryProps) {
    super(scope, id, props);
    const { service } = new ShopWorkloads(this, 'workloads');
    const shop = new DestinationPolicy(this, 'shop', { service, subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
    this.current = shop.subset('v1');
    this.next = shop.subset('v2');

    const gateway = new HttpGateway(this, 'gateway', { ingress: IngressGateway.istioctlDefault() });
    const site = new HostRoute(this, 'site', { gateway, host: 'shop.example.com' });
    // Payments stay with the version that is known to work, whatever a request asks for.
    site.forward(Match.under('/pay'), this.current);
    site.forward(Match.any().header('x-version', 'next'), this.next);
    site.split(Match.any(), [
      [this.current, 100 - percent, { responseHeaders: { set: { 'x-version': 'current' } } }],
      [this.next, percent, { responseHeaders: { set: { 'x-version': 'next' } } }],
    ]);
  }
}
