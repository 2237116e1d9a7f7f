import { main, numberOf } from '../main';
import { differences } from './answer';
import { engineAnswers } from './engine-answer';
import { generateMesh } from './mesh';
import { modelAnswer } from './model-answer';
import { hashOf, writeMeshes } from './recording';

// Usage: main.ts [--seed N] [--count N] [--record]
// Makes up meshes from N on and compares what the model says of them with the real engine; --record keeps what the engine says.
// Exit code: 0 they agree, 1 they do not, 2 the engine could not be asked.

async function meshes(args: readonly string[]): Promise<number> {
  const first = numberOf(args, '--seed') ?? 1;
  const count = numberOf(args, '--count') ?? 100;
  const started = Date.now();
  const generated = Array.from({ length: count }, (_, index) => generateMesh(first + index));
  const { engine, answers } = await engineAnswers(generated);
  const found = generated.map((mesh, index) => ({ mesh, differing: differences(answers[index], modelAnswer(mesh)) })).filter(({ differing }) => differing.length > 0);
  for (const { mesh, differing } of found) console.log([`seed ${mesh.seed}:`, ...differing].join('\n'));
  if (args.includes('--record')) writeMeshes({ engine, meshes: generated.map((mesh, index) => ({ seed: mesh.seed, manifests: hashOf(mesh), answer: answers[index] })) });
  console.log(`${count - found.length} of ${count} meshes agree (seeds ${first} to ${first + count - 1}, ${Math.round((Date.now() - started) / 1000)} s)`);
  return found.length > 0 ? 1 : 0;
}

main(meshes);
