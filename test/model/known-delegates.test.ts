import { parseManifests } from '../../lib/collect/yaml';
import { KnownDelegates } from '../../lib/model/known-delegates';
import { buildMesh } from '../../lib/model/mesh';

const MANIFESTS = `
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: catalogue, namespace: web }, spec: { http: [] } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: shop, namespace: web }, spec: { hosts: [shop.example.com] } }
---
{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: anywhere }, spec: { http: [] } }
`;

function whyNone(name: string, namespace: string | undefined, complete: readonly string[] = []): unknown {
  const objects = parseManifests({ path: 'test', text: MANIFESTS }).map((object, index) => ({ object, origin: { kind: 'construct', path: `object-${index}` } as const }));
  const { virtualServices, completeness } = buildMesh(objects, { complete });
  const why = new KnownDelegates(virtualServices, completeness).whyNone({ name, namespace });
  return why === undefined || why.because === 'absent' ? why?.because : [why.because, why.found.ref.name];
}

test.each<[string, string, string | undefined, unknown]>([
  ['one that is there', 'catalogue', 'web', undefined],
  ['one with hosts', 'shop', 'web', ['no-delegate', 'shop']],
  ['one of another namespace', 'catalogue', 'blog', ['near', 'catalogue']],
  ['one that is misspelled', 'catalogu', 'web', ['near', 'catalogue']],
  ['one that nobody knows', 'news', 'web', undefined],
  ['one of a namespace that is not known', 'catalogue', undefined, undefined],
  ['one that may be that without a namespace', 'anywhere', 'web', undefined],
])('why there is no delegate is told of %s', (_, name, namespace, expected) => expect(whyNone(name, namespace)).toEqual(expected));

test('a delegate is absent where all VirtualServices of its namespace are given', () => {
  expect(whyNone('news', 'web', ['VirtualService@web'])).toBe('absent');
  expect(whyNone('news', 'blog', ['VirtualService@web'])).toBeUndefined();
});
