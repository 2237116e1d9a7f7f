import type { ConformanceCase } from '../case';
import { gatewayPod, httpService, ISTIOCTL_INGRESS } from '../cluster';
import { httpServer, rawGateway, rawRoute } from '../raw';

const { namespace, labels } = ISTIOCTL_INGRESS;

/** A Service's port without a targetPort: the API server completes it with the port itself, before istiod sees it. */
export const noTargetPort: ConformanceCase = {
  name: 'no-target-port',
  features: ['Service port without targetPort'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'istio-ingressgateway', namespace }, spec: { type: 'LoadBalancer', selector: labels, ports: [{ name: 'http2', port: 8081 }, { name: 'admin', port: 8082 }] } },
    gatewayPod({ name: 'istio-ingressgateway', namespace, labels }, [8081]), httpService('shop', 'web', 80),
    rawGateway('front', { namespace: 'web', created: 2024, servers: [httpServer(8081, 'shop.example.com')] }),
    rawRoute('shop', { namespace: 'web', hosts: ['shop.example.com'], gateway: 'front', to: { '/': 'shop' } }),
  ],
  requests: [
    { url: 'http://shop.example.com:8081/', expected: { kind: 'forwarded', listener: 8081, virtualHost: 'shop.example.com:8081' } },
    { url: 'http://shop.example.com:8082/', expected: { kind: 'refused', because: 'no-listener', listener: 8082 } },
  ],
};
