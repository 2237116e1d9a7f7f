import { defineRule } from '../define-rule';
import { changed, documents, gatewayPods, httpGateway, ingressService } from '../example-manifests';

const INTERNAL = { namespace: 'team-b', label: 'internal' };
const PODS = documents(gatewayPods(), gatewayPods(INTERNAL), ingressService('internal', 8080, INTERNAL));
const SELECTOR = 'selector: { istio: ingressgateway }';

/** Istio allows it, so its checks are silent. */
export const selectorMissing = defineRule<undefined>({
  code: 'MESH106',
  name: 'selector-missing',
  severity: 'warning',
  summary: 'A Gateway has no selector, so every gateway of the mesh serves it.',
  seeAlso: [],
  reads: ['gateways'],
  examples: {
    bad: { yaml: documents(changed(httpGateway(80), SELECTOR, 'selector: {}'), PODS) },
    good: [
      { why: 'the label of one of the gateways', yaml: documents(httpGateway(80), PODS) },
      { why: 'another label', yaml: documents(changed(httpGateway(80), SELECTOR, 'selector: { istio: internal }'), PODS) },
      { why: 'a selector, and no pods that are known', yaml: httpGateway(80) },
    ],
  },
  * check({ gateways }) {
    for (const { ref, origin, selector, servers } of gateways) {
      if (selector === undefined && servers.length > 0) yield { at: { ref, origin, field: ['spec'] }, related: [], data: undefined };
    }
  },
  words: () => ({
    what: 'the gateway has no selector',
    fix: 'Every gateway of the mesh serves it, internal and egress gateways, too. Select the labels of one, such as "istio: ingressgateway".',
  }),
});
