import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import { GatewayHosts } from './gateway-hosts';
import type { IngressWorkload } from './ingress-workload';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';

/** What a gateway for other clusters is told. */
export interface AutoPassthroughGatewayProps extends ServingGatewayProps {}

/**
 * A Gateway that lets other clusters of the mesh reach every service of this one: it passes Istio's own mutual TLS on to the service
 * that the server name says. It takes no routes.
 *
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 */
export class AutoPassthroughGateway extends ServingGateway {
  public readonly routes = 'none';

  /**
   * @param props `hosts` says which services; without it `*.local`, all of the cluster
   * @throws where the ingress Service has no port for TLS, or a host is none; for a Service of the app, the synth says so
   */
  constructor(scope: Construct, id: string, props: AutoPassthroughGatewayProps) {
    super(scope, id, props, new GatewayHosts(props.hosts ?? ['*.local'], 'sni'));
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    const port = { number: this.portOn(ingress, 'TLS'), name: 'tls', protocol: 'TLS' };
    return [this.serverAt(port, { tls: { mode: 'AUTO_PASSTHROUGH' } })];
  }
}
