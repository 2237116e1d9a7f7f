import type { Manifest } from './question';

interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly ServicePort[];
  readonly type?: string;
  readonly publishNotReadyAddresses?: boolean;
}

interface Container {
  readonly ports?: ReadonlyArray<{ readonly name?: string; readonly containerPort: number; readonly protocol?: string }>;
}

interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface PodStatus {
  readonly phase?: string;
  readonly podIP?: string;
  readonly conditions?: ReadonlyArray<{ readonly type: string; readonly status: string }>;
}

/** The manifests and the EndpointSlices that a cluster's controller makes of Services and pods: istiod knows of no endpoint but by these. */
export function withEndpointSlices(manifests: readonly Manifest[]): readonly Manifest[] {
  const pods = manifests.filter(({ kind }) => kind === 'Pod').filter(hasAddress);
  return [...manifests, ...manifests.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service').flatMap((service) => slicesOf(service, pods))];
}

function slicesOf({ metadata: { name, namespace }, spec }: Manifest, pods: readonly Manifest[]): readonly Manifest[] {
  const service = (spec ?? {}) as ServiceSpec;
  const selector = Object.entries(service.selector ?? {});
  if (selector.length === 0 || service.type === 'ExternalName') return [];
  const selected = pods.filter(({ metadata }) => metadata.namespace === namespace && selector.every(([key, value]) => metadata.labels?.[key] === value));
  // A slice has the same ports for all of its endpoints.
  const byPorts = new Map<string, Manifest[]>();
  for (const pod of selected) {
    const key = JSON.stringify(portsOf(service, pod));
    byPorts.set(key, [...byPorts.get(key) ?? [], pod]);
  }
  return [...byPorts].map(([ports, alike], index) => ({
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: `${name}-${index}`, namespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4', ports: JSON.parse(ports) as object, endpoints: alike.map((pod) => endpoint(pod, service.publishNotReadyAddresses === true)),
  }));
}

function portsOf({ ports = [] }: ServiceSpec, { spec }: Manifest): readonly object[] {
  const { containers = [], initContainers = [] } = (spec ?? {}) as PodSpec;
  const declared = [...containers, ...initContainers].flatMap((each) => each.ports ?? []);
  return ports.flatMap(({ name = '', port, protocol = 'TCP', targetPort = port }) => {
    const number = typeof targetPort === 'number' ? targetPort : declared.find((each) => each.name === targetPort && (each.protocol ?? 'TCP') === protocol)?.containerPort;
    return number === undefined ? [] : [{ name, port: number, protocol }];
  });
}

function endpoint({ metadata: { name, namespace, deletionTimestamp }, status }: Manifest, isPublished: boolean): object {
  const { podIP, conditions = [] } = status as PodStatus;
  const serving = conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
  const terminating = deletionTimestamp !== undefined;
  return { addresses: [podIP], conditions: { ready: isPublished || (serving && !terminating), serving, terminating }, targetRef: { kind: 'Pod', name, namespace } };
}

function hasAddress({ status }: Manifest): boolean {
  const { phase, podIP } = (status ?? {}) as PodStatus;
  return podIP !== undefined && phase !== 'Succeeded' && phase !== 'Failed';
}
