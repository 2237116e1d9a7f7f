import { askEngine } from '../engine/ask-envoy';
import type { Answer, EngineVersions } from '../engine/question';
import { main } from '../main';
import { named } from '../case';
import { disagreement } from './agreement';
import { generateQuestion } from './question';
import { hashOf, writeRouting, type RecordedMesh } from './recording';
import { routingFor } from './routing-for';

// Usage: main.ts [--seed N] [--count N] [--requests N] [--record]
// Makes up meshes from N on, sends requests to the real engine and to the router, and prints where the two do not agree;
// --record keeps what the engine says.
// Exit code: 0 they agree, 1 they do not, 2 the engine could not be asked.

const MOST_SHOWN = 3;

async function routing(args: readonly string[]): Promise<number> {
  const [first, count, requests] = [numberOf(args, '--seed') ?? 1, numberOf(args, '--count') ?? 20, numberOf(args, '--requests') ?? 100];
  const kinds = new Map<string, number>();
  const recorded: RecordedMesh[] = [];
  let engine: EngineVersions | undefined;
  let differing = 0;
  for (let seed = first; seed < first + count; seed++) {
    const question = generateQuestion(seed, requests);
    const reply = await askEngine(question);
    engine = reply.engine;
    recorded.push({ seed, question: hashOf(question), answers: reply.answers });
    const found = differences(question, reply.answers, kinds);
    differing += found.length;
    if (found.length > 0) console.log([`seed ${seed}: ${found.length} differ`, ...found.slice(0, MOST_SHOWN)].join('\n  '));
  }
  if (args.includes('--record') && engine !== undefined) writeRouting({ engine, meshes: recorded });
  console.log([...kinds].sort(([, a], [, b]) => b - a).map(([kind, times]) => `${kind} ${times}`).join(', '));
  console.log(`${count * requests - differing} of ${count * requests} requests agree (seeds ${first} to ${first + count - 1})`);
  return differing > 0 ? 1 : 0;
}

function differences(question: ReturnType<typeof generateQuestion>, answers: readonly Answer[], kinds: Map<string, number>): readonly string[] {
  const route = routingFor(question.manifests, question.gateway, question.meshConfig);
  return question.requests.flatMap((request, index) => {
    const outcome = route(request);
    kinds.set(outcome.kind, (kinds.get(outcome.kind) ?? 0) + 1);
    const why = disagreement(outcome, answers[index]);
    return why === undefined ? [] : [`${named(request)}\n    ${why}`];
  });
}

function numberOf(args: readonly string[], option: string): number | undefined {
  const index = args.indexOf(option);
  if (index < 0) return undefined;
  const number = Number(args[index + 1]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} is "${args[index + 1] ?? ''}": give a whole number above 0`);
  return number;
}

main(routing);
