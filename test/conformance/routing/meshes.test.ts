import { named } from '../case';
import { disagreement } from './agreement';
import { generateQuestion } from './question';
import { hashOf, readRouting } from './recording';
import { routingFor } from './routing-for';

const { meshes } = readRouting();

test('there are answers for at least 1,000 requests, and of every kind', () => {
  const answers = meshes.flatMap((each) => each.answers);
  expect(answers.length).toBeGreaterThanOrEqual(1000);
  expect([...new Set(answers.map(({ kind }) => kind))].sort()).toEqual(['answered', 'denied', 'forwarded', 'redirected', 'refused', 'rejected']);
});

test.each(meshes.map((mesh) => [mesh.seed, mesh] as const))('the router says of the mesh of seed %i what the engine said', (seed, { question, answers }) => {
  const made = generateQuestion(seed, answers.length);
  // Otherwise what makes meshes up has changed: run npm run conformance:routing -- --record.
  expect(hashOf(made)).toBe(question);
  const route = routingFor(made.manifests, made.gateway);
  const differing = made.requests.map((request, index) => ({ request, why: disagreement(route(request), answers[index]) })).filter(({ why }) => why !== undefined);
  expect(differing.map(({ request, why }) => `${named(request)}: ${why}`)).toEqual([]);
});
