import { writtenExportTo, type DestinationLookup } from '../../model/destination-lookup';
import type { Lost, MergedRule } from '../../model/destination-merge';
import type { DestinationRule } from '../../model/destination-rule';
import { formatHost } from '../../values/host-name';
import { agesKnown } from '../../values/age';
import { formatRef } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule, type Found, type Place } from '../define-rule';
import { documents, ingressService } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';

/** What of one rule does not count beside another. */
type What =
  | { readonly kind: 'subset'; readonly name: string }
  | { readonly kind: 'policy' | 'all' }
  /** It counts for fewer namespaces than it is exported to. */
  | { readonly kind: 'export'; readonly namespaces: readonly string[] };

interface Competing {
  readonly host: string;
  readonly what: What;
  readonly loser: string;
  readonly winner: string;
  /** Whether it is known which of the two is the older. */
  readonly certain: boolean;
}

/**
 * Kiali calls any two rules for one host a mistake whose subsets meet or of which one has none. But istiod merges those of one namespace
 * and one `exportTo`: subsets are put together, and only what both define is lost. Rules of other namespaces, for wildcards, or for some
 * pods do not meet at all: one is chosen.
 */
export const destinationRulesCompete = defineRule<Competing>({
  code: 'MESH508',
  name: 'destination-rules-compete',
  severity: 'error',
  summary: 'Two DestinationRules of one namespace are for the same host, and what one says is lost.',
  seeAlso: ['KIA0201'],
  reads: ['destinationLookup', 'config'],
  examples: {
    bad: { yaml: example('  exportTo: ["*"]\n') },
    good: [
      { why: 'one exportTo, and subsets of their own', yaml: example('') },
      { why: 'a policy in one and subsets in the other', yaml: example('  trafficPolicy: { loadBalancer: { simple: RANDOM } }\n') },
      { why: 'another host', yaml: example('  exportTo: ["*"]\n', { host: 'blog' }) },
      { why: 'another namespace', yaml: example('  exportTo: ["*"]\n', { namespace: 'other', host: 'shop.web.svc.cluster.local' }) },
    ],
  },
  * check({ destinationLookup, config }) {
    const told = new Set<string>();
    for (const found of competing(destinationLookup, config.rootNamespace)) {
      // Each stands among the rules of its own namespace, and among those for others.
      const key = JSON.stringify([found.at.ref, found.related[0].ref, found.data.what]);
      if (!told.has(key)) yield found;
      told.add(key);
    }
  },
  words: ({ host, what, loser, winner, certain }) => ({
    what: what.kind === 'all' && !certain
      ? `only one of ${loser} and ${winner}, both for "${host}", counts`
      : `${PARTS[what.kind](what, loser)} for "${host}" ${what.kind === 'all' ? 'counts for nothing' : 'is lost'} beside ${winner}`,
    fix: `${consequence(what, certain)} Put both into one DestinationRule.`,
  }),
});

const PARTS: { readonly [K in What['kind']]: (what: What, rule: string) => string } = {
  subset: (what, rule) => `subset "${what.kind === 'subset' ? what.name : ''}" of ${rule}`,
  policy: (_, rule) => `spec.trafficPolicy of ${rule}`,
  all: (_, rule) => rule,
  export: (what, rule) => `the export of ${rule} to ${allOf(what.kind === 'export' ? what.namespaces.map((each) => `"${each}"`) : [])}`,
};

function consequence({ kind }: What, certain: boolean): string {
  if (kind === 'export') return 'Istio merges it into the older rule, which fewer namespaces see.';
  const which = certain ? '' : ', whichever that is';
  return kind === 'all'
    ? `Istio merges rules of one host only where their exportTo is the same text, and of others takes the youngest alone${which}.`
    : `Istio merges the two, and where both say something takes that of the older${which}.`;
}

