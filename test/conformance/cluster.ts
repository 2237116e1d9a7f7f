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

const EGRESS_LABELS = { app: 'istio-egressgateway', istio: 'egressgateway' };

/** The egress gateway that `istioctl install` can be told to make: what selects its pods. */
export const ISTIOCTL_EGRESS: GatewayWorkload = { namespace: NAMESPACE, labels: EGRESS_LABELS };

/** Its Service, which only the cluster reaches, and a pod behind it. */
export function istioctlEgress(): readonly Manifest[] {
  const ports = [{ name: 'http2', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8443 }];
  return ingress({
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'istio-egressgateway', namespace: NAMESPACE, labels: EGRESS_LABELS },
    spec: { type: 'ClusterIP', selector: EGRESS_LABELS, ports },
  });
}

/** The Service of a gateway and a pod behind it. */
export function ingress(service: Manifest): readonly Manifest[] {
  const { metadata: { name, namespace }, spec } = service;
  const { selector, ports } = spec as IngressServiceSpec;
  return [service, gatewayPod({ name, namespace, labels: selector }, ports.map(({ targetPort }) => targetPort))];
}

interface IngressServiceSpec {
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: ReadonlyArray<{ readonly targetPort: number }>;
}

/** What applying every chart of an app leaves in a cluster: also a pod of each Deployment that Istio makes a gateway of. */
export function charts(app: App): readonly Manifest[] {
  const objects = app.charts.flatMap((chart) => chart.toJson() as readonly Manifest[]);
  return [...objects, ...objects.filter(isGatewayDeployment).map(injectedPod)];
}

interface DeploymentSpec {
  readonly template: { readonly metadata: Pick<Manifest['metadata'], 'labels'> & { readonly annotations?: Readonly<Record<string, string>> } };
}

function isGatewayDeployment({ kind, spec }: Manifest): boolean {
  return kind === 'Deployment' && (spec as DeploymentSpec).template.metadata.annotations?.['inject.istio.io/templates'] === 'gateway';
}

function injectedPod({ metadata: { name, namespace }, spec }: Manifest): Manifest {
  return gatewayPod({ name: `${name}-running`, namespace, labels: (spec as DeploymentSpec).template.metadata.labels }, []);
}

/** A pod of a gateway. */
export function gatewayPod(metadata: Manifest['metadata'], ports: readonly number[]): Manifest {
  const containerPorts = ports.map((containerPort) => ({ containerPort, protocol: 'TCP' }));
  return {
    apiVersion: 'v1', kind: 'Pod', metadata,
    spec: { containers: [{ name: 'istio-proxy', image: 'istio/proxyv2', ...(ports.length > 0 && { ports: containerPorts }) }] },
    status: { podIP: '10.9.9.9', phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** What says which pods istiod puts its proxy into, as far as they ask for it by their own label; and its Service. */
export function injection(): readonly Manifest[] {
  const absent = (key: string) => ({ key, operator: 'DoesNotExist' });
  return [{
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'istiod', namespace: NAMESPACE },
    spec: { selector: { app: 'istiod' }, ports: [{ name: 'https-webhook', port: 443, targetPort: 15017 }] },
  }, {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'istio-sidecar-injector' },
    webhooks: [{
      name: 'object.sidecar-injector.istio.io', sideEffects: 'None', admissionReviewVersions: ['v1'],
      clientConfig: { service: { name: 'istiod', namespace: NAMESPACE, path: '/inject', port: 443 } },
      rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
      namespaceSelector: { matchExpressions: [absent('istio-injection'), absent('istio.io/rev')] },
      objectSelector: { matchExpressions: [{ key: 'sidecar.istio.io/inject', operator: 'In', values: ['true'] }, absent('istio.io/rev')] },
    }],
  }];
}

/** A Service of one HTTP port, to route to. */
export function httpService(name: string, namespace: string, port: number): Manifest {
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ name: 'http', port }] },
  };
}

/** A pod of such a Service, with more labels that tell it from others. */
export function podOf(service: string, namespace: string, labels: Readonly<Record<string, string>>): Manifest {
  const name = [service, ...Object.values(labels)].join('-');
  return {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: service, ...labels } },
    spec: { containers: [{ name: service, image: service }] },
  };
}

/** A certificate's Secret, whose content nobody reads: the engine check presents a certificate of its own. */
export function tlsSecret(name: string, namespace: string): Manifest {
  return {
    apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' },
  };
}
