import { Testing, type App } from 'cdk8s';
import { IngressGateway } from 'cdk8s-istio';
import { Bookinfo } from '../bookinfo/chart';
import { conflict, otherPort, otherWorkload } from './apps';

function synthesize(make: (app: App) => void): string {
  const app = Testing.app();
  make(app);
  return app.synthYaml() as string;
}

test('two Bookinfos with the same hosts on one gateway workload are refused, with both places and the ways out', () => {
  expect(() => synthesize(conflict)).toThrowErrorMatchingSnapshot();
});

test('on another port of the gateway workload the second one passes', () => {
  expect(synthesize(otherPort)).toMatchSnapshot();
});

test('on another gateway workload the second one passes', () => {
  expect(synthesize(otherWorkload)).toMatchSnapshot();
});

test('a port that the default ingress Service does not have is refused with the list of those that it has', () => {
  const chart = () => new Bookinfo(Testing.app(), 'test', { ingress: IngressGateway.istioctlDefault(), port: 9443 });
  expect(chart).toThrow(
    'gateway port 9443 is not open on service "istio-system/istio-ingressgateway": it has 80 (http2) and 443 (https); use one of these or add 9443 to the service',
  );
});

test('with the other port only the Gateway of the test environment leaves 80', () => {
  expect(synthesize(otherPort).match(/number: (80|9443)\b/g)).toEqual(['number: 80', 'number: 9443']);
});
