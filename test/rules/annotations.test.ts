import { buildMesh } from '../../lib/model/mesh';
import { runRules } from '../../lib/rules/run';

function codesWith(annotations: object, other: object = {}): readonly string[] {
  const gateway = (name: string, its: object) => ({
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace: 'web', annotations: its },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['a.com'], tls: { mode: 'SIMPLE', credentialName: 'a' } }],
    },
  });
  const objects = [gateway('one', other), gateway('two', annotations)];
  const found = runRules(buildMesh(objects.map((object, index) => ({ object, origin: { kind: 'construct', path: `${index}` } }))));
  return found.filter(({ code }) => code === 'MESH101').map(({ code }) => code);
}

const FOUND = ['MESH101'];

describe('a finding is accepted by an annotation of one of its objects', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['with our code and a reason', { 'acknowledge.cdk8s-istio/MESH101': 'it goes on 1 December' }],
    ['that tells Kiali to ignore what is the same', { 'kiali.io/ignore-validations': 'KIA0302, KIA0301' }],
    ['that tells Kiali to ignore all', { 'kiali.io/ignore-validations': '' }],
    ['that tells istioctl to be silent of what is the same', { 'galley.istio.io/analyze-suppress': 'IST0145' }],
    ['that tells istioctl to be silent', { 'galley.istio.io/analyze-suppress': '*' }],
  ])('%s', (_, annotations) => {
    expect(codesWith(annotations)).toEqual([]);
    expect(codesWith({}, annotations)).toEqual([]);
  });
});

describe('a finding is not accepted', () => {
  test.each<[string, object]>([
    ['without annotations', {}],
    ['by our code without a reason', { 'acknowledge.cdk8s-istio/MESH101': ' ' }],
    ['by another of our codes', { 'acknowledge.cdk8s-istio/MESH102': 'it goes on 1 December' }],
    ['by other codes of Kiali', { 'kiali.io/ignore-validations': 'KIA0302' }],
    ['by other codes of Istio', { 'galley.istio.io/analyze-suppress': 'IST0101' }],
    ['by an annotation that is no text', { 'kiali.io/ignore-validations': true }],
    ['by a star for Kiali', { 'kiali.io/ignore-validations': '*' }],
  ])('%s', (_, annotations) => {
    expect(codesWith(annotations)).toEqual(FOUND);
  });
});
