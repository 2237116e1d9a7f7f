import type { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { policiesOf } from './policies-of';

type Kind = 'empty' | 'empty-port' | 'no-port' | 'two-ways';

const OF_PORTS = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'];
const OF_ALL = [...OF_PORTS, 'tunnel', 'proxyProtocol', 'retryBudget'];

const withPolicy = (trafficPolicy: string) => destinationRule({ trafficPolicy });

export const trafficPolicyInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH512',
  name: 'traffic-policy-invalid',
  severity: 'error',
  summary: 'A traffic policy says nothing, not for which port, or asks for a tunnel and the PROXY protocol at once.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: withPolicy('{ portLevelSettings: [{ port: { number: 80 } }] }') },
    good: [
      { why: 'a setting for the port', yaml: withPolicy('{ portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: ROUND_ROBIN } }] }') },
      { why: 'a setting for all ports', yaml: withPolicy('{ loadBalancer: { simple: ROUND_ROBIN } }') },
      { why: 'no policy', yaml: destinationRule({ subsets: '[{ name: v1, labels: { version: v1 } }]' }) },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['trafficPolicy']),
  words: inWords({
    'empty': () => ({
      what: 'a traffic policy says nothing',
      fix: `Istio rejects the DestinationRule. Give ${oneOf([...OF_ALL, 'portLevelSettings'])}, or take the policy away.`,
    }),
    'empty-port': () => ({
      what: 'the traffic policy of a port says nothing',
      fix: `Istio rejects the DestinationRule. Give ${oneOf(OF_PORTS)}; the other settings exist for all ports only.`,
    }),
    'no-port': () => ({
      what: 'an item of portLevelSettings does not say for which port it is',
      fix: 'Istio rejects the DestinationRule. Give port: { number: ... } with the port of the service.',
    }),
    'two-ways': () => ({
      what: 'a traffic policy has both tunnel and proxyProtocol',
      fix: 'Istio rejects the DestinationRule. Keep one of the two.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const { policy, ofPort } of policiesOf(spec)) {
    const settings = ofPort ? OF_PORTS : OF_ALL;
    const isEmpty = !settings.some((name) => policy.at(name).isGiven) && (ofPort || !policy.at('portLevelSettings').isSet);
    if (isEmpty) yield mistake(policy, ofPort ? 'empty-port' : 'empty');
    if (ofPort && !policy.at('port').isGiven) yield mistake(policy, 'no-port');
    if (!ofPort && policy.at('tunnel').isGiven && policy.at('proxyProtocol').isGiven) yield mistake(policy.at('proxyProtocol'), 'two-ways');
  }
}
