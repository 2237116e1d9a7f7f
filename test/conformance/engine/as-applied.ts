import type { Manifest } from './question';
import { withApiServerDefaults } from './api-server-defaults';

const CLUSTER_SCOPED: readonly string[] = [
  'Namespace', 'Node', 'GatewayClass', 'IngressClass', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'MutatingWebhookConfiguration',
];

/** The manifest as a cluster holds it after `kubectl apply`: in namespace "default" where it names none, with the API server's defaults. */
export function asApplied(manifest: Manifest): Manifest {
  const { kind, metadata } = manifest;
  const placed = CLUSTER_SCOPED.includes(kind) ? metadata : { ...metadata, namespace: metadata.namespace ?? 'default' };
  return withApiServerDefaults({ ...manifest, metadata: placed });
}
