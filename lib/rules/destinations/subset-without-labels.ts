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

/** With a traffic policy of its own such a subset has its use: the policy is for some routes only. Kiali warns of that, too. */
export const subsetWithoutLabels = defineRule<Unlabelled>({
  code: 'MESH551',
  name: 'subset-without-labels',
  severity: 'info',
  summary: 'A subset asks for no labels and has no traffic policy, so it is its service by another name.',
  seeAlso: ['KIA0209'],
  reads: ['destinationRules'],
  examples: {
    bad: { yaml: WITHOUT },
    good: [
      { why: 'a label', yaml: changed(WITHOUT, '{ name: v1 }', '{ name: v1, labels: { version: v1 } }') },
      { why: 'two labels', yaml: changed(WITHOUT, '{ name: v1 }', '{ name: v1, labels: { version: v1, track: stable } }') },
      { why: 'a traffic policy', yaml: changed(WITHOUT, '{ name: v1 }', '{ name: v1, trafficPolicy: { loadBalancer: { simple: RANDOM } } }') },
      { why: 'no subset', yaml: changed(WITHOUT, '  subsets: [{ name: v1 }]\n', '  trafficPolicy: { loadBalancer: { simple: RANDOM } }\n').replace(', subset: v1', '') },
    ],
  },
  * check({ destinationRules }) {
    for (const { ref, origin, host, subsets } of destinationRules) {
      for (const { name, field, labels, trafficPolicy = {} } of subsets) {
        if (Object.keys(labels).length + Object.keys(trafficPolicy).length === 0) yield { at: { ref, origin, field }, related: [], data: { host: formatHost(host), subset: name } };
      }
    }
  },
  words: ({ host, subset }) => ({
    what: `subset "${subset}" of "${host}" asks for no labels and has no traffic policy`,
    fix: 'It is all pods of the service, by another name. Give it labels if it is meant to be some of them.',
  }),
});
