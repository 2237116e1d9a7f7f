import type { Manifest } from './question';

interface DeploymentSpec {
  readonly template: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec: object };
}

/** The manifests and a pod of every Deployment, as its controller makes them: some analyzers look for pods. */
export function withPods(manifests: readonly Manifest[]): readonly Manifest[] {
  return [...manifests, ...manifests.filter(({ kind }) => kind === 'Deployment').map(podOf)];
}

function podOf({ metadata: { name, namespace }, spec }: Manifest): Manifest {
  const { template } = spec as DeploymentSpec;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...template.metadata, name: `${name}-1`, namespace }, spec: template.spec };
}
