import type { Found } from '../model/destination-lookup';
import type { BoundServer } from '../model/listener';
import type { Mesh } from '../model/mesh';
import { PeerAuthentications } from '../model/peer-authentication';
import type { RegistryEntry, RegistryPort } from '../model/registry';
import { targetOf } from '../model/target';
import { trafficPolicy } from '../model/traffic-policy';
import type { Destination } from '../model/virtual-service';
import { isExportedTo } from '../values/export-to';
import type { Protocol } from '../values/protocol';
import { asText } from '../values/read';
import type { DestinationState, ReachedDestination, DestinationTls } from './outcome';
import { ReadyEndpoints } from './ready-endpoints';

/** Says what becomes of destinations for the pods of one gateway workload. */
export class Destinations {
  private readonly policies: PeerAuthentications;
  private readonly endpoints: ReadyEndpoints;

  constructor(private readonly mesh: Mesh) {
    this.endpoints = new ReadyEndpoints(mesh.endpoints);
    this.policies = new PeerAuthentications(mesh.peerAuthentications, mesh.config.rootNamespace);
  }

  /**
   * @param weight share of the requests, in percent
   * @param from namespace of the VirtualService that is bound to the gateway
   */
  public reach({ host, port, subset }: Destination, weight: number, { bound, from }: Sender): ReachedDestination {
    const { registry } = this.mesh;
    const namespace = bound.workload.namespace;
    const all = registry.entriesOf(host).filter(({ hostname }) => hostname === host);
    const here = all.filter((entry) => isSeenFrom(namespace, entry));
    const own = here.filter((entry) => entry.namespace === from);
    const visible = own.length > 0 ? own : here;
    const target = targetOf(host, visible, registry);
    const seen = target.entries.filter((entry) => isSeenFrom(namespace, entry));
    const number = port ?? onlyPort(visible) ?? bound.server.port.number;
    const found = seen.flatMap((entry) => entry.ports).find((each) => each.number === number && each.protocol !== 'UDP');
    const rule = this.ruleFor(target.host, seen[0] ?? all[0], bound);
    return {
      host: target.host, port: number, ...(subset !== undefined && { subset }), weight, state: this.stateOf(host, { known: all.length > 0, seen, found, subset, rule, bound }),
      ...(found !== undefined && { protocol: protocolOf(found) }), tls: this.tlsOf(seen[0], rule, number, subset),
    };
  }

  private ruleFor(host: string, entry: RegistryEntry | undefined, { workload }: BoundServer): Found | undefined {
    return this.mesh.destinationLookup.find(host, entry?.namespace, { namespace: workload.namespace ?? '', labels: workload.labels });
  }

  private stateOf(host: string, { known, seen, found, subset, rule, bound }: Parts): DestinationState {
    if (!known) return this.mesh.registry.presence(host) === 'absent' ? 'no-cluster' : 'unknown';
    if (found === undefined) return 'no-cluster';
    const chosen = subset === undefined ? undefined : rule?.rule?.subsets.get(subset);
    if (subset === undefined || chosen !== undefined) return this.endpoints.areNone(seen, found.number, chosen) ? 'no-endpoints' : 'defined';
    return rule === undefined && !this.rulesAreComplete(bound) ? 'unknown' : 'no-subset';
  }

  // One that was not given may have the subset.
  private rulesAreComplete({ workload }: BoundServer): boolean {
    const { completeness, config } = this.mesh;
    return [workload.namespace, config.rootNamespace].every((namespace) => completeness.has('DestinationRule', namespace));
  }

  private tlsOf(entry: RegistryEntry | undefined, found: Found | undefined, port: number, subset: string | undefined): DestinationTls | undefined {
    const mode = found?.rule === undefined ? undefined : asText(trafficPolicy(found.rule, port, subset).tls.mode);
    if (mode === 'ISTIO_MUTUAL' || mode === 'SIMPLE' || mode === 'MUTUAL') return mode;
    if (entry === undefined) return undefined;
    const isOutside = entry.serviceEntry !== undefined && entry.serviceEntry.location !== 'MESH_INTERNAL';
    if (mode === 'DISABLE' || isOutside || !this.mesh.config.enableAutoMtls) return 'none';
    // istiod does not look further where any of these has no sidecar.
    const takesMtls = isPassedThrough(entry) ? this.endpoints.takeMtls(entry, port) : true;
    if (takesMtls !== true) return takesMtls === undefined ? undefined : 'none';
    // For one port or some pods a policy does not count here.
    return this.policies.ofNamespace(entry.namespace).mode === 'DISABLE' ? 'none' : 'auto-mtls';
  }
}

/** Who sends: a server of a gateway's pods, for a VirtualService. */
export interface Sender {
  readonly bound: BoundServer;
  readonly from: string | undefined;
}

function isSeenFrom(viewer: string | undefined, { exportTo, namespace }: RegistryEntry): boolean {
  return viewer === undefined || isExportedTo(exportTo, namespace, viewer);
}

// What clients with a sidecar connect to by the address of a pod.
function isPassedThrough({ service, serviceEntry }: RegistryEntry): boolean {
  return service?.isHeadless === true || serviceEntry?.resolution === 'NONE';
}

interface Parts {
  readonly known: boolean;
  readonly seen: readonly RegistryEntry[];
  readonly found?: RegistryPort;
  readonly subset?: string;
  readonly rule?: Found;
  readonly bound: BoundServer;
}

function onlyPort(entries: readonly RegistryEntry[]): number | undefined {
  const [entry] = entries;
  return entry?.ports.length === 1 ? entry.ports[0].number : undefined;
}

const HTTP2: readonly Protocol[] = ['HTTP2', 'GRPC', 'GRPC-Web'];

function protocolOf({ protocol }: RegistryPort): ReachedDestination['protocol'] {
  return HTTP2.includes(protocol) ? 'http2' : 'http1';
}
