import { compareAges, agesKnown } from '../values/age';
import { isExportedTo } from '../values/export-to';
import { selects, type Labels } from '../values/labels';
import { asRecord, asTexts } from '../values/read';
import type { DestinationRule } from './destination-rule';
import { mergeInto, type MergedRule } from './destination-merge';

/** Pods that send: those of a gateway, or those with a sidecar. */
export interface Client {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Where istiod's search for the DestinationRules of a host ended. */
export interface Found {
  readonly namespace: string;
  /** Undefined where all that it found is for other pods: the search has ended nonetheless. */
  readonly rule?: MergedRule;
  /** Those that the same search came across and that do not count beside it. */
  readonly besides: readonly MergedRule[];
  /** Whether the ages of its rules, which decide what is merged into what, are known or make no difference. */
  readonly certain: boolean;
}

type ByHost = Map<string, MergedRule[]>;

/** The DestinationRules of a mesh as istiod looks them up. */
export class DestinationLookup {
  /** Those that clients of their own namespace find, by namespace. */
  private readonly own = new Map<string, ByHost>();
  /** Those that other namespaces may find. */
  private readonly exported = new Map<string, ByHost>();
  /** Those of the root namespace that are for that namespace alone. */
  private readonly rootsOwn: ByHost = new Map();

  constructor(rules: readonly DestinationRule[], private readonly rootNamespace: string) {
    for (const rule of [...rules].sort(bySelectorAndAge)) this.add(rule);
  }

  /**
   * What counts for a client: of its own namespace, else of the host's, else of the root namespace. The first of these with a rule for
   * the host ends the search, and of several hosts that cover it the narrowest counts alone. For a client in the root namespace its
   * own rules come first only where they are for that namespace alone.
   *
   * @param host in full
   * @param owner namespace of the Service or ServiceEntry that has the host; undefined where none is known
   */
  public find(host: string, owner: string | undefined, client: Client): Found | undefined {
    const own = client.namespace === this.rootNamespace ? this.rootsOwn : this.own.get(client.namespace);
    const nearest = narrowest(own, host);
    if (nearest !== undefined) return chosen(client.namespace, nearest, client);
    for (const namespace of [owner, this.rootNamespace]) {
      if (namespace === undefined) continue;
      const seen = narrowest(this.exported.get(namespace), host)?.filter(({ exportTo }) => isSeen(exportTo, client.namespace)) ?? [];
      if (seen.length > 0) return chosen(namespace, seen, client);
    }
    return undefined;
  }

  /** What becomes of the rules of one namespace and host when istiod merges them, once for their own namespace and once for others. */
  public get merged(): ReadonlyArray<readonly MergedRule[]> {
    return [...this.own.values(), ...this.exported.values(), this.rootsOwn].flatMap((hosts) => [...hosts.values()]);
  }

  private add(rule: DestinationRule): void {
    const namespace = rule.ref.namespace ?? '';
    const exportTo = writtenExportTo(rule);
    if (isSeenAtHome(exportTo, namespace)) mergeInto(hostsOf(this.own, namespace), rule, exportTo);
    const isPrivate = exportTo.size === 0 ? rule.exportTo.includes('.') : exportTo.size === 1 && (exportTo.has('.') || exportTo.has(namespace));
    if (!isPrivate) mergeInto(hostsOf(this.exported, namespace), rule, exportTo);
    else if (namespace === this.rootNamespace) mergeInto(this.rootsOwn, rule, exportTo);
  }
}

function bySelectorAndAge(a: DestinationRule, b: DestinationRule): number {
  return Number(a.workloadSelector === undefined) - Number(b.workloadSelector === undefined) || compareAges(a, b);
}

/** The namespaces that see a rule, as it is written; none means the default. One for some pods counts in its own namespace only, whatever it says. */
export function writtenExportTo({ manifest, workloadSelector }: DestinationRule): ReadonlySet<string> {
  return new Set(workloadSelector === undefined ? asTexts(asRecord(manifest.spec).exportTo) : ['.']);
}

function isSeenAtHome(exportTo: ReadonlySet<string>, namespace: string): boolean {
  return exportTo.size === 0 || isExportedTo([...exportTo], namespace, namespace);
}

// As istiod compares them here, `.` is no namespace's name.
function isSeen(exportTo: ReadonlySet<string>, viewer: string): boolean {
  return exportTo.size === 0 || exportTo.has('*') || exportTo.has(viewer);
}

function hostsOf(index: Map<string, ByHost>, namespace: string): ByHost {
  const found = index.get(namespace) ?? new Map<string, MergedRule[]>();
  index.set(namespace, found);
  return found;
}

// Each end of a host is a wildcard that covers it, the longest first.
function narrowest(rules: ByHost | undefined, host: string): readonly MergedRule[] | undefined {
  if (rules === undefined) return undefined;
  const exact = rules.get(host);
  if (exact !== undefined) return exact;
  for (let start = host.startsWith('*') ? 1 : 0; start <= host.length; start += 1) {
    const found = rules.get(`*${host.slice(start)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

// Of several that could not be merged, istiod takes the first that is for these pods alone, else the last that is for all.
function chosen(namespace: string, rules: readonly MergedRule[], client: Client): Found {
  const forThese = rules.find(({ selector }) => selector !== undefined && namespace === client.namespace && selects(selector, client.labels));
  const rule = forThese ?? rules.filter(({ selector }) => selector === undefined).at(-1);
  const besides = rules.filter((each) => each !== rule && each.selector === undefined);
  return { namespace, rule, besides, certain: agesKnown(rules.flatMap(({ from }) => from)) };
}
