import type { ObjectName } from './naming';

/** What a gateway sends traffic on by: rules for HTTP, for TLS that it does not open, or for TCP; or no rules at all. */
export type RouteKind = 'http' | 'tls' | 'tcp' | 'none';

/** A gateway that routes of one kind may be bound to. Gateways of other kinds differ in `routes`, so they do not pass for one. */
export interface IGateway<Kind extends RouteKind = RouteKind> extends ObjectName {
  /** Which routes may be bound to it. */
  readonly routes: Kind;

  /**
   * Tells the gateway of a route's hosts, and of its namespace where that is known.
   *
   * @throws where the gateway states its hosts and one of these is not among them, or not for routes of that namespace
   * @internal
   */
  _admit?(hosts: readonly string[], routeNamespace?: string): void;
}

/** A gateway that HTTP routes may be bound to: an `HttpGateway`, a `TlsGateway`, or a `GatewayRef` to one of another team. */
export interface IHttpGateway extends IGateway<'http'> {}

/** A gateway that passes TLS on as it comes, by the server name that clients ask for (SNI): a `PassthroughGateway`, or `GatewayRef.passthrough`. */
export interface IPassthroughGateway extends IGateway<'tls'> {}

/** A gateway for TCP, or for TLS that carries anything: a `TcpGateway`, or `GatewayRef.tcp`. */
export interface ITcpGateway extends IGateway<'tcp'> {}
