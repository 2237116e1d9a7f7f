import { isExportedTo } from '../values/export-to';
import { HostTrie } from '../values/host-trie';
import { serviceHost, serviceOfHost } from '../values/host-name';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { protocolOfPort, type Protocol } from '../values/protocol';
import { asTextMap, asRecord } from '../values/read';
import { readService, type Service } from '../values/service';
import type { Completeness, Presence } from './completeness';
import type { MeshObject } from './objects';
import type { ServiceEntry } from './service-entry';

/** A Service of the mesh, with the object that it is. */
export interface MeshService extends Service {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly annotations: Readonly<Record<string, string>>;
  readonly externalName?: string;
  readonly publishNotReadyAddresses: boolean;
  readonly isHeadless: boolean;
  /** Namespaces that see it, of its annotation or of the MeshConfig. */
  readonly exportTo: readonly string[];
}

export interface RegistryPort {
  readonly number: number;
  readonly name?: string;
  readonly protocol: Protocol;
}

/** A name that traffic can be sent to, as istiod registers it. */
export interface RegistryEntry {
  /** In full; of a ServiceEntry also a wildcard. */
  readonly hostname: string;
  readonly ports: readonly RegistryPort[];
  readonly exportTo: readonly string[];
  readonly namespace?: string;
  readonly service?: MeshService;
  readonly serviceEntry?: ServiceEntry;
}

const EXPORT_TO = 'networking.istio.io/exportTo';

export function readMeshService({ manifest, ref, origin }: MeshObject, settings: { readonly exportTo: readonly string[] }): MeshService {
  const annotations = asTextMap(asRecord(manifest.metadata).annotations);
  const exportTo = annotations[EXPORT_TO]?.split(',').map((each) => each.trim()).filter((each) => each !== '') ?? [];
  const { externalName, publishNotReadyAddresses, clusterIP } = asRecord(manifest.spec);
  return {
    ...readService(manifest), ref, origin, annotations, exportTo: exportTo.length > 0 ? exportTo : settings.exportTo,
    externalName: typeof externalName === 'string' ? externalName : undefined, publishNotReadyAddresses: publishNotReadyAddresses === true, isHeadless: clusterIP === 'None',
  };
}

/** The names that traffic can be sent to. */
export class Registry {
  private readonly byHost = new HostTrie<RegistryEntry>();
  // Each host is asked for by many rules.
  private readonly found = new Map<string, readonly RegistryEntry[]>();
  private readonly namespaceless: ReadonlySet<string>;

  constructor(
    services: readonly MeshService[],
    serviceEntries: readonly ServiceEntry[],
    private readonly completeness: Completeness,
    private readonly domain: string,
  ) {
    services.map((service) => entryOfService(service, domain)).forEach((entry) => this.byHost.add(entry.hostname, entry));
    for (const serviceEntry of serviceEntries) {
      for (const hostname of serviceEntry.hosts) this.byHost.add(hostname, entryOfServiceEntry(serviceEntry, hostname));
    }
    this.namespaceless = new Set(services.filter(({ namespace }) => namespace === undefined).map(({ name }) => name));
  }

  /** What answers to a full host, seen from a namespace: Services, ServiceEntries of this very host, and wildcards over it, the narrowest first. */
  public lookup(host: string, viewer: string | undefined): readonly RegistryEntry[] {
    return this.entriesOf(host).filter((entry) => isExportedTo(entry.exportTo, entry.namespace, viewer));
  }

  /** The same without regard to who sees it. */
  public entriesOf(host: string): readonly RegistryEntry[] {
    const there = this.found.get(host);
    if (there !== undefined) return there;
    const found = this.byHost.covering(host);
    this.found.set(host, found);
    return found;
  }

  /** Whether anything answers to a full host for anyone; unknown unless all that could is given. A ServiceEntry may name a Service's host, which is rare: Services decide about those. */
  public presence(host: string): Presence {
    if (this.entriesOf(host).length > 0) return 'present';
    const service = serviceOfHost(host, this.domain);
    if (service === undefined) return this.completeness.has('ServiceEntry') ? 'absent' : 'unknown';
    // An object without a namespace goes to any.
    if (service.namespace !== '' && this.namespaceless.has(service.name)) return 'unknown';
    return this.completeness.has('Service', service.namespace) ? 'absent' : 'unknown';
  }
}

function entryOfService(service: MeshService, domain: string): RegistryEntry {
  return {
    service, hostname: serviceHost(service, domain), exportTo: service.exportTo, namespace: service.namespace,
    ports: service.ports.map((port) => ({ number: port.number, name: port.name, protocol: protocolOfPort(port) })),
  };
}

function entryOfServiceEntry(serviceEntry: ServiceEntry, hostname: string): RegistryEntry {
  const { ports, exportTo, ref } = serviceEntry;
  return { serviceEntry, hostname, ports, exportTo, namespace: ref.namespace };
}
