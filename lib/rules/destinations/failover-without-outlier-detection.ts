import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

const FAILOVER = 'loadBalancer: { localityLbSetting: { failover: [{ from: us-west, to: us-east }] } }';
const failingOver = (rest: string) => destinationRule({ trafficPolicy: `{ ${FAILOVER}${rest} }` });
const DETECTION = 'outlierDetection: { consecutive5xxErrors: 5 }';

/**
 * Istio warns of the policy of the whole service only. A subset has the outlier detection of the whole service unless it has its own; the
 * policy of a port takes over nothing.
 */
export const failoverWithoutOutlierDetection = defineRule<Mistake<'without'>>({
  code: 'MESH520',
  name: 'failover-without-outlier-detection',
  severity: 'warning',
  summary: 'A load balancer fails over to other localities, and nothing finds out that endpoints fail.',
  seeAlso: ['IST0133'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: failingOver('') },
    good: [
      { why: 'outlier detection', yaml: failingOver(`, ${DETECTION}`) },
      { why: 'no failover', yaml: destinationRule({ trafficPolicy: '{ loadBalancer: { localityLbSetting: { enabled: true } } }' }) },
      {
        why: 'outlier detection of the whole service, for a subset',
        yaml: destinationRule({
          trafficPolicy: `{ ${DETECTION} }`,
          subsets: `[{ name: v1, labels: { version: v1 }, trafficPolicy: { ${FAILOVER} } }]`,
        }),
      },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn, ['trafficPolicy']),
  words: inWords({
    without: () => ({
      what: 'failover is given, but no outlierDetection beside it',
      fix: 'Endpoints count as well until outlier detection says otherwise, so traffic stays where it is. Give outlierDetection in the same policy.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'without'>> {
  const whole = spec.at('trafficPolicy');
  for (const policy of [whole, ...spec.at('subsets').list.map((subset) => subset.at('trafficPolicy'))]) {
    const isDetected = [policy, whole].some((each) => each.at('outlierDetection').isGiven);
    if (!isDetected) yield* failovers(policy);
    for (const setting of policy.at('portLevelSettings').list) if (!setting.at('outlierDetection').isGiven) yield* failovers(setting);
  }
}

function failovers(policy: Piece): readonly MistakeAt<'without'>[] {
  const settings = ['localityLbSetting', 'zoneAwareLbSetting'].map((name) => policy.at('loadBalancer', name)).flatMap((setting) => [setting.at('failover'), setting.at('failoverPriority')]);
  return settings.filter(({ isSet }) => isSet).slice(0, 1).map((setting) => mistake(setting, 'without'));
}
