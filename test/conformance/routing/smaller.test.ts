import type { Manifest, Question } from '../engine/question';
import { smallest } from './smaller';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function service(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { type: 'ClusterIP', ports: [{ port: 80, name: 'http' }, { port: 443, name: 'https' }] } };
}

const QUESTION: Question = { manifests: NAMES.map(service), gateway: { namespace: 'istio-system', labels: {} }, requests: [{ url: 'http://a.com/' }] };

const namesOf = ({ manifests }: Question): readonly string[] => manifests.map(({ metadata }) => metadata.name);

test('of the manifests those are left that it is about', async () => {
  const found = await smallest(QUESTION, async (each) => ['b', 'f'].every((name) => namesOf(each).includes(name)));
  expect(namesOf(found)).toEqual(['b', 'f']);
});

test('of a manifest the items and fields are left that it is about', async () => {
  const found = await smallest(QUESTION, async (each) => JSON.stringify(each.manifests).includes('443'));
  expect(found.manifests).toHaveLength(1);
  expect(found.manifests[0].spec).toEqual({ ports: [{ port: 443 }] });
});

test('the requests and the gateway stay', async () => {
  const { requests, gateway } = await smallest(QUESTION, async ({ manifests }) => manifests.length > 0);
  expect({ requests, gateway }).toEqual({ requests: QUESTION.requests, gateway: QUESTION.gateway });
});

test('a question with less in it that cannot be asked is passed over', async () => {
  const found = await smallest(QUESTION, async (each) => {
    if (!namesOf(each).includes('c')) throw new Error('istiod does not take it');
    return true;
  });
  expect(namesOf(found)).toEqual(['c']);
});

test('a question that nothing can be left out of stays as it is', async () => {
  expect(await smallest(QUESTION, async (each) => each === QUESTION)).toBe(QUESTION);
});
