import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import type { IPassthroughGateway } from './gateway';
import { GatewayHosts } from './gateway-hosts';
import type { IngressWorkload } from './ingress-workload';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';

/** What a gateway is told that passes TLS on. */
export interface PassthroughGatewayProps extends ServingGatewayProps {}

/**
 * A Gateway that passes TLS on without opening it: the service has the certificate. Where a connection goes is decided by the server
 * name that the client asks for (SNI), in an `SniRoute`.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sni-passthrough/
 */
export class PassthroughGateway extends ServingGateway implements IPassthroughGateway {
  public readonly routes = 'tls';

  /** @throws where the ingress Service has no port for TLS, or a host is none; for a Service of the app, the synth says so */
  constructor(scope: Construct, id: string, props: PassthroughGatewayProps) {
    super(scope, id, props, new GatewayHosts(props.hosts, 'sni'));
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    const port = { number: this.portOn(ingress, 'TLS'), name: 'tls', protocol: 'TLS' };
    return [this.serverAt(port, { tls: { mode: 'PASSTHROUGH' } })];
  }
}
