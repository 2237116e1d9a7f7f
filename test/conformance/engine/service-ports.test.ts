import type { Manifest } from './question';
import { podPort } from './service-ports';

const gateway = { namespace: 'edge', labels: { istio: 'edge', app: 'edge' } };

const service = (spec: object, namespace = 'edge'): Manifest => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'edge', namespace }, spec });

const inFront = { selector: { istio: 'edge' }, ports: [{ port: 80, targetPort: 8080 }, { port: 81 }, { port: 443, targetPort: 'https' }] };

test('a client that dials a port of the Service reaches its targetPort', () => {
  expect(podPort([service(inFront)], gateway, 80)).toBe(8080);
});

test('without a targetPort it reaches the same port', () => {
  expect(podPort([service(inFront)], gateway, 81)).toBe(81);
});

test('a named targetPort is the one that the pod declares', () => {
  const containers = [{ name: 'istio-proxy', ports: [{ name: 'https', containerPort: 8443 }] }];
  const pod: Manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'edge', namespace: 'edge', labels: gateway.labels }, spec: { containers } };
  expect(podPort([service(inFront), pod], gateway, 443)).toBe(8443);
});

test('the targetPort itself cannot be dialled', () => {
  expect(podPort([service(inFront)], gateway, 8080)).toBeUndefined();
});

test('UDP ports, and Services of other namespaces, of other pods or without a selector, lead nowhere', () => {
  const ports = [{ port: 80 }];
  const others = [
    service({ selector: { istio: 'edge' }, ports: [{ port: 80, protocol: 'UDP' }] }),
    service({ selector: { istio: 'edge' }, ports }, 'elsewhere'),
    service({ selector: { istio: 'edge', version: 'v2' }, ports }),
    service({ ports }),
  ];
  expect(podPort(others, gateway, 80)).toBeUndefined();
});
