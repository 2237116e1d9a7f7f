// What compiles among the package's sources, and must not in a user's project. Nothing of it is run.
import { DestinationPolicy, HttpGateway, RouteRule, Subset, TlsGateway, type IIngressGateway, type ServiceRef } from 'cdk8s-istio';
// @ts-expect-error the package has one door
import { Match } from 'cdk8s-istio/build/lib/constructs/match';
import type { Chart } from 'cdk8s';

export function closed(gateway: HttpGateway, chart: Chart, ingress: IIngressGateway, service: ServiceRef): unknown {
  // @ts-expect-error a member for the package's own use
  gateway._admit(['a.example.com']);
  // @ts-expect-error a certificate by its Secret's name
  new TlsGateway(chart, 'a', { ingress, certificate: 'shop-tls' });
  // @ts-expect-error TLS by a flag
  new DestinationPolicy(chart, 'b', { service, upstreamTls: true });
  // @ts-expect-error a chart for an ingress
  new HttpGateway(chart, 'c', { ingress: chart });
  // @ts-expect-error nothing for an ingress
  new HttpGateway(chart, 'd', { ingress: {} });
  // @ts-expect-error only a route makes rules
  new RouteRule();
  // @ts-expect-error only a policy makes subsets
  new Subset();
  return Match;
}
