import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Labels } from '../values/labels';
import type { Service } from '../values/service';
import { GatewayPort, serviceSpec, servicePorts } from './gateway-port';
import { createResource } from './resource';

export interface GatewayWorkloadProps {
  readonly metadata?: ApiObjectMetadata;
  readonly podLabels: Labels;
  readonly ports: readonly GatewayPort[];
  readonly serviceType?: string;
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  readonly replicas?: number;
  readonly revision?: string;
}

export interface GatewayWorkloadObjects {
  readonly deployment: ApiObject;
  readonly service: ApiObject;
  /** What the Service says. */
  readonly facts: Service;
}

const RBAC = 'rbac.authorization.k8s.io';

/** The objects of a gateway workload that Istio injects its proxy into, all under the Deployment's name. */
export function createGatewayWorkload(scope: Construct, props: GatewayWorkloadProps): GatewayWorkloadObjects {
  const { podLabels } = props;
  const deployment = createResource(scope, 'Resource', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: props.metadata,
    fields: { spec: () => deploymentSpec(deployment.name, props) },
  });
  const metadata = { name: deployment.name, namespace: deployment.metadata.namespace, labels: podLabels };
  const facts: Service = {
    name: deployment.name, namespace: metadata.namespace, labels: podLabels, selector: podLabels,
    type: props.serviceType ?? 'LoadBalancer',
    ports: servicePorts([GatewayPort.tcp(15021, { name: 'tcp-status-port' }), ...props.ports]),
  };
  const service = createResource(scope, 'Service', {
    apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, annotations: props.serviceAnnotations },
    fields: { spec: serviceSpec(facts) },
  });
  createAccount(scope, metadata);
  return { deployment, service, facts };
}

function deploymentSpec(serviceAccountName: string, { podLabels, replicas, revision }: GatewayWorkloadProps): object {
  return {
    ...(replicas !== undefined && { replicas }),
    selector: { matchLabels: podLabels },
    template: {
      metadata: {
        annotations: { 'inject.istio.io/templates': 'gateway' },
        labels: { ...podLabels, ...telemetryLabels(podLabels.istio), 'sidecar.istio.io/inject': 'true', ...(revision && { 'istio.io/rev': revision }) },
      },
      spec: { serviceAccountName, containers: [{ name: 'istio-proxy', image: 'auto' }] },
    },
  };
}

// What Istio's metrics and traces call these pods.
function telemetryLabels(name: string): Labels {
  return { 'service.istio.io/canonical-name': name, 'service.istio.io/canonical-revision': 'latest' };
}

// The proxy reads the certificates of its Gateways from Secrets of its own namespace.
function createAccount(scope: Construct, metadata: ApiObjectMetadata): void {
  createResource(scope, 'ServiceAccount', { apiVersion: 'v1', kind: 'ServiceAccount', metadata, fields: {} });
  createResource(scope, 'Role', {
    apiVersion: `${RBAC}/v1`, kind: 'Role', metadata,
    fields: { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }] },
  });
  createResource(scope, 'RoleBinding', {
    apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata,
    fields: {
      roleRef: { apiGroup: RBAC, kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: metadata.name, ...(metadata.namespace && { namespace: metadata.namespace }) }],
    },
  });
}
