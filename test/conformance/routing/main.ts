import { askAndShow } from '../engine/ask-envoy';
import type { EngineVersions } from '../engine/question';
import { main, numberOf, numbersOf } from '../main';
import { named } from '../case';
import { disagreement } from './agreement';
import { arePodsGiven } from './backend-pods';
import { detailDifferences } from './details';
import { featuresOf } from './features';
import { generateQuestion } from './question';
import { hashOf, writeRouting, type RecordedMesh } from './recording';
import { Tally, writeReport } from './report';
import { routingFor } from './routing-for';

// Usage: main.ts [--seed N[,N...]] [--count N] [--requests N] [--record] [--report]
// Makes up so many meshes from each N on, sends requests to the real engine and to the router, and prints where the two do not agree;
// --record keeps what the engine says, --report writes REPORT.md.
// Exit code: 0 they agree, 1 they do not, 2 the engine could not be asked.

const MOST_SHOWN = 3;

type Asked = Awaited<ReturnType<typeof askAndShow>>;

async function routing(args: readonly string[]): Promise<number> {
  const [[first, ...others], count, requests] = [numbersOf(args, '--seed') ?? [1], numberOf(args, '--count') ?? 20, numberOf(args, '--requests') ?? 100];
  const seeds = [first, ...others].flatMap((from) => Array.from({ length: count }, (_, index) => from + index));
  const tally = new Tally();
  const recorded: RecordedMesh[] = [];
  let engine: EngineVersions | undefined;
  for (const seed of seeds) {
    const question = generateQuestion(seed, requests);
    const { reply, pushed } = await askAndShow(question);
    engine = reply.engine;
    recorded.push({ seed, question: hashOf(question), answers: reply.answers });
    const found = differences(question, { reply, pushed }, tally);
    if (found.length > 0) console.log([`seed ${seed}: ${found.length} differ`, ...found.slice(0, MOST_SHOWN)].join('\n  '));
  }
  if (args.includes('--record') && engine !== undefined) writeRouting({ engine, meshes: recorded });
  if (args.includes('--report') && engine !== undefined) writeReport(tally, engine, `npm run conformance:routing -- --seed ${[first, ...others].join(',')} --count ${count} --requests ${requests} --report`);
  console.log(tally.summary);
  console.log(`${tally.requests - tally.differing} of ${tally.requests} requests agree (${count} seeds from ${[first, ...others].join(', from ')})`);
  return tally.differing > 0 ? 1 : 0;
}

function differences(question: ReturnType<typeof generateQuestion>, { reply: { answers }, pushed }: Asked, tally: Tally): readonly string[] {
  const route = routingFor(question.manifests, question.gateway, question.meshConfig);
  return question.requests.flatMap((request, index) => {
    const outcome = route(request);
    const why = [disagreement(outcome, answers[index]) ?? [], detailDifferences(outcome, pushed, { pods: arePodsGiven(question.manifests) })].flat();
    tally.count(outcome.kind, featuresOf(request, outcome), why.length === 0);
    return why.length === 0 ? [] : [[named(request), ...why].join('\n    ')];
  });
}

main(routing);
