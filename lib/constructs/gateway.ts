import type { ObjectName } from './naming';

/**
 * A gateway that HTTP routes may be bound to: an `HttpGateway`, a `TlsGateway`, or a `GatewayRef` to one of another team.
 * Gateways that take other kinds of routes differ in `routes`, so they do not pass for one.
 */
export interface IHttpGateway extends ObjectName {
  readonly routes: 'http';

  /**
   * Tells the gateway of a route's hosts.
   *
   * @throws where it states its hosts and one of these is not among them
   * @internal
   */
  _admit?(hosts: readonly string[]): void;
}
