import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import type { ITcpGateway } from './gateway';
import { GatewayHosts } from './gateway-hosts';
import type { IngressWorkload } from './ingress-workload';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';

export interface TcpGatewayProps extends ServingGatewayProps {
  /**
   * What the Gateway says it serves. Istio treats all of these alike.
   *
   * @default 'TCP'
   */
  readonly protocol?: 'TCP' | 'MONGO' | 'MYSQL' | 'REDIS';
}

/**
 * A Gateway for TCP. Connections have no host, so all of a port go by one `TcpRoute`; `hosts` only says which routes may be bound.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/tcp-traffic-shifting/
 */
export class TcpGateway extends ServingGateway implements ITcpGateway {
  public readonly routes = 'tcp';

  private readonly protocol: string;

  /** @throws where the ingress Service has no such port, or none for TCP; for a Service of the app, the synth says so */
  constructor(scope: Construct, id: string, props: TcpGatewayProps) {
    super(scope, id, props, new GatewayHosts(props.hosts ?? ['*']));
    this.protocol = props.protocol ?? 'TCP';
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    return [this.serverAt({ number: this.portOn(ingress, 'TCP'), name: 'tcp', protocol: this.protocol })];
  }
}
