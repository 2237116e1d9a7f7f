import type { Subset } from '../model/destination-rule';
import type { Backend, Behind, Endpoints } from '../model/endpoints';
import { knownLabels } from '../model/labels-made-later';
import type { MeshService, RegistryEntry } from '../model/registry';
import type { ServiceEntry } from '../model/service-entry';
import { isIpAddress } from '../values/dns-name';
import { selects } from '../values/labels';
import { targetNumber } from '../values/port-resolution';

const NOTHING: Behind = { backends: [], isWhole: true };
const ITSELF: Behind = { backends: [{ labels: {}, readiness: 'ready', ports: [], isPod: false }], isWhole: true };

/** Says of which hosts nothing takes what is sent there. */
export class ReadyEndpoints {
  private readonly none = new Map<RegistryEntry, Map<Subset | undefined, Map<number, boolean>>>();
  private readonly mtls = new Map<RegistryEntry, Map<number, boolean | undefined>>();

  constructor(private readonly endpoints: Endpoints) {}

  /** Whether it is certain that there is nothing behind that port of any of these. */
  public areNone(entries: readonly RegistryEntry[], port: number, subset: Subset | undefined): boolean {
    return entries.length > 0 && entries.every((entry) => this.isNone(entry, port, subset));
  }

  /** Whether all of what is behind a port takes mTLS of the mesh, and there is some; undefined where that is not known. */
  public takeMtls(entry: RegistryEntry, port: number): boolean | undefined {
    const known = this.mtls.get(entry) ?? new Map<number, boolean | undefined>();
    this.mtls.set(entry, known);
    if (!known.has(port)) known.set(port, takeMtls(this.at(entry, port)));
    return known.get(port);
  }

  // Asked for each request.
  private isNone(entry: RegistryEntry, port: number, subset: Subset | undefined): boolean {
    const byPort = this.none.get(entry)?.get(subset);
    const known = byPort?.get(port);
    if (known !== undefined) return known;
    const found = this.findNone(entry, port, subset);
    const bySubset = this.none.get(entry) ?? new Map<Subset | undefined, Map<number, boolean>>();
    this.none.set(entry, bySubset.set(subset, (byPort ?? new Map<number, boolean>()).set(port, found)));
    return found;
  }

  private findNone(entry: RegistryEntry, port: number, subset: Subset | undefined): boolean {
    const behind = this.at(entry, port);
    const asked = subset === undefined ? {} : knownLabels(subset.labels);
    const takes = ({ labels, readiness }: Backend) => selects(asked, labels) && (readiness === 'ready' || entry.service?.publishNotReadyAddresses === true);
    return behind !== undefined && behind.isWhole && !behind.backends.some(takes);
  }

  private at(entry: RegistryEntry, port: number): Behind | undefined {
    const { service, serviceEntry } = entry;
    const behind = serviceEntry === undefined ? this.endpoints.behind([entry]) : withoutEndpoints(serviceEntry) ?? this.endpoints.behind([entry]);
    if (behind === undefined) return undefined;
    const counts = (backend: Backend) => backend.readiness !== 'none' && (service === undefined || isBehindService(backend, service, port)) && (serviceEntry === undefined || isBehindEntry(backend, serviceEntry));
    return { isWhole: behind.isWhole, backends: behind.backends.filter(counts) };
  }
}

function takeMtls(behind: Behind | undefined): boolean | undefined {
  if (behind?.backends.some(({ takesMtls }) => takesMtls === false)) return false;
  if (behind === undefined || !behind.isWhole || behind.backends.some(({ takesMtls }) => takesMtls === undefined)) return undefined;
  return behind.backends.length > 0;
}

function isBehindService({ ports, isPod, address = '' }: Backend, { ports: servicePorts, isHeadless }: MeshService, number: number): boolean {
  const port = servicePorts.find((each) => each.number === number);
  return port !== undefined && targetNumber(port, ports) !== undefined && (isPod || (isIpAddress(address) && !isHeadless));
}

// Only where names are looked up may an endpoint be one.
function isBehindEntry({ isPod, address = '' }: Backend, serviceEntry: ServiceEntry): boolean {
  return isPod || isLookedUp(serviceEntry) || address === '' || address.startsWith('unix://') || isIpAddress(address);
}

// Of one that names no endpoints, the host itself is the endpoint where it is looked up.
function withoutEndpoints(serviceEntry: ServiceEntry): Behind | undefined {
  if (serviceEntry.endpoints.length > 0 || serviceEntry.workloadSelector !== undefined) return undefined;
  return isLookedUp(serviceEntry) ? ITSELF : NOTHING;
}

// NONE sends wherever the client meant to: from a gateway, nowhere.
function isLookedUp({ resolution }: ServiceEntry): boolean {
  return resolution !== 'STATIC' && resolution !== 'NONE';
}
