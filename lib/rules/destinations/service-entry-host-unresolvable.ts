import { isDnsSubdomain, whyNoWildcardDomain } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';
import { isByDns } from './by-dns';

const WILDCARD = '["*.example.com"]';

/** With endpoints it is their addresses that are looked up, and the host may be a wildcard. */
export const serviceEntryHostUnresolvable = defineRule<Mistake<'wildcard'>>({
  code: 'MESH531',
  name: 'service-entry-host-unresolvable',
  severity: 'error',
  summary: 'A ServiceEntry is to look up a wildcard in DNS.',
  seeAlso: ['IST0106'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: serviceEntry({ hosts: WILDCARD }) },
    good: [
      { why: 'a name', yaml: serviceEntry({}) },
      { why: 'no lookup', yaml: serviceEntry({ hosts: WILDCARD, resolution: 'NONE' }) },
      { why: 'an endpoint to look up instead', yaml: serviceEntry({ hosts: WILDCARD, endpoints: '[{ address: api.example.com }]' }) },
      { why: 'names that are looked up as they come', yaml: serviceEntry({ hosts: WILDCARD, resolution: 'DYNAMIC_DNS' }) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: ({ given }) => ({
    what: `host "${given}" is a wildcard, which cannot be looked up in DNS`,
    fix: 'Istio rejects the ServiceEntry. Name each host, give endpoints, or use resolution NONE, which keeps the address that the client has, or DYNAMIC_DNS.',
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<'wildcard'>> {
  if (!isByDns(spec) || spec.at('endpoints').list.length > 0) return;
  for (const host of spec.at('hosts').list) {
    const { text = '*' } = host;
    if (text !== '*' && !isDnsSubdomain(text) && whyNoWildcardDomain(text) === undefined) yield mistake(host, 'wildcard');
  }
}
