import type { Field } from '../../values/field';
import { expandHost } from '../../values/host-name';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents, httpGateway, httpRules } from '../example-manifests';
import { routesOf } from './routes-of';

interface Repeated {
  readonly destination: string;
}

const ROUTE = 'route: [{ destination: { host: blog, subset: v1 }, weight: 90 }';
const splitting = (second: string) => documents(httpGateway(80), httpRules(
  `{ match: [{ uri: { prefix: /blog } }], ${ROUTE}, { destination: { host: ${second} }, weight: 10 }] }`,
));

/**
 * Kiali warns of it. Envoy adds the weights up, so that nothing goes wrong, and with headers of its own the second is one on purpose. Kiali
 * does not look at the port, by which two destinations do differ.
 */
export const destinationRepeated = defineRule<Repeated>({
  code: 'MESH433',
  name: 'destination-repeated',
  severity: 'info',
  summary: 'A route has one destination twice.',
  seeAlso: ['KIA1105'],
  reads: ['virtualServices', 'domain'],
  examples: {
    bad: { yaml: splitting('blog.web.svc.cluster.local, subset: v1') },
    good: [
      { why: 'another subset', yaml: splitting('blog, subset: v2') },
      { why: 'another service', yaml: splitting('shop, subset: v1') },
      { why: 'another port', yaml: splitting('blog, subset: v1, port: { number: 81 }') },
    ],
  },
  * check({ virtualServices, domain }) {
    for (const { ref, origin, manifest } of virtualServices) {
      for (const route of routesOf(new Piece(manifest).at('spec')).filter(({ list }) => list.length > 1)) {
        for (const { field, host, subset } of repeated(route, (name) => expandHost(name, ref.namespace, domain))) {
          yield { at: { ref, origin, field }, related: [], data: { destination: subset === '' ? `"${host}"` : `"${host}" with subset "${subset}"` } };
        }
      }
    }
  },
  words: ({ destination }) => ({
    what: `destination ${destination} stands twice in one route`,
    fix: 'It gets the sum of both weights. Add them up in one place.',
  }),
});

function* repeated(route: Piece, fullHost: (host: string) => string): Iterable<{ readonly field: Field; readonly host: string; readonly subset: string }> {
  const seen = new Set<string>();
  for (const destination of route.list.filter((each) => !each.at('headers').isGiven).map((each) => each.at('destination'))) {
    const [{ text: host }, { text: subset = '' }, { number: port }] = [destination.at('host'), destination.at('subset'), destination.at('port', 'number')];
    if (host === undefined) continue;
    const key = JSON.stringify([fullHost(host), subset, port]);
    if (seen.has(key)) yield { field: destination.field, host, subset };
    seen.add(key);
  }
}
