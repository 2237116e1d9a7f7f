import { Piece } from '../../values/piece';
import { defineRule, type Found } from '../define-rule';
import { virtualService } from '../example-manifests';

interface Overlap {
  readonly host: string;
  readonly other: string;
}

const forHosts = (hosts: string) => virtualService({ hosts, http: '[{ route: [{ destination: { host: shop } }] }]' });

/** Other hosts of one VirtualService would be served twice by the same routes; Istio compares them as they are written. */
export const hostListedTwice = defineRule<Overlap>({
  code: 'MESH314',
  name: 'host-listed-twice',
  severity: 'error',
  summary: 'A host of a VirtualService is listed twice, or covered by a wildcard of the same list.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: forHosts('["*.example.com", shop.example.com]') },
    good: [
      { why: 'a wildcard that does not cover the host', yaml: forHosts('["*.example.com", example.com]') },
      { why: 'two hosts', yaml: forHosts('[www.example.com, shop.example.com]') },
      { why: 'the wildcard alone', yaml: forHosts('["*.example.com"]') },
    ],
  },
  * check({ virtualServices }) {
    for (const { ref, origin, manifest } of virtualServices) {
      for (const { at, data } of overlaps(new Piece(manifest).at('spec', 'hosts'))) yield { at: { ref, origin, field: at.field }, related: [], data };
    }
  },
  words: ({ host, other }) => ({
    what: host === other ? `host "${host}" is listed twice` : `host "${host}" is one of those that "${other}" stands for`,
    fix: `Istio rejects the VirtualService. Take ${host === other ? 'one of them' : 'one of the two'} away.`,
  }),
});

/** For each host the first that it overlaps with, found by what stands behind the stars of the wildcards. */
function* overlaps(hosts: Piece): Iterable<Pick<Found<Overlap>, 'data'> & { readonly at: Piece }> {
  const texts = hosts.list.filter(({ text }) => text !== undefined && text !== '');
  if (texts.length < 2) return;
  const wildcards = new Map(texts.flatMap(({ text = '' }) => (text.startsWith('*') ? [[text.slice(1), text] as const] : [])));
  const seen = new Set<string>();
  for (const at of texts) {
    const host = at.text ?? '';
    const other = seen.has(host) ? host : coveringWildcard(wildcards, host);
    if (other !== undefined) yield { at, data: { host, other } };
    seen.add(host);
  }
}

function coveringWildcard(wildcards: ReadonlyMap<string, string>, host: string): string | undefined {
  if (wildcards.size === 0) return undefined;
  const name = host.startsWith('*') ? host.slice(1) : host;
  const ends = Array.from(name, (_, index) => name.slice(index)).concat('');
  return ends.map((end) => wildcards.get(end)).find((wildcard) => wildcard !== undefined && wildcard !== host);
}
