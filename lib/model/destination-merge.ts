import { labelsKey, type Labels } from '../values/labels';
import type { Manifest } from '../values/read';
import type { DestinationRule, Subset } from './destination-rule';

/** A subset with the DestinationRule that it is of. */
export interface OwnedSubset extends Subset {
  readonly rule: DestinationRule;
}

/** What of a DestinationRule the one that it was merged into had already, so that it does not count. */
export interface Lost {
  readonly rule: DestinationRule;
  /** Whose counts instead. */
  readonly to: DestinationRule;
  /** Undefined where it is `spec.trafficPolicy`. */
  readonly subset?: OwnedSubset;
}

/** DestinationRules of one namespace and host that istiod takes for one. */
export interface MergedRule {
  readonly host: string;
  /** As written; none means the default. */
  readonly exportTo: ReadonlySet<string>;
  readonly selector?: Labels;
  /** In istiod's order. */
  readonly from: readonly DestinationRule[];
  readonly subsets: ReadonlyMap<string, OwnedSubset>;
  readonly trafficPolicy?: { readonly rule: DestinationRule; readonly manifest: Manifest };
  readonly lost: readonly Lost[];
}

interface Growing extends MergedRule {
  readonly from: DestinationRule[];
  readonly subsets: Map<string, OwnedSubset>;
  trafficPolicy?: MergedRule['trafficPolicy'];
  readonly lost: Lost[];
}

/**
 * Merges a rule into those of its host as istiod does, or puts it behind them. Rules for some pods come before those for all.
 *
 * That a rule seen by more namespaces than the one before it is merged into that one, and then stands nowhere by itself, is istiod's.
 */
export function mergeInto(hosts: Map<string, MergedRule[]>, rule: DestinationRule, exportTo: ReadonlySet<string>): void {
  const there = (hosts.get(rule.host) ?? []) as Growing[];
  hosts.set(rule.host, there);
  let standsAlone = true;
  for (const merged of there) {
    standsAlone = !isEqual(exportTo, merged.exportTo);
    if (standsAlone && !(merged.exportTo.size > 0 && isSuperset(exportTo, merged.exportTo))) continue;
    const sameSelector = labelsKey(merged.selector ?? {}) === labelsKey(rule.workloadSelector ?? {});
    if (merged.selector !== undefined && rule.workloadSelector !== undefined && !sameSelector) {
      standsAlone = true;
      continue;
    }
    if (sameSelector) standsAlone = false;
    grow(merged, rule);
  }
  if (standsAlone) there.push(newRule(rule, exportTo));
}

function newRule(rule: DestinationRule, exportTo: ReadonlySet<string>): Growing {
  const made: Growing = { host: rule.host, exportTo, selector: rule.workloadSelector, from: [], subsets: new Map(), lost: [] };
  grow(made, rule);
  return made;
}

function grow(merged: Growing, rule: DestinationRule): void {
  merged.from.push(rule);
  for (const each of rule.subsets) {
    const subset = { ...each, rule };
    const first = merged.subsets.get(each.name);
    if (first === undefined) merged.subsets.set(each.name, subset);
    else merged.lost.push({ rule, to: first.rule, subset });
  }
  if (rule.trafficPolicy === undefined) return;
  if (merged.trafficPolicy === undefined) merged.trafficPolicy = { rule, manifest: rule.trafficPolicy };
  else merged.lost.push({ rule, to: merged.trafficPolicy.rule });
}

function isEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && isSuperset(a, b);
}

function isSuperset(outer: ReadonlySet<string>, inner: ReadonlySet<string>): boolean {
  return [...inner].every((each) => outer.has(each));
}
