import type { Construct } from 'constructs';
import { wireConnectionMatch, type ConnectionMatch } from './connection-match';
import { ConnectionRoute, type ConnectionRouteProps } from './connection-route';
import type { WireConnectionMatch } from './connection-rules';
import type { ITcpGateway } from './gateway';

/** Which TCP connections a rule takes. */
export interface TcpMatch extends ConnectionMatch<ITcpGateway> {
  /**
   * Addresses that call, an IP address or a range. Istio takes it and does not look at it, neither at a gateway nor within the mesh.
   *
   * @default - any
   */
  readonly sourceSubnet?: string;
}

/** On which gateways a route for TCP is. */
export interface TcpRouteProps extends ConnectionRouteProps<ITcpGateway> {
  /**
   * The host or hosts that the route is for. Where the gateway opens TLS they are the server names that clients ask for; plain TCP
   * knows none, and within the mesh they are the services that are called.
   *
   * @default '*'
   */
  readonly host?: string | readonly string[];
}

/**
 * Where TCP connections go: a VirtualService. Of several rules that could take a connection those with more to match come first.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export class TcpRoute extends ConnectionRoute<ITcpGateway, TcpMatch> {
  /** @throws where a host is none, or not served by a gateway that states its hosts; where a gateway cannot be named from here */
  constructor(scope: Construct, id: string, props: TcpRouteProps) {
    super(scope, id, props, props.host ?? '*', 'tcp');
  }

  protected wireMatch({ sourceSubnet, ...match }: TcpMatch = {}): WireConnectionMatch {
    const wire = { ...wireConnectionMatch(match, this.bound), ...(sourceSubnet !== undefined && { sourceSubnet }) };
    return Object.keys(wire).length > 0 ? wire : undefined;
  }

  protected usualPort(): undefined {
    return undefined;
  }
}
