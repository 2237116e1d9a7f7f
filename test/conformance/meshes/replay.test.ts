import { differences } from './answer';
import { generateMesh } from './mesh';
import { modelAnswer } from './model-answer';
import { hashOf, readMeshes } from './recording';

const { meshes } = readMeshes();

test('at least 300 meshes are recorded', () => expect(meshes.length).toBeGreaterThanOrEqual(300));

test('the seeds still make the meshes that the engine was asked about; otherwise run npm run conformance:meshes -- --record', () => {
  expect(meshes.filter(({ seed, manifests }) => hashOf(generateMesh(seed)) !== manifests).map(({ seed }) => seed)).toEqual([]);
});

test.each(meshes)('the model builds for the mesh of seed $seed what istiod and Envoy make of it', ({ seed, answer }) => {
  expect(differences(answer, modelAnswer(generateMesh(seed)))).toEqual([]);
});