function* competing(lookup: DestinationLookup, rootNamespace: string): Iterable<Found<Competing>> {
  for (const rules of lookup.merged) {
    if (rules.length === 1 && rules[0].from.length === 1) continue;
    for (const { lost, from } of rules) {
      for (const each of lost) {
        if (isLoss(each)) yield losing(each.rule, each.to, whatIsLost(each), agesKnown(from));
      }
    }
    const forAllPods = rules.filter(({ selector }) => selector === undefined);
    yield* apart(forAllPods, rootNamespace);
    yield* swallowed(forAllPods);
  }
}

// The same said twice is no loss, nor is one object in two files.
function isLoss({ rule, to, subset }: Lost): boolean {
  if (formatRef(rule.ref) === formatRef(to.ref)) return false;
  if (subset === undefined) return JSON.stringify(rule.trafficPolicy) !== JSON.stringify(to.trafficPolicy);
  const first = to.subsets.find(({ name }) => name === subset.name);
  return JSON.stringify([first?.labels, first?.trafficPolicy]) !== JSON.stringify([subset.labels, subset.trafficPolicy]);
}

function whatIsLost({ subset }: Lost): What {
  return subset === undefined ? { kind: 'policy' } : { kind: 'subset', name: subset.name };
}

/** Those that were not merged: a client that sees several goes by the last. */
function* apart(rules: readonly MergedRule[], rootNamespace: string): Iterable<Found<Competing>> {
  const last = rules.at(-1);
  for (const rule of rules.slice(0, -1)) {
    const [loser] = rule.from;
    const winner = last?.from[0];
    if (last === undefined || winner === undefined || formatRef(loser.ref) === formatRef(winner.ref)) continue;
    const areSeenAlike = isForAll(rule) && isForAll(last);
    // Pods of the root namespace do not come upon the rules that it has for all.
    const meet = areSeenAlike || (loser.ref.namespace !== rootNamespace && isSeenAtHome(rule, loser) && isSeenAtHome(last, winner));
    if (meet) yield { ...losing(loser, winner, { kind: 'all' }, agesKnown([loser, winner])), severity: areSeenAlike ? 'error' : 'warning' };
  }
}

/** Those that were merged into one that fewer namespaces see, and stand nowhere by themselves. */
function* swallowed(rules: readonly MergedRule[]): Iterable<Found<Competing>> {
  for (const { from: [first, ...others], exportTo } of rules) {
    for (const other of others) {
      const namespaces = [...writtenExportTo(other)].filter((each) => !exportTo.has(each));
      const standsAlone = rules.some((rule) => rule.from.includes(other) && namespaces.every((each) => rule.exportTo.has(each)));
      if (namespaces.length > 0 && !standsAlone) yield losing(other, first, { kind: 'export', namespaces }, agesKnown([first, other]));
    }
  }
}

function isForAll({ exportTo, from: [first] }: MergedRule): boolean {
  return exportTo.has('*') || (exportTo.size === 0 && first.exportTo.includes('*'));
}

function isSeenAtHome({ exportTo }: MergedRule, { ref: { namespace } }: DestinationRule): boolean {
  return exportTo.size === 0 || ['*', '.', namespace ?? ''].some((each) => exportTo.has(each));
}

function losing(loser: DestinationRule, winner: DestinationRule, what: What, certain: boolean): Found<Competing> {
  return {
    at: placeOf(loser, what), related: [placeOf(winner, what)],
    data: { host: formatHost(loser.host), what, loser: formatRef(loser.ref), winner: formatRef(winner.ref), certain },
  };
}

function placeOf({ ref, origin, subsets }: DestinationRule, what: What): Place {
  if (what.kind === 'policy') return { ref, origin, field: ['spec', 'trafficPolicy'] };
  const field = what.kind === 'subset' ? subsets.find(({ name }) => name === what.name)?.field : ['spec', 'host'];
  return { ref, origin, field };
}

function example(more: string, second: { readonly namespace?: string; readonly host?: string } = {}): string {
  return documents(
    gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo('host: shop, subset: v1'))), backend(),
    destinationRule(), destinationRule({ name: 'more', subsets: '{ name: v2, labels: { version: v2 } }', more, ...second }),
  );
}
