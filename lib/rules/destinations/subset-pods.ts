import type { Completeness } from '../../model/completeness';
import type { DestinationRule, Subset } from '../../model/destination-rule';
import type { RegistryEntry } from '../../model/registry';
import type { ServiceEntry, WorkloadEntry } from '../../model/service-entry';
import { podsAreComplete, type PodSource } from '../../model/workload';
import { LabelIndex } from '../../values/label-index';
import { selects, type Labels } from '../../values/labels';

/** What is behind a host: the labels of each kind of pod or endpoint, and whether these are all. */
export interface Behind {
  readonly labels: readonly Labels[];
  readonly isWhole: boolean;
}

interface Labelled {
  readonly labels: Labels;
}

// Controllers put them on pods, or Istio on endpoints, when these are there.
const MADE_LATER = /^(?:topology\.|pod-template-hash$|rollouts-pod-template-hash$|controller-revision-hash$|statefulset\.kubernetes\.io\/|apps\.kubernetes\.io\/|batch\.kubernetes\.io\/|kubernetes\.io\/hostname$|security\.istio\.io\/|service\.istio\.io\/)/;

/** The pods and endpoints of a mesh, by the hosts that they are behind. */
export class Endpoints {
  private readonly index = new LabelIndex<Labelled>();

  constructor(pods: readonly PodSource[], workloadEntries: readonly WorkloadEntry[], private readonly completeness: Completeness) {
    for (const each of [...pods, ...workloadEntries]) this.index.add(each.ref.namespace, each);
  }

  /** Undefined where nothing of it is known. */
  public behind(entries: readonly RegistryEntry[]): Behind | undefined {
    const found = entries.map((entry) => (entry.serviceEntry === undefined ? this.ofService(entry) : this.ofServiceEntry(entry.serviceEntry)));
    const known = found.filter((each) => each !== undefined);
    if (known.length < found.length || known.length === 0) return undefined;
    return { labels: known.flatMap(({ labels }) => labels), isWhole: known.every(({ isWhole }) => isWhole) };
  }

  private ofService({ service }: RegistryEntry): Behind | undefined {
    if (service === undefined || service.type === 'ExternalName' || Object.keys(service.selector).length === 0) return undefined;
    return this.selected(service.namespace, service.selector, podsAreComplete(this.completeness, service.namespace));
  }

  private ofServiceEntry({ ref, endpoints, workloadSelector }: ServiceEntry): Behind | undefined {
    if (workloadSelector === undefined) return endpoints.length === 0 ? undefined : { labels: endpoints.map(({ labels }) => labels), isWhole: true };
    return this.selected(ref.namespace, workloadSelector, podsAreComplete(this.completeness, ref.namespace) && this.completeness.has('WorkloadEntry', ref.namespace));
  }

  private selected(namespace: string | undefined, selector: Labels, isWhole: boolean): Behind | undefined {
    const found = this.index.selected(namespace, selector);
    return found.length === 0 && !isWhole ? undefined : { labels: found.map(({ labels }) => labels), isWhole };
  }
}

/** The subsets whose labels none of what is behind the host has. */
export function emptySubsets({ subsets }: DestinationRule, { labels }: Behind): readonly Subset[] {
  return subsets.filter((subset) => !Object.keys(subset.labels).some((name) => MADE_LATER.test(name)) && !labels.some((each) => selects(subset.labels, each)));
}
