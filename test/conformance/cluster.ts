import type { App } from 'cdk8s';
import type { GatewayWorkload, Manifest } from './engine/question';

const NAMESPACE = 'istio-system';
const LABELS = { app: 'istio-ingressgateway', istio: 'ingressgateway' };

/** The default ingress gateway of `istioctl install`: what selects its pods. */
export const ISTIOCTL_INGRESS: GatewayWorkload = { namespace: NAMESPACE, labels: LABELS };

/** What `istioctl install` leaves in a cluster, as far as a request meets it: the ingress Service and a pod behind it. */
export function istioctlIngress(): readonly Manifest[] {
  const ports = [
    { name: 'status-port', port: 15021, targetPort: 15021 },
    { name: 'http2', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8443 },
  ];
  return ingress({
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'istio-ingressgateway', namespace: NAMESPACE, labels: LABELS },
    spec: { type: 'LoadBalancer', selector: LABELS, ports },
  });
}

/** An ingress Service and a pod behind it. */
export function ingress(service: Manifest): readonly Manifest[] {
  const { metadata: { name, namespace }, spec } = service;
  const { selector, ports } = spec as IngressServiceSpec;
  const containerPorts = ports.map(({ targetPort }) => ({ containerPort: targetPort, protocol: 'TCP' }));
  return [service, {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: selector },
    spec: { containers: [{ name: 'istio-proxy', image: 'istio/proxyv2', ports: containerPorts }] },
    status: { podIP: '10.9.9.9', phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  }];
}

interface IngressServiceSpec {
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: ReadonlyArray<{ readonly targetPort: number }>;
}

/** What applying every chart of an app leaves in a cluster. */
export function charts(app: App): readonly Manifest[] {
  return app.charts.flatMap((chart) => chart.toJson() as readonly Manifest[]);
}

/** A Service of one HTTP port, to route to. */
export function httpService(name: string, namespace: string, port: number): Manifest {
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ name: 'http', port }] },
  };
}

/** A certificate's Secret, whose content nobody reads: the engine check presents a certificate of its own. */
export function tlsSecret(name: string, namespace: string): Manifest {
  return {
    apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' },
  };
}
