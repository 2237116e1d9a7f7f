import { whyNoWildcardDomain } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { destinationRule } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'host' | 'port' | 'none';

const forHost = (host: string) => destinationRule({ host, trafficPolicy: '{ loadBalancer: { simple: ROUND_ROBIN } }' });

/** Whether there is such a service is the subject of other rules. */
export const destinationRuleHostInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH510',
  name: 'destination-rule-host-invalid',
  severity: 'error',
  summary: 'The host of a DestinationRule is neither a DNS name nor a wildcard.',
  seeAlso: ['IST0106'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: forHost('shop:8080') },
    good: [
      { why: 'the name alone', yaml: forHost('shop') },
      { why: 'the full name', yaml: forHost('shop.web.svc.cluster.local') },
      { why: 'a wildcard', yaml: forHost('"*.local"') },
    ],
  },
  check: ({ destinationRules }) => mistakesOf(destinationRules, mistakesIn),
  words: inWords({
    host: (host) => ({
      what: `host "${host}" ${whyNoWildcardDomain(host) ?? ''}`,
      fix: 'Istio rejects the DestinationRule. Give the name of a service, "shop" or "shop.web.svc.cluster.local"; or a wildcard such as "*.local".',
    }),
    port: (host) => ({
      what: `host "${host}" has a port`,
      fix: `Istio rejects the DestinationRule. Give the name alone, "${host.split(':')[0]}"; what is for one port stands in portLevelSettings.`,
    }),
    none: () => ({ what: 'there is no spec', fix: 'Istio rejects the DestinationRule. Give at least its host.' }),
  }),
});

function mistakesIn(spec: Piece): readonly MistakeAt<Kind>[] {
  // A spec without a host is refused by the schema of the kind, no spec at all is not.
  if (!spec.isGiven) return [mistake(spec, 'none')];
  const host = spec.at('host');
  return host.text !== undefined && whyNoWildcardDomain(host.text) !== undefined ? [mistake(host, /^[^:]+:\d+$/.test(host.text) ? 'port' : 'host')] : [];
}
