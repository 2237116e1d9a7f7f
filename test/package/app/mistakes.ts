// What must not compile in a user's project. Nothing of it is run.
import { Chart } from 'cdk8s';
import { DestinationPolicy, ExposedService, HostRoute, HttpGateway, IngressGateway, Match, ServiceRef } from 'cdk8s-istio';

export function mistakes(chart: Chart): void {
  const ingress = IngressGateway.istioctlDefault();
  const gateway = new HttpGateway(chart, 'gateway', { ingress });
  const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { http: 20001 } });

  // @ts-expect-error a port name that the service does not have
  new ExposedService(chart, 'wrong-port', { gateway, host: 'a.example.com', service: kiali, port: 'htp' });

  // @ts-expect-error a typo in a property
  new HttpGateway(chart, 'typo', { ingress, host: ['a.example.com'] });

  // @ts-expect-error a gateway by its name
  new HostRoute(chart, 'by-name', { gateway: 'edge/gateway', host: 'a.example.com' });

  const route = new HostRoute(chart, 'route', { gateway, host: 'a.example.com' });
  // @ts-expect-error a route and a gateway at once
  new ExposedService(chart, 'both', { route, gateway, host: 'a.example.com', service: kiali });

  // @ts-expect-error a match in Istio's own words
  route.forward({ uri: { prefix: '/' } }, kiali);

  const policy = new DestinationPolicy(chart, 'policy', { service: kiali, subsets: { v1: { version: 'v1' } } });
  // @ts-expect-error a subset that there is not
  route.forward(Match.any(), policy.subset('v2'));
}
