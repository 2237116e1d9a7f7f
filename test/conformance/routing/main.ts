import { Yaml } from 'cdk8s';
import { named } from '../case';
import { askAndShow } from '../engine/ask-envoy';
import type { EngineVersions, Question } from '../engine/question';
import { main, numberOf, numbersOf } from '../main';
import { compare, type Compared } from './compare';
import { featuresOf } from './features';
import { generateQuestion } from './question';
import { hashOf, writeRouting, type RecordedMesh } from './recording';
import { Tally, writeReport } from './report';
import { smallest } from './smaller';

// Usage: main.ts [--seed N[,N...]] [--count N] [--requests N] [--record] [--report]
// Makes up so many meshes from each N on, sends requests to the real engine and to the router, and prints where the two do not agree,
// the first of it as the smallest mesh found that shows it; --record keeps what the engine says, --report writes REPORT.md.
// Exit code: 0 they agree, 1 they do not, 2 the engine could not be asked.

const MOST_SHOWN = 3;

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
    const compared = compare(question, { reply, pushed });
    for (const { request, outcome, why } of compared) tally.count(outcome, featuresOf(request, outcome), why.length === 0);
    await show(seed, question, compared.filter(({ why }) => why.length > 0), tally);
  }
  if (args.includes('--record') && engine !== undefined) writeRouting({ engine, meshes: recorded });
  if (args.includes('--report') && engine !== undefined) writeReport(tally, engine, `npm run conformance:routing -- --seed ${[first, ...others].join(',')} --count ${count} --requests ${requests} --report`);
  console.log(tally.summary);
  console.log(`${tally.requests - tally.differing - tally.unsaid} of ${tally.requests} requests agree, of ${tally.unsaid} the router does not say (${count} seeds from ${[first, ...others].join(', from ')})`);
  return tally.differing > 0 ? 1 : 0;
}

async function show(seed: number, question: Question, differing: readonly Compared[], tally: Tally): Promise<void> {
  if (differing.length === 0) return;
  console.log([`seed ${seed}: ${differing.length} differ`, ...differing.slice(0, MOST_SHOWN).map(({ request, why }) => [named(request), ...why].join('\n    '))].join('\n  '));
  if (tally.differing > differing.length) return;
  const small = await shrunk(question, differing[0]);
  console.log(`the same in small, to the pods ${JSON.stringify(small.gateway)}: ${JSON.stringify(small.requests[0])}\n${Yaml.stringify(...small.manifests)}`);
}

/** Another difference than the one it is about is not gone after. */
function shrunk(question: Question, { request, outcome, answer }: Compared): Promise<Question> {
  const isSame = async (each: Question): Promise<boolean> => {
    const [found] = compare(each, await askAndShow(each));
    return found.why.length > 0 && found.outcome.kind === outcome.kind && found.answer.kind === answer.kind;
  };
  return smallest({ ...question, requests: [request] }, isSame);
}

main(routing);
