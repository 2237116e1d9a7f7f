import { ServiceRef } from 'cdk8s-istio';

// The addons of Istio's releases, as they stand in the cluster.

export const kiali = ServiceRef.named('istio-system', 'kiali', { ports: { 'http': 20001, 'http-metrics': 9090 } });
export const prometheus = ServiceRef.named('istio-system', 'prometheus', { ports: { http: 9090 } });
export const grafana = ServiceRef.named('istio-system', 'grafana', { ports: { service: 3000 } });
export const jaeger = ServiceRef.named('istio-system', 'tracing', { ports: { 'http-query': 80, 'grpc-query': 16685 } });
