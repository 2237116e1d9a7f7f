import type { Construct } from 'constructs';
import { hostCovers } from '../values/host';
import { isTls, protocolOfPort } from '../values/protocol';
import { allOf } from '../values/words';
import { wireConnectionMatch, type ConnectionMatch } from './connection-match';
import { ConnectionRoute, type ConnectionRouteProps } from './connection-route';
import type { WireConnectionMatch } from './connection-rules';
import { Subset, type RouteTarget } from './destination';
import type { IPassthroughGateway } from './gateway';
import { checkHosts } from './gateway-hosts';
import { asArray } from './one-or-more';

/** Which TLS connections a rule takes. */
export interface SniMatch extends ConnectionMatch<IPassthroughGateway> {
  /**
   * Server names that clients ask for, each one of the route's hosts or below a wildcard of them.
   *
   * @default - all of the route's hosts
   */
  readonly sniHosts?: string | readonly string[];
}

/** On which gateways a route for TLS is, and for which hosts. */
export interface SniRouteProps extends ConnectionRouteProps<IPassthroughGateway> {
  /** The server name or names that clients ask for, such as `vault.example.com` or `*.vault.example.com`. */
  readonly host: string | readonly string[];
}

/**
 * Where TLS connections go that a gateway does not open, by the server name that clients ask for: a VirtualService. The order of the
 * calls does not matter.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export class SniRoute extends ConnectionRoute<IPassthroughGateway, SniMatch> {
  /** @throws where a host is none, or not served by a gateway that states its hosts; where a gateway cannot be named from here */
  constructor(scope: Construct, id: string, props: SniRouteProps) {
    super(scope, id, props, props.host, 'tls');
  }

  protected wireMatch({ sniHosts, ...rest }: SniMatch = {}): WireConnectionMatch {
    const hosts = sniHosts === undefined ? this.hosts : checkHosts(asArray(sniHosts), 'one of the two is enough; keep the wider one, or make two rules');
    const stray = hosts.find((host) => !this.hosts.some((own) => hostCovers(own, host)));
    if (stray !== undefined) {
      throw new Error(`sniHosts has "${stray}", which is none of the route's hosts: ${allOf(this.hosts)}; add it to host, or give one of these`);
    }
    return { sniHosts: [...hosts].sort(), ...wireConnectionMatch(rest, this.bound) };
  }

  // The service has the certificate, so it is the port that speaks TLS.
  protected usualPort(target: RouteTarget): number | undefined {
    const { ports } = target instanceof Subset ? target.service : target;
    const tls = ports.filter(({ port, name }) => isTls(protocolOfPort({ number: port, name })));
    return ports.length > 1 && tls.length === 1 ? tls[0].port : undefined;
  }
}
