import type { MeshProxy } from '../engine/pushed-to';
import type { Proof } from './proof';

const DENIED = { kind: 'denied', status: 403 } as const;
const PASSED = { kind: 'refused', because: 'no-host' } as const;
const URL = 'http://shop.example.com/api/1/items';

const SIDECAR: MeshProxy = { kind: 'sidecar', namespace: 'web', labels: { app: 'shop' } };
const SHOP = 'outbound|80||shop.web.svc.cluster.local';
// The name that a client says in TLS to other sidecars.
const SHOP_SNI = 'outbound_.80_._.shop.web.svc.cluster.local';

/** By code of the rules in lib/rules/policies. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH701: { by: 'istio', codes: ['IST0111'] },
  MESH702: { by: 'istio', codes: ['IST0110'] },
  MESH703: { by: 'istio', codes: ['IST0127'] },
  MESH704: {
    by: 'push', to: { kind: 'sidecar', namespace: 'istio-system', labels: { app: 'shop' } },
    looks: [{ at: 'listeners', named: ['virtualInbound'], field: 'transportProtocol', bad: ['raw_buffer', 'tls'], good: ['tls'] }],
  },
  MESH705: {
    by: 'push', to: { kind: 'router', namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
    looks: [{ at: 'listeners', named: ['0.0.0.0_8080'], field: 'destinationPort', bad: [80], good: [8080] }],
  },
  MESH706: { by: 'istio', codes: ['IST0166'] },
  MESH710: { by: 'istio', codes: ['IST0167'] },
  MESH711: {
    by: 'push', to: { kind: 'sidecar', namespace: 'blog', labels: { app: 'blog' } },
    looks: [{ at: 'clusters', named: [SHOP], field: 'type', bad: 'not pushed', good: ['EDS'] }],
  },
  MESH712: {
    by: 'push', to: SIDECAR,
    looks: [{ at: 'listeners', named: ['virtualOutbound'], field: 'cluster', bad: ['BlackHoleCluster'], good: ['BlackHoleCluster', 'PassthroughCluster'] }],
  },
  // The sidecar of these pods shows both sides: what clients send to the Service, and what the pods take.
  MESH720: {
    by: 'push', to: SIDECAR,
    looks: [
      { at: 'clusters', named: [SHOP], field: 'sni', bad: [], good: [] },
      { at: 'listeners', named: ['virtualInbound', '0.0.0.0_8080'], field: 'transportProtocol', bad: ['tls'], good: ['raw_buffer', 'tls'] },
    ],
  },
  MESH721: {
    by: 'push', to: SIDECAR,
    looks: [
      { at: 'clusters', named: [SHOP], field: 'sni', bad: [], good: [SHOP_SNI] },
      { at: 'listeners', named: ['virtualInbound', '0.0.0.0_8080'], field: 'transportProtocol', bad: ['tls'], good: ['tls'] },
    ],
  },
  MESH730: { by: 'engine', requests: [{ url: URL, bad: DENIED, good: PASSED }] },
  MESH731: { by: 'engine', requests: [{ url: URL, bad: DENIED, good: PASSED }] },
  MESH732: { by: 'istio', codes: ['IST0101'], saying: 'namespace' },
  // Who a client is, is compared alike by every proxy; a ztunnel is told of it, too, as whom the pods run.
  MESH733: {
    by: 'push', to: { kind: 'ztunnel' },
    looks: [
      { at: 'policies', named: ['shop'], field: 'exact', bad: ['cluster.local/ns/istio-system/sa/istio-ingressgateway'], good: ['cluster.local/ns/istio-system/sa/ingress'] },
      { at: 'workloads', named: ['ingress-1'], field: 'serviceAccount', bad: ['ingress'], good: ['ingress'] },
    ],
  },
  MESH734: { by: 'engine', requests: [{ url: URL, bad: DENIED, good: PASSED }] },
  MESH735: { by: 'istio', codes: ['IST0133'], saying: 'deny all traffic to TCP ports' },
  MESH736: {
    by: 'engine',
    requests: [
      { url: URL, bad: DENIED, good: DENIED },
      { url: URL, headers: { host: 'shop.example.com:80' }, bad: PASSED, good: DENIED },
    ],
  },
  MESH737: {
    by: 'push', to: { kind: 'ztunnel' },
    looks: [
      { at: 'policies', named: ['shop'], field: 'scope', bad: ['NAMESPACE'], good: ['NAMESPACE'] },
      { at: 'policies', named: ['shop'], field: 'destinationPorts', bad: [], good: [8080] },
    ],
  },
  // No answer can be recorded of an Envoy that has ended: what is recorded is that istiod takes the template and pushes it.
  MESH738: {
    by: 'push', to: { kind: 'router', namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
    looks: [{ at: 'listeners', named: ['0.0.0.0_8080'], field: 'pathTemplate', bad: ['users/*'], good: ['/users/*'] }],
  },
  MESH740: { by: 'istio', codes: ['IST0175'] },
};
