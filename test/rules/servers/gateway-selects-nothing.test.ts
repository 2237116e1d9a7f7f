import { changed, documents, gatewayPods, httpGateway, INGRESS_SERVICE } from '../../../lib/rules/example-manifests';
import { found } from '../found';

const PODS = changed(gatewayPods(), 'labels: { istio: ingressgateway } }\n    spec', 'labels: { istio: ingressgateway, app: istio-ingressgateway } }\n    spec');

function whatOf(selector: string, others: string, complete: readonly string[] = []): readonly string[] {
  return found('MESH105', documents(changed(httpGateway(80), 'istio: ingressgateway', selector), others), { complete });
}

describe('a selector that no pods answer to', () => {
  test.each([
    ['is misspelled', 'istio: ingresgateway'], ['has the value of another label', 'app: ingressgateway'], ['has the value of another label, with the prefix', 'istio: istio-ingressgateway'],
    ['has one label right', 'istio: ingressgateway, app: ingressgateway'],
  ])('is a warning where it %s', (_, selector) => {
    const shown = selector.replaceAll(': ', '=').replaceAll(', ', ',');
    expect(whatOf(selector, PODS)).toEqual([`warning: no pods that are known have the labels of the gateway's selector, "${shown}"`]);
  });

  test.each([['is of a series', 'istio: ingressgateway2'], ['is another', 'istio: public']])('is left alone where it %s and other pods may be there', (_, selector) => {
    expect(whatOf(selector, PODS)).toEqual([]);
  });

  test('may be of pods that carry more labels than their Service asks for', () => {
    expect(whatOf('app: ingressgateway', INGRESS_SERVICE)).toEqual([]);
    expect(whatOf('istio: ingresgateway', INGRESS_SERVICE)).toHaveLength(1);
  });

  test('is an error where all pods are given, as such or by what makes them', () => {
    const message = ['error: no pods have the labels of the gateway\'s selector, "istio=public"'];
    expect(whatOf('istio: public', PODS, ['Pod'])).toEqual(message);
    expect(whatOf('istio: public', PODS, ['Deployment', 'StatefulSet', 'DaemonSet'])).toEqual(message);
    expect(whatOf('istio: public', PODS, ['Deployment@istio-system'])).toEqual([]);
  });

  test('is none where a Service asks for the same labels', () => {
    expect(whatOf('istio: public', changed(INGRESS_SERVICE, 'istio: ingressgateway', 'istio: public'), ['Pod'])).toEqual([]);
  });
});
