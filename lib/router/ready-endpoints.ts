import type { Subset } from '../model/destination-rule';
import type { Backend, Endpoints } from '../model/endpoints';
import { knownLabels } from '../model/labels-made-later';
import type { MeshService, RegistryEntry } from '../model/registry';
import type { ServiceEntry } from '../model/service-entry';
import { isIpAddress } from '../values/dns-name';
import { selects } from '../values/labels';
import { targetNumber } from '../values/port-resolution';

/** Says of which hosts nothing takes what is sent there. */
export class ReadyEndpoints {
  private readonly known = new Map<RegistryEntry, Map<Subset | undefined, Map<number, boolean>>>();

  constructor(private readonly endpoints: Endpoints) {}

  /** Whether it is certain that there is nothing behind that port of any of these. */
  public areNone(entries: readonly RegistryEntry[], port: number, subset: Subset | undefined): boolean {
    return entries.length > 0 && entries.every((entry) => this.isNone(entry, port, subset));
  }

  // Asked for each request.
  private isNone(entry: RegistryEntry, port: number, subset: Subset | undefined): boolean {
    const bySubset = this.known.get(entry) ?? new Map<Subset | undefined, Map<number, boolean>>();
    if (bySubset.size === 0) this.known.set(entry, bySubset);
    const byPort = bySubset.get(subset) ?? new Map<number, boolean>();
    if (byPort.size === 0) bySubset.set(subset, byPort);
    const known = byPort.get(port);
    if (known !== undefined) return known;
    const found = this.findNone(entry, port, subset);
    byPort.set(port, found);
    return found;
  }

  private findNone(entry: RegistryEntry, port: number, subset: Subset | undefined): boolean {
    const { service, serviceEntry } = entry;
    const asked = subset === undefined ? {} : knownLabels(subset.labels);
    const counts = (backend: Backend): boolean => selects(asked, backend.labels)
      && (service === undefined ? serviceEntry === undefined || takesForEntry(backend, serviceEntry) : takesForService(backend, service, port));
    if (serviceEntry !== undefined && hasNothingToSelect(serviceEntry)) return !isLookedUp(serviceEntry) || !selects(asked, {});
    const behind = this.endpoints.behind([entry]);
    return behind !== undefined && behind.isWhole && !behind.backends.some(counts);
  }
}

function takesForService({ readiness, ports, isPod, address = '' }: Backend, { ports: servicePorts, publishNotReadyAddresses, isHeadless }: MeshService, number: number): boolean {
  const port = servicePorts.find((each) => each.number === number);
  const isThere = readiness === 'ready' || (readiness === 'not-ready' && publishNotReadyAddresses);
  return isThere && port !== undefined && targetNumber(port, ports) !== undefined && (isPod || (isIpAddress(address) && !isHeadless));
}

// Only where names are looked up may an endpoint be one.
function takesForEntry({ readiness, isPod, address = '' }: Backend, serviceEntry: ServiceEntry): boolean {
  return readiness === 'ready' && (isPod || isLookedUp(serviceEntry) || address === '' || address.startsWith('unix://') || isIpAddress(address));
}

function hasNothingToSelect({ endpoints, workloadSelector }: ServiceEntry): boolean {
  return endpoints.length === 0 && workloadSelector === undefined;
}

// Then the host itself is the endpoint where there is no other. What is sent wherever the client meant to is sent nowhere by a gateway.
function isLookedUp({ resolution }: ServiceEntry): boolean {
  return resolution !== 'STATIC' && resolution !== 'NONE';
}
