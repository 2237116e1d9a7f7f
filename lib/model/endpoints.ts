import { LabelIndex } from '../values/label-index';
import type { Labels } from '../values/labels';
import type { ContainerPort } from '../values/port-resolution';
import { asList, asRecord, isGiven } from '../values/read';
import type { Completeness } from './completeness';
import type { Readiness } from './readiness';
import type { RegistryEntry } from './registry';
import type { Endpoint, ServiceEntry, WorkloadEntry } from './service-entry';
import { podsAreComplete, readContainerPorts, type PodSource } from './workload';

/** What takes requests to a host: pods of one kind, a WorkloadEntry, or an endpoint of a ServiceEntry. */
export interface Backend {
  readonly labels: Labels;
  readonly readiness: Readiness;
  /** Those that a Service may name. */
  readonly ports: readonly ContainerPort[];
  /** Of what is no pod: an IP address, a host name or the path of a socket. */
  readonly address?: string;
  readonly isPod: boolean;
  /** Whether it takes mTLS of the mesh, as its injected label says; undefined where it is not there yet, so that nobody labelled it. */
  readonly takesMtls?: boolean;
}

/** What is behind a host, and whether that is all. */
export interface Behind {
  readonly backends: readonly Backend[];
  readonly isWhole: boolean;
}

/** The pods and endpoints of a mesh, by the hosts that they are behind. */
export class Endpoints {
  private readonly index = new LabelIndex<Backend>();

  constructor(pods: readonly PodSource[], workloadEntries: readonly WorkloadEntry[], private readonly completeness: Completeness) {
    for (const each of pods) this.index.add(each.ref.namespace, backendOfPod(each));
    for (const each of workloadEntries) this.index.add(each.ref.namespace, backendOf(each));
  }

  /** Undefined where nothing of it is known. */
  public behind(entries: readonly RegistryEntry[]): Behind | undefined {
    const found = entries.map((entry) => (entry.serviceEntry === undefined ? this.ofService(entry) : this.ofServiceEntry(entry.serviceEntry)));
    const known = found.filter((each) => each !== undefined);
    if (known.length < found.length || known.length === 0) return undefined;
    return { backends: known.flatMap(({ backends }) => backends), isWhole: known.every(({ isWhole }) => isWhole) };
  }

  private ofService({ service }: RegistryEntry): Behind | undefined {
    if (service === undefined || service.type === 'ExternalName' || Object.keys(service.selector).length === 0) return undefined;
    return this.selected(service.namespace, service.selector, podsAreComplete(this.completeness, service.namespace));
  }

  private ofServiceEntry({ ref, endpoints, workloadSelector }: ServiceEntry): Behind | undefined {
    if (workloadSelector === undefined) return endpoints.length === 0 ? undefined : { backends: endpoints.map(backendOf), isWhole: true };
    return this.selected(ref.namespace, workloadSelector, podsAreComplete(this.completeness, ref.namespace) && this.completeness.has('WorkloadEntry', ref.namespace));
  }

  private selected(namespace: string | undefined, selector: Labels, areComplete: boolean): Behind | undefined {
    const backends = this.index.selected(namespace, selector);
    const isWhole = areComplete && !this.mayBeElsewhere(namespace, selector, backends.length);
    return backends.length === 0 && !isWhole ? undefined : { backends, isWhole };
  }

  // What names no namespace goes to any.
  private mayBeElsewhere(namespace: string | undefined, selector: Labels, here: number): boolean {
    return namespace === undefined ? this.index.selectedAnywhere(selector).length > here : this.index.selected(undefined, selector).length > 0;
  }
}

// What Istio puts on pods with a sidecar.
const TLS_MODE = 'security.istio.io/tlsMode';

function backendOfPod({ ref, labels, readiness, template }: PodSource): Backend {
  const { containers, initContainers } = asRecord(template.manifest.spec);
  const all = [...asList(containers), ...asList(initContainers)].map(asRecord);
  const isThere = ref.kind === 'Pod' && isGiven(asRecord(template.manifest.status).phase);
  return { labels, readiness, ports: readContainerPorts(all), isPod: true, takesMtls: isThere || TLS_MODE in labels ? labels[TLS_MODE] === 'istio' : undefined };
}

function backendOf({ labels, ports, address }: Endpoint): Backend {
  return { labels, readiness: 'ready', ports, address, isPod: false, takesMtls: TLS_MODE in labels ? labels[TLS_MODE] === 'istio' : undefined };
}
