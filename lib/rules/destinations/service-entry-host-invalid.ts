import { whyNoWildcardDomain } from '../../values/dns-name';
import type { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { serviceEntry } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'name' | 'partial';

const forHost = (host: string, more = {}) => serviceEntry({ hosts: `["${host}"]`, resolution: 'NONE', ...more });

/** The wildcard for all hosts is refused by the schema of the kind. A host is a name even where only addresses count. */
export const serviceEntryHostInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH530',
  name: 'service-entry-host-invalid',
  severity: 'error',
  summary: 'A host of a ServiceEntry is neither a DNS name nor a wildcard.',
  seeAlso: ['IST0106', 'IST0133'],
  reads: ['serviceEntries'],
  examples: {
    bad: { yaml: forHost('https://api.example.com') },
    good: [
      { why: 'the name alone', yaml: forHost('api.example.com') },
      { why: 'a wildcard as the first label', yaml: forHost('*.example.com') },
      { why: 'a name without a dot', yaml: forHost('api') },
      { why: 'a wildcard in the first label where names are looked up as they come', yaml: forHost('*-api.example.com', { resolution: 'DYNAMIC_DNS' }) },
    ],
  },
  check: ({ serviceEntries }) => mistakesOf(serviceEntries, mistakesIn),
  words: inWords({
    name: (host) => ({
      what: `host "${host}" ${host.includes('://') ? 'is a URL' : whyNoWildcardDomain(host) ?? ''}`,
      fix: 'Istio rejects the ServiceEntry. Give a DNS name such as "api.example.com" or a wildcard such as "*.example.com"; addresses stand in "addresses" and "endpoints".',
    }),
    partial: (host) => ({
      what: `host "${host}" has a wildcard that is not the whole first label`,
      fix: 'Envoy cannot tell TLS connections apart by it. Use a wildcard such as "*.example.com", or resolution DYNAMIC_DNS.',
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const host of spec.at('hosts').list) {
    const { text } = host;
    if (text === undefined || text === '*') continue;
    if (whyNoWildcardDomain(text) !== undefined) yield mistake(host, 'name');
    else if (text.includes('*') && !text.startsWith('*.') && spec.at('resolution').text !== 'DYNAMIC_DNS') yield mistake(host, 'partial', text, 'warning');
  }
}
