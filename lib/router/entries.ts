import type { Listener, WorkloadBuild } from '../model/build/build';
import { podAddresses, type PodSource, type Workload } from '../model/workload';
import type { MeshService } from '../model/registry';
import { qualifiedName } from '../values/object-ref';
import { targetNumber } from '../values/port-resolution';
import type { ServicePort } from '../values/service';
import { doorOf, type Door } from './door';

/** A port that clients dial, and where it leads. */
export interface Entry {
  readonly build: WorkloadBuild;
  /** Undefined where no Service of the workload is known: the port is then taken for that of the servers. */
  readonly service?: MeshService;
  readonly port?: ServicePort;
  /** Where the Service sends it to on the pods; undefined where a named targetPort of pods that are not known leaves it open. */
  readonly target?: number;
  /** Those there: each at an address of its own. */
  readonly listeners: readonly Listener[];
  /** What takes connections that come to the pods' own addresses. */
  readonly door: Door;
}

const FROM_OUTSIDE = new Set(['LoadBalancer', 'NodePort']);

/** What clients can dial, by port. */
export class Entries {
  private readonly byPort = new Map<number, readonly Entry[]>();

  /** @param ingress the Service that clients dial, `namespace/name`; undefined for whichever serves them */
  constructor(private readonly builds: readonly WorkloadBuild[], private readonly pods: readonly PodSource[], private readonly ingress?: string) {}

  /** Of several with one Service that clients outside of the cluster can dial, these alone. */
  public at(number: number): readonly Entry[] {
    const known = this.byPort.get(number);
    if (known !== undefined) return known;
    const all = this.builds.flatMap((build) => this.entriesOf(build, number)).filter(({ service }) => this.ingress === undefined || (service !== undefined && qualifiedName(service) === this.ingress));
    const outside = all.filter(({ service }) => service === undefined || FROM_OUTSIDE.has(service.type));
    const found = outside.length > 0 ? outside : all;
    this.byPort.set(number, found);
    return found;
  }

  private entriesOf(build: WorkloadBuild, number: number): readonly Entry[] {
    const { workload, listeners } = build;
    if (workload.services.length === 0) {
      const there = listeners.filter(({ servers, dropped }) => [...servers, ...dropped.map(({ server }) => server)].some(({ server }) => server.port.number === number));
      return there.length === 0 ? [] : [{ build, target: there[0].port, ...this.behind(there, workload) }];
    }
    return workload.services.flatMap((service): readonly Entry[] => {
      const port = service.ports.find((each) => each.number === number && each.protocol === 'TCP');
      if (port === undefined) return [];
      const target = targetNumber(port, workload.containers);
      return [{ build, service, port, target, ...this.behind(target === undefined ? [] : listeners.filter((listener) => listener.port === target), workload) }];
    });
  }

  private behind(listeners: readonly Listener[], workload: Workload): Pick<Entry, 'listeners' | 'door'> {
    return { listeners, door: doorOf(listeners, listeners.length > 0 ? podAddresses(workload, this.pods) : []) };
  }
}
