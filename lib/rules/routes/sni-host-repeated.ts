import { clashingTlsMatches, leftOutTlsMatches } from '../../model/sni-collisions';
import { allOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { documents, virtualService } from '../example-manifests';
import { havingFields } from '../having-fields';
import { placeIn, ruleName } from './rule-words';

type Repeated =
  | { readonly kind: 'left-out'; readonly rule: string; readonly by: string; readonly shared: readonly string[]; readonly lost: readonly string[] }
  | { readonly kind: 'refused'; readonly sniHost: string; readonly other: string };

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - { port: { number: 443, name: tls, protocol: TLS }, hosts: ["*.example.com"], tls: { mode: PASSTHROUGH } }
`;
const rule = (sniHosts: string, host: string) => `{ match: [{ sniHosts: ${sniHosts} }], route: [{ destination: { host: ${host}, port: { number: 443 } } }] }`;
const routing = (first: string, second: string) => documents(GATEWAY, virtualService({
  hosts: '["*.example.com"]', tls: `[${rule(first, 'one')}, ${rule(second, 'two')}]`,
}));

/** A gateway knows connections by SNI alone. A match with no SNI host but such as are taken is told as any other that gets no requests. */
export const sniHostRepeated = defineRule<Repeated>({
  code: 'MESH432',
  name: 'sni-host-repeated',
  severity: 'error',
  summary: 'An SNI host stands twice in the TLS routes of a VirtualService on a gateway, and others get lost with it.',
  seeAlso: [],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: routing('[shop.example.com]', '[shop.example.com, blog.example.com]') },
    good: [
      { why: 'each SNI host once', yaml: routing('[shop.example.com]', '[blog.example.com]') },
      { why: 'a wildcard that covers the other', yaml: routing('[shop.example.com]', '["*.example.com"]') },
      { why: 'one match of both', yaml: routing('[shop.example.com, blog.example.com]', '["*.shop.example.com"]') },
    ],
  },
  * check({ virtualServices }) {
    for (const service of havingFields(virtualServices, ['sniHosts'])) {
      for (const each of leftOutTlsMatches(service).filter(({ lost }) => lost.length > 0)) {
        const { shared, lost } = each;
        const names = { rule: ruleName(service, 'tls', each), by: ruleName(service, 'tls', each.by) };
        yield { at: placeIn(service, 'tls', each), related: [placeIn(service, 'tls', each.by)], data: { kind: 'left-out', shared, lost, ...names } };
      }
      for (const each of clashingTlsMatches(service)) {
        const { sniHost, other } = each;
        yield { at: placeIn(service, 'tls', each), related: [placeIn(service, 'tls', each.by)], data: { kind: 'refused', sniHost, other } };
      }
    }
  },
  words: (data) => (data.kind === 'refused' ? {
    what: data.sniHost === data.other
      ? `SNI host "${data.sniHost}" stands twice in one match`
      : `SNI hosts "${data.other}" and "${data.sniHost}" differ in the case of their letters only`,
    fix: 'Envoy refuses the listener of the gateway, which serves other hosts, too. Take one of the two away.',
  } : {
    what: `${data.rule} repeats SNI host ${quoted(data.shared)} of ${data.by} in one match with ${quoted(data.lost)}`,
    fix: `Istio leaves out the later match as a whole, so that no connection for ${quoted(data.lost)} is taken. Take ${quoted(data.shared)} away there.`,
  }),
});

function quoted(texts: readonly string[]): string {
  return allOf(texts.map((text) => `"${text}"`));
}
