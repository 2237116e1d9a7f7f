import { App } from 'cdk8s';
import { withGateways } from '../../../examples/additional-gateway/app';
import type { ConformanceCase, Expected } from '../case';
import { charts, injection } from '../cluster';
import type { GatewayWorkload, Manifest } from '../engine/question';

const features = ['injected gateway deployment', 'two gateway workloads', 'one route on both', 'rule for one gateway'];

function manifests(): readonly Manifest[] {
  const app = new App();
  withGateways(app);
  return [...injection(), ...charts(app)];
}

const workload = (name: string): GatewayWorkload => ({ namespace: `istio-${name}`, labels: { 'istio': name, 'sidecar.istio.io/inject': 'true' } });
const to = (service: string, listener: number): Expected => ({ kind: 'forwarded', listener, cluster: `outbound|80||${service}.shop.svc.cluster.local`, clusterDefined: true });
const noHost = (listener: number): Expected => ({ kind: 'refused', because: 'no-host', listener });

/** The example, asked through the gateway for everyone. */
export const additionalGatewayPublic: ConformanceCase = {
  name: 'additional-gateway-public',
  features,
  gateway: workload('public'),
  manifests,
  requests: [
    { url: 'http://shop.example.com/cart', expected: to('shop', 80) },
    { url: 'http://shop.example.com/admin/users', expected: to('shop', 80) },
    { url: 'http://admin.example.com/', expected: noHost(80) },
    { url: 'http://admin.example.com:8080/', expected: { kind: 'refused', because: 'no-service-port' } },
  ],
};

/** The example, asked through the internal gateway. */
export const additionalGatewayInternal: ConformanceCase = {
  name: 'additional-gateway-internal',
  features: [...features, 'two HTTP ports on one workload'],
  gateway: workload('internal'),
  manifests,
  requests: [
    { url: 'http://shop.example.com/cart', expected: to('shop', 80) },
    { url: 'http://shop.example.com/admin', expected: to('admin', 80) },
    { url: 'http://shop.example.com/admin/users', expected: to('admin', 80) },
    { url: 'http://shop.example.com/administration', expected: to('shop', 80) },
    { url: 'http://shop.example.com:8080/', expected: noHost(8080) },
    { url: 'http://admin.example.com:8080/', expected: to('admin', 8080) },
    { url: 'http://admin.example.com/', expected: noHost(80) },
  ],
};
