import type { Manifest } from './question';

interface DeploymentSpec {
  readonly template: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec: object };
}

const RUNNING = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };

/** The manifests and a pod of every Deployment, as its controller makes them: some analyzers look for pods. */
export function withPods(manifests: readonly Manifest[]): readonly Manifest[] {
  return [...manifests, ...manifests.filter(({ kind }) => kind === 'Deployment').map(podOf)];
}

/** The same with every pod running, each at an address of its own: istiod passes over others. */
export function withRunningPods(manifests: readonly Manifest[]): readonly Manifest[] {
  return withPods(manifests).map((each, index) => {
    if (each.kind !== 'Pod' || each.status !== undefined) return each;
    return { ...each, status: { ...RUNNING, podIP: `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}` } };
  });
}

function podOf({ metadata: { name, namespace }, spec }: Manifest): Manifest {
  const { template } = spec as DeploymentSpec;
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...template.metadata, name: `${name}-1`, namespace }, spec: template.spec };
}
