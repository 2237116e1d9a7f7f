import type { Client, DestinationLookup, Found } from '../../model/destination-lookup';
import type { DestinationRule } from '../../model/destination-rule';
import type { Mesh } from '../../model/mesh';
import type { Sending } from '../../model/sendings';
import { serviceOfHost } from '../../values/host-name';
import { HostTrie } from '../../values/host-trie';
import { onceFor } from '../../values/once';

/** A subset that a route sends to and that pods which send there do not have. */
export interface MissingSubset {
  readonly sending: Sending;
  readonly subset: string;
  readonly client: Client;
  /** Namespace of the host; undefined where it is not known. */
  readonly owner?: string;
  /** Where the search for DestinationRules ended. */
  readonly found?: Found;
  /** DestinationRules for the host that have the subset, and do not count for these pods. */
  readonly definedBy: readonly DestinationRule[];
}

type Parts = Pick<Mesh, 'sendings' | 'knownHosts' | 'domain' | 'destinationRules' | 'destinationLookup'>;

const missingOf = onceFor((_: Parts['sendings'], parts: Parts): readonly MissingSubset[] => [...find(parts)]);

/** Of each destination with a subset the first client that has no such subset of it. */
export function missingSubsets(parts: Parts): readonly MissingSubset[] {
  return missingOf(parts.sendings, parts);
}

function* find({ sendings, knownHosts, domain, destinationRules, destinationLookup }: Parts): Iterable<MissingSubset> {
  const rules = new HostTrie<DestinationRule>();
  for (const rule of destinationRules) rules.add(rule.host, rule);
  for (const sending of sendings) {
    const { route, destination: { host, subset } } = sending;
    if (subset === undefined) continue;
    const there = knownHosts.look(host, route.ref.namespace);
    // What else is wrong with the host, other rules tell.
    if (there.kind !== 'known' && (there.kind !== 'unknown' || there.near !== undefined)) continue;
    const owner = there.kind === 'known' ? there.entries[0].namespace ?? '' : serviceOfHost(host, domain)?.namespace;
    const definedBy = rules.covering(host).filter(({ subsets }) => subsets.some(({ name }) => name === subset));
    // One without a namespace goes to any, and may count wherever the others do not.
    if (owner !== '' && definedBy.some(({ ref }) => ref.namespace === undefined)) continue;
    const missing = missingFor({ sending, subset, owner, definedBy }, destinationLookup);
    if (missing !== undefined) yield missing;
  }
}

type Use = Pick<MissingSubset, 'sending' | 'subset' | 'owner' | 'definedBy'>;

function missingFor(use: Use, lookup: DestinationLookup): MissingSubset | undefined {
  const { sending: { servers, mesh, destination: { host } }, subset, owner, definedBy } = use;
  const searched = (client: Client) => ({ client, found: lookup.find(host, owner, client) });
  const lacks = ({ found }: { readonly found?: Found }) => found?.rule?.subsets.has(subset) !== true;
  const isForSome = definedBy.some(({ workloadSelector }) => workloadSelector !== undefined);
  // All labels of pods are known where their template is.
  const workloads = servers.map(({ workload }) => workload).filter(({ containers }) => !isForSome || containers !== undefined);
  const [first] = workloads.flatMap(({ namespace, labels }) => (namespace === undefined ? [] : [searched({ namespace, labels })])).filter(lacks);
  if (first !== undefined) return { ...use, ...first };
  // What is nowhere nobody finds, whoever sends.
  const isNowhere = definedBy.length === 0;
  if (!isNowhere && (!mesh || isForSome)) return undefined;
  const sidecars = sidecarNamespaces(use).map((namespace) => searched({ namespace, labels: {} }));
  return isNowhere || sidecars.every(lacks) ? { ...use, ...(sidecars.find(({ found }) => found !== undefined) ?? sidecars[0]) } : undefined;
}

// Of all namespaces that sidecars may be in, those whose own rules may have it.
function sidecarNamespaces({ sending: { route }, owner, definedBy }: Use): readonly string[] {
  return [...new Set([route.ref.namespace ?? '', ...(owner === undefined ? [] : [owner]), ...definedBy.map(({ ref }) => ref.namespace ?? '')])];
}
