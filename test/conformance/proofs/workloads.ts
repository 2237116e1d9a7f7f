import type { GatewayWorkload } from '../engine/question';
import type { Proof } from './proof';

/** Pods of a gateway without the Service of `istioctl install`: what is in front of them stands in the example. */
const BARE: GatewayWorkload = { namespace: 'istio-system', labels: { istio: 'ingressgateway' } };

/** By code of the rules in lib/rules/workloads. */
export const proofs: Readonly<Record<string, Proof>> = {
  MESH601: {
    by: 'engine', gateway: { namespace: 'team-b', labels: { istio: 'internal' } },
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-host' } }],
  },
  MESH602: { by: 'istio', codes: ['IST0118'] },
  MESH603: { by: 'istio', codes: ['IST0150'] },
  // Of equally old Services the first by name has its say.
  MESH604: {
    by: 'push', to: { kind: 'sidecar', namespace: 'web', labels: { app: 'shop' } },
    looks: [{
      at: 'listeners', named: ['virtualInbound', '0.0.0.0_8080'], field: 'filters',
      bad: ['envoy.filters.network.tcp_proxy', 'istio.metadata_exchange'], good: ['envoy.filters.network.http_connection_manager', 'istio.metadata_exchange'],
    }],
  },
  MESH605: { by: 'istio', codes: ['IST0137'] },
  MESH606: {
    by: 'engine', gateway: BARE,
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-service-port' }, good: { kind: 'refused', because: 'no-listener', listener: 8080 } }],
  },
  MESH607: {
    by: 'engine', gateway: BARE,
    requests: [{ url: 'http://shop.example.com/', bad: { kind: 'refused', because: 'no-service-port' }, good: { kind: 'refused', because: 'no-listener', listener: 8080 } }],
  },
  MESH608: { by: 'istio', codes: ['IST0144'] },
  MESH609: { by: 'istio', codes: ['IST0107'] },
  MESH610: { by: 'istio', codes: ['IST0108'] },
  MESH611: { by: 'istio', codes: ['IST0125'] },
  MESH612: { by: 'istio', codes: ['IST0135'] },
  MESH613: { by: 'istio', codes: ['IST0102'] },
  MESH614: { by: 'istio', codes: ['IST0123'] },
  MESH615: { by: 'istio', codes: ['IST0103'] },
  MESH616: { by: 'istio', codes: ['IST0146'] },
  MESH617: {
    by: 'engine',
    requests: [{
      url: 'http://shop.example.com/',
      bad: { kind: 'forwarded', cluster: 'outbound|80||shop.example.org', clusterDefined: false },
      good: { kind: 'forwarded', cluster: 'outbound|80||shop.example.org', clusterDefined: true },
    }],
  },
};
