import { isPrime } from '../../values/prime';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { isOfWhole, partsOf } from './policies-of';

type Kind =
  | 'no-cookie-name' | 'no-attribute-name' | 'attribute-twice' | 'old-ring-size' | 'ring-size-twice' | 'no-table' | 'table' | 'two-localities' | 'aggression';

const TABLE_LIMIT = 5000011;

const balancing = (balancer: string) => destinationRule({ trafficPolicy: `{ loadBalancer: { ${balancer} } }` });

/** Istio warns of minimumRingSize in the policy of the whole service only, though it is deprecated everywhere. */
export const loadBalancerInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH515',
  name: 'load-balancer-invalid',
  severity: 'error',
  summary: 'A load balancer has settings that contradict each other, that Envoy cannot use, or that are deprecated.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: balancing('consistentHash: { useSourceIp: true, maglev: { tableSize: 65536 } }') },
    good: [
      { why: 'a prime number', yaml: balancing('consistentHash: { useSourceIp: true, maglev: { tableSize: 65537 } }') },
      { why: 'a ring', yaml: balancing('consistentHash: { httpHeaderName: x-user, ringHash: { minimumRingSize: 1024 } }') },
      { why: 'a cookie', yaml: balancing('consistentHash: { httpCookie: { name: user, attributes: [{ name: SameSite, value: Strict }, { name: Secure }] } }') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['loadBalancer']),
  words: inWords({
    'no-cookie-name': () => ({ what: 'the cookie of a load balancer has no name', fix: 'Istio rejects the DestinationRule. Give it one.' }),
    'no-attribute-name': () => ({
      what: 'an attribute of a load balancer\'s cookie has no name',
      fix: 'Istio rejects the DestinationRule. Give it one, such as "SameSite".',
    }),
    'attribute-twice': (name) => ({
      what: `attribute "${name}" of a load balancer's cookie is given twice`,
      fix: 'Istio rejects the DestinationRule. Give it once.',
    }),
    'old-ring-size': (size) => ({
      what: 'minimumRingSize of consistentHash is deprecated',
      fix: `Give ringHash: { minimumRingSize: ${size} }.`,
    }),
    'ring-size-twice': () => ({
      what: 'consistentHash has both minimumRingSize and an algorithm',
      fix: 'Istio rejects the DestinationRule. Give ringHash or maglev alone.',
    }),
    'no-table': () => ({ what: 'maglev has no tableSize', fix: 'Istio rejects the DestinationRule. Give a prime number, such as 65537.' }),
    'table': (size) => ({
      what: `tableSize ${size} of maglev is not a prime number below ${TABLE_LIMIT}`,
      fix: 'Istio rejects the DestinationRule, since Envoy takes no other. Give one such as 65537.',
    }),
    'two-localities': () => ({
      what: 'a load balancer has both localityLbSetting and zoneAwareLbSetting',
      fix: 'Istio rejects the DestinationRule. Keep one of the two.',
    }),
    'aggression': () => ({
      what: 'aggression of warmup is 0',
      fix: 'Istio rejects the DestinationRule. Give a number above 0; 1 raises the share of a new endpoint evenly.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const balancer of partsOf(spec, 'loadBalancer')) {
    const hash = balancer.at('consistentHash');
    yield* inCookie(hash.at('httpCookie'));
    yield* inAlgorithm(hash);
    const [locality, zoneAware, aggression] = [balancer.at('localityLbSetting'), balancer.at('zoneAwareLbSetting'), balancer.at('warmup', 'aggression')];
    if (locality.isGiven && zoneAware.isGiven) yield mistake(zoneAware, 'two-localities');
    if (aggression.number === 0) yield mistake(aggression, 'aggression');
  }
}

function* inCookie(cookie: Piece): Iterable<MistakeAt<Kind>> {
  if (cookie.at('name').text === '') yield mistake(cookie.at('name'), 'no-cookie-name');
  const seen = new Set<string>();
  for (const name of cookie.at('attributes').list.map((attribute) => attribute.at('name'))) {
    if (name.text === '') yield mistake(name, 'no-attribute-name');
    else if (name.text !== undefined && seen.has(name.text)) yield mistake(name, 'attribute-twice');
    seen.add(name.text ?? '');
  }
}

function* inAlgorithm(hash: Piece): Iterable<MistakeAt<Kind>> {
  const [oldSize, ring, maglev] = [hash.at('minimumRingSize'), hash.at('ringHash'), hash.at('maglev')];
  if (oldSize.isSet && (ring.isGiven || maglev.isGiven)) yield mistake(oldSize, 'ring-size-twice');
  else if (oldSize.isSet) yield mistake(oldSize, 'old-ring-size', undefined, isOfWhole(hash) ? 'warning' : 'info');
  const size = maglev.at('tableSize');
  if (maglev.isGiven && !size.isSet) yield mistake(maglev, 'no-table');
  else if (size.number !== undefined && size.number > 0 && (size.number >= TABLE_LIMIT || !isPrime(size.number))) yield mistake(size, 'table');
}
