import { formatHost } from '../../values/host-name';
import { defineRule } from '../define-rule';
import { changed, documents, ingressService } from '../example-manifests';
import { backend, destinationRule, gateway, http, routeTo, server, virtualService } from '../example-routing';

interface Unlabelled {
  readonly host: string;
  readonly subset: string;
}

const WITHOUT = documents(
  gateway(server('shop.example.com')), ingressService('ingress', 8080), virtualService(http(routeTo('host: shop, subset: v1'))), backend(),
  destinationRule({ subsets: '{ name: v1 }' }),
);

/** A subset of this kind has its use: a traffic policy for some routes only. Kiali warns of it. */
export const subsetWithoutLabels = defineRule<Unlabelled>({
  code: 'MESH551',
  name: 'subset-without-labels',
  severity: 'info',
  summary: 'A subset asks for no labels, so it is all pods of its service.',
  seeAlso: ['KIA0209'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: WITHOUT },
    good: [
      { why: 'a label', yaml: changed(WITHOUT, '{ name: v1 }', '{ name: v1, labels: { version: v1 } }') },
      { why: 'two labels', yaml: changed(WITHOUT, '{ name: v1 }', '{ name: v1, labels: { version: v1, track: stable } }') },
      { why: 'no subset', yaml: changed(WITHOUT, '  subsets: [{ name: v1 }]\n', '  trafficPolicy: { loadBalancer: { simple: RANDOM } }\n').replace(', subset: v1', '') },
    ],
  },
  * check({ destinationRules }) {
    for (const { ref, origin, host, subsets } of destinationRules) {
      for (const { name, field, labels } of subsets) {
        if (Object.keys(labels).length === 0) yield { at: { ref, origin, field }, related: [], data: { host: formatHost(host), subset: name } };
      }
    }
  },
  words: ({ host, subset }) => ({
    what: `subset "${subset}" of "${host}" asks for no labels`,
    fix: 'It is all pods of the service, by another name. Give it labels if it is meant to be some of them.',
  }),
});
