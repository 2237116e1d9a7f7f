import type { GatewayWorkload, Manifest } from './question';

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly protocol?: string; readonly targetPort?: number | string }[];
}

interface PodSpec {
  readonly containers?: readonly { readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[] }[];
}

/** The pod's port that a client reaches by dialling that port of a Service in front of the gateway, as kube-proxy would have it. */
export function podPort(manifests: readonly Manifest[], gateway: GatewayWorkload, dialled: number): number | undefined {
  const here = manifests.filter(({ metadata }) => metadata.namespace === gateway.namespace);
  const services = here.filter(({ kind }) => kind === 'Service').map(({ spec }) => spec as ServiceSpec);
  const inFront = services.filter(({ selector }) => selector !== undefined && contains(gateway.labels, selector));
  const port = inFront.flatMap(({ ports = [] }) => ports).find((each) => each.port === dialled && (each.protocol ?? 'TCP') === 'TCP');
  const target = port?.targetPort ?? port?.port;
  return typeof target === 'string' ? containerPort(here, gateway, target) : target;
}

/** The address that the gateway's pod has. */
export function podAddress(manifests: readonly Manifest[], { namespace, labels }: GatewayWorkload): string {
  const pods = manifests.filter(({ kind, metadata }) => kind === 'Pod' && metadata.namespace === namespace && contains(metadata.labels ?? {}, labels));
  return pods.map(({ status }) => (status as { readonly podIP?: string } | undefined)?.podIP).find((address) => address !== undefined) ?? '';
}

function containerPort(here: readonly Manifest[], gateway: GatewayWorkload, name: string): number | undefined {
  const pods = here.filter(({ kind, metadata }) => kind === 'Pod' && contains(metadata.labels ?? {}, gateway.labels));
  const containers = pods.flatMap(({ spec }) => (spec as PodSpec).containers ?? []);
  return containers.flatMap(({ ports = [] }) => ports).find((port) => port.name === name)?.containerPort;
}

function contains(all: Readonly<Record<string, string>>, some: Readonly<Record<string, string>>): boolean {
  return Object.entries(some).every(([key, value]) => all[key] === value);
}
