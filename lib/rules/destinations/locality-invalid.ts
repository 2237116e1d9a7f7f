import { localityMistakes } from '../../values/locality';
import type { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { partsOf } from './policies-of';

type Kind = 'two-ways' | 'topology' | 'weight' | 'total' | 'star' | 'empty' | 'overlap' | 'same-region' | 'zone' | 'region-star';

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

const balancing = (setting: string) => destinationRule({
  trafficPolicy: `{ outlierDetection: { consecutive5xxErrors: 5 }, loadBalancer: { localityLbSetting: { ${setting} } } }`,
});

/**
 * Istio reads the localities that traffic is distributed to in no fixed order, and misses some overlaps in some orders; this rule tells
 * those that it finds in the order written or in the reverse one.
 */
export const localityInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH516',
  name: 'locality-invalid',
  severity: 'error',
  summary: 'A setting for localities distributes shares that make no whole, or fails over in a way that Istio does not take.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: balancing('distribute: [{ from: us-west/*, to: { us-west/*: 80, us-east/*: 10 } }]') },
    good: [
      { why: 'shares of 100 in all', yaml: balancing('distribute: [{ from: us-west/*, to: { us-west/*: 80, us-east/*: 20 } }]') },
      { why: 'a region to fail over to', yaml: balancing('failover: [{ from: us-west, to: us-east }]') },
      { why: 'labels in the order of which to fail over', yaml: balancing('failoverPriority: [topology.kubernetes.io/region, topology.kubernetes.io/zone]') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['loadBalancer']),
  words: inWords({
    'two-ways': () => ({ what: 'localityLbSetting has both distribute and failover', fix: `${REJECTED} Keep one of the two.` }),
    'topology': (label) => ({
      what: `failoverPriority has "${label}", which is not for it here`,
      fix: `${REJECTED} Regions and zones are taken care of by failover or by the zone-aware load balancing itself; give labels other than ${oneOf(TOPOLOGY)}.`,
    }),
    'weight': (weight) => ({
      what: `share ${weight} of a locality is not between 1 and 100`,
      fix: `${REJECTED} Give shares between 1 and 100 that make 100 together.`,
    }),
    'total': (total) => ({ what: `the shares of the localities make ${total} together, not 100`, fix: `${REJECTED} Give shares that make 100.` }),
    'star': (locality) => ({ what: `locality "${locality}" has a star that is not its end`, fix: `${REJECTED} Give "us-west/*", or "*" for all.` }),
    'empty': (locality) => ({
      what: locality === '' ? 'a locality is empty' : `locality "${locality}" has an empty part`,
      fix: `${REJECTED} Give region, region/zone or region/zone/sub-zone.`,
    }),
    'overlap': (locality) => ({
      what: `locality "${locality}" is, at least in part, one that is given already`,
      fix: `${REJECTED} Give each locality once.`,
    }),
    'same-region': (region) => ({
      what: `region "${region}" fails over to itself`,
      fix: `${REJECTED} Give another region; zones of the region itself come first anyway.`,
    }),
    'zone': (region) => ({
      what: `"${region}" of a failover is not a region alone`,
      fix: `${REJECTED} Give the region "${region.split('/')[0]}"; zones come by themselves.`,
    }),
    'region-star': (region) => ({ what: `region "${region}" of a failover has a star`, fix: `${REJECTED} Name one region.` }),
  }),
});

const REJECTED = 'Istio rejects the DestinationRule.';

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const balancer of partsOf(spec, 'loadBalancer')) {
    const [locality, zoneAware] = [balancer.at('localityLbSetting'), balancer.at('zoneAwareLbSetting')];
    if (locality.at('distribute').isSet && locality.at('failover').isSet) yield mistake(locality.at('failover'), 'two-ways');
    yield* inDistribution(locality.at('distribute'));
    for (const setting of [locality, zoneAware]) {
      for (const failover of setting.at('failover').list) yield* inFailover(failover);
      if (setting === locality && !setting.at('failover').isSet) continue;
      for (const label of setting.at('failoverPriority').list) if (TOPOLOGY.includes(label.text ?? '')) yield mistake(label, 'topology');
    }
  }
}

function* inDistribution(distribute: Piece): Iterable<MistakeAt<Kind>> {
  const froms = distribute.list.map((each) => each.at('from')).filter(({ isGiven, text }) => !isGiven || text !== undefined);
  yield* inLocalities(froms.map((from) => [from.text ?? '', from]));
  for (const to of distribute.list.map((each) => each.at('to'))) {
    const weights = to.entries.map(([, weight]) => weight);
    const wrong = weights.filter(({ number }) => number === 0 || (number ?? 0) > 100);
    for (const weight of wrong) yield mistake(weight, 'weight');
    const total = weights.reduce((sum, { number = 0 }) => sum + number, 0);
    if (wrong.length === 0 && total !== 100 && weights.every(({ number }) => number !== undefined)) yield mistake(to, 'total', String(total));
    const found = [...inLocalities(to.entries)];
    yield* found.length > 0 ? found : inLocalities([...to.entries].reverse());
  }
}

function* inLocalities(localities: ReadonlyArray<readonly [string, Piece]>): Iterable<MistakeAt<Kind>> {
  for (const { index, kind } of localityMistakes(localities.map(([name]) => name))) yield mistake(localities[index][1], kind, localities[index][0]);
}

function* inFailover(failover: Piece): Iterable<MistakeAt<Kind>> {
  const regions = [failover.at('from'), failover.at('to')];
  const [from, to] = regions.map(({ text = '' }) => text);
  if (regions.every(({ value }) => value === undefined || typeof value === 'string') && from === to) yield mistake(failover, 'same-region', from);
  for (const region of regions) {
    if (region.text?.includes('/')) yield mistake(region, 'zone');
    else if (region.text?.includes('*')) yield mistake(region, 'region-star');
  }
}
