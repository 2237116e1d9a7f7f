import type { IGateway, RouteKind } from './gateway';
import { GatewayHosts, type GatewayHost } from './gateway-hosts';

/** What is known of the Gateway of another team. */
export interface GatewayRefOptions {
  /**
   * Hosts that the gateway serves; routes outside them are then an error.
   *
   * @default - not known: whoever owns the gateway answers for it
   */
  readonly hosts?: readonly GatewayHost[];
}

/**
 * A Gateway that another team, chart or repository owns. Renders nothing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class GatewayRef<Kind extends RouteKind = 'http'> implements IGateway<Kind> {
  /**
   * A Gateway for HTTP, or for HTTPS that it opens, by its namespace and name.
   *
   * @param namespace of the Gateway
   * @param name of the Gateway
   * @param options the hosts that it serves, where they are known
   * @throws where one of `hosts` is no host
   */
  public static named(namespace: string, name: string, options: GatewayRefOptions = {}): GatewayRef {
    return new GatewayRef('http', namespace, name, options);
  }

  /**
   * A Gateway that passes TLS on as it comes: its tls.mode is PASSTHROUGH. It takes an `SniRoute`.
   *
   * @param namespace of the Gateway
   * @param name of the Gateway
   * @param options the hosts that it serves, where they are known
   * @throws where one of `hosts` is no host
   */
  public static passthrough(namespace: string, name: string, options: GatewayRefOptions = {}): GatewayRef<'tls'> {
    return new GatewayRef('tls', namespace, name, options);
  }

  /**
   * A Gateway of protocol TCP, or TLS that it opens. It takes a `TcpRoute`.
   *
   * @param namespace of the Gateway
   * @param name of the Gateway
   * @param options the hosts that it serves, where they are known
   * @throws where one of `hosts` is no host
   */
  public static tcp(namespace: string, name: string, options: GatewayRefOptions = {}): GatewayRef<'tcp'> {
    return new GatewayRef('tcp', namespace, name, options);
  }

  private readonly hosts?: GatewayHosts;

  private constructor(
    /** Which routes may be bound to it. */
    public readonly routes: Kind,
    /** Namespace of the Gateway. */
    public readonly namespace: string,
    /** Name of the Gateway. */
    public readonly name: string,
    { hosts }: GatewayRefOptions,
  ) {
    this.hosts = hosts && new GatewayHosts(hosts);
  }

  /** @internal */
  public _admit(hosts: readonly string[], routeNamespace?: string): void {
    this.hosts?.admit(hosts, this, routeNamespace);
  }
}
