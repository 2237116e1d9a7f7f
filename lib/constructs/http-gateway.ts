import type { Construct } from 'constructs';
import type { Server } from '../../imports/networking';
import type { IHttpGateway } from './gateway';
import type { IngressWorkload } from './ingress-workload';
import { ServingGateway, type ServingGatewayProps } from './serving-gateway';

/** What a gateway for plain HTTP is told. */
export interface HttpGatewayProps extends ServingGatewayProps {
  /**
   * What the Gateway says it serves. Istio treats all of these alike.
   *
   * @default 'HTTP'
   */
  readonly protocol?: 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB';
}

/**
 * A Gateway for plain HTTP: also HTTP/2 and gRPC without TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class HttpGateway extends ServingGateway implements IHttpGateway {
  public readonly routes = 'http';

  private readonly protocol: string;

  /**
   * @throws where the ingress Service has no such port or none that traffic can reach the gateway by, or a host is none; for a
   * Service of the app, whose ports may still change, the synth says so
   */
  constructor(scope: Construct, id: string, props: HttpGatewayProps) {
    super(scope, id, props);
    this.protocol = props.protocol ?? 'HTTP';
    this.checkFixed();
  }

  protected servers(ingress: IngressWorkload): readonly Server[] {
    return [this.serverAt({ number: this.portOn(ingress, 'HTTP'), name: 'http', protocol: this.protocol })];
  }
}
