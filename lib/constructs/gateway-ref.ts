import { GatewayHosts } from './gateway-hosts';
import type { IHttpGateway } from './gateway';

export interface GatewayRefOptions {
  /**
   * Hosts that the gateway serves; routes outside them are then an error.
   *
   * @default - not known: whoever owns the gateway answers for it
   */
  readonly hosts?: readonly string[];
}

/** A Gateway that another team, chart or repository owns. Renders nothing. */
export class GatewayRef implements IHttpGateway {
  /**
   * A Gateway by its namespace and name.
   *
   * @throws where one of `hosts` is no host
   */
  public static named(namespace: string, name: string, options: GatewayRefOptions = {}): GatewayRef {
    return new GatewayRef(namespace, name, options);
  }

  public readonly routes = 'http';
  private readonly hosts?: GatewayHosts;

  private constructor(public readonly namespace: string, public readonly name: string, { hosts }: GatewayRefOptions) {
    this.hosts = hosts && new GatewayHosts(hosts);
  }

  /** @internal */
  public _admit(hosts: readonly string[]): void {
    this.hosts?.admit(hosts, `${this.namespace}/${this.name}`);
  }
}
