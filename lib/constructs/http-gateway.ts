import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import type { IngressWorkload } from './ingress-workload';
import { pickServerPort } from './server-port';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';

export interface HttpGatewayProps extends ServingGatewayProps {}

/**
 * A Gateway for plain HTTP: also HTTP/2 and gRPC without TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class HttpGateway extends ServingGateway {
  private readonly port?: number | string;

  /**
   * @throws where the ingress Service has no such port or none that traffic can reach the gateway by, or a host is none; for a
   * Service of the app, whose ports may still change, the synth says so
   */
  constructor(scope: Construct, id: string, props: HttpGatewayProps) {
    super(scope, id, props);
    this.port = props.port;
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    const { number } = pickServerPort(ingress, 'HTTP', this.port);
    return [{ port: { number, name: 'http', protocol: 'HTTP' }, hosts: [...this.hosts.list()] }];
  }
}
