import { Testing } from 'cdk8s';
import { HttpGateway, type IIngressGateway } from 'cdk8s-istio';
import { findings } from '../findings';
import { asIngress, withEgress } from './app';
import { egress } from './chart';

const app = Testing.app();
withEgress(app);

test('the example renders the manifests that it always has', () => {
  expect(app.charts.flatMap((chart) => chart.toJson())).toMatchSnapshot();
});

test('the checks find nothing', () => expect(findings(app)).toBe(''));

test('the egress gateway is refused as an ingress, by what its Service says', () => {
  expect(() => asIngress(Testing.app())).toThrow(new Error(
    'service "istio-system/istio-egressgateway" is of type ClusterIP, so nothing outside the cluster reaches a gateway behind it; '
    + 'use the Service of an ingress gateway (LoadBalancer or NodePort), or say reachableFrom: \'cluster\' where its clients, or another load balancer, stand inside',
  ));
});

test('an EgressGateway does not compile as an ingress, and whoever casts it is told', () => {
  // @ts-expect-error: it is no ingress gateway
  const uncast = () => new HttpGateway(Testing.chart(), 'gateway', { ingress: egress });
  const cast = () => new HttpGateway(Testing.chart(), 'gateway', { ingress: egress as unknown as IIngressGateway });
  for (const each of [uncast, cast]) {
    expect(each).toThrow(new Error(
      'service "istio-system/istio-egressgateway" is that of an egress gateway, which nothing outside the cluster reaches; give an IngressGateway, and to send requests out an EgressRoute',
    ));
  }
});
