import type { Manifest, Question } from '../engine/question';
import { Random } from '../meshes/random';
import { generateQuestion } from '../routing/question';
import { meshOf } from '../routing/routing-for';
import { AGED, ageless } from './ages';

const MOST_TRIES = 40;

/** A made-up mesh of few Gateways and VirtualServices, whose ages are not known and mostly decide something, and requests to it. */
export function generateOpenQuestion(seed: number, count: number): Question {
  for (let attempt = 1; ; attempt++) {
    const question = withFew(generateQuestion(seed * MOST_TRIES + attempt, count), new Random(seed + attempt));
    if (isOpen(question) || attempt === MOST_TRIES) return question;
  }
}

function withFew(question: Question, random: Random): Question {
  const most = random.pick([[2, 3], [3, 2]]);
  const kept = new Set(AGED.flatMap((kind, index) => random.some(question.manifests.filter((each) => each.kind === kind), most[index], most[index])));
  const stays = (each: Manifest): boolean => kept.has(each) || !(AGED.includes(each.kind) || each.kind === 'Ingress');
  return { ...question, manifests: ageless(question.manifests.filter(stays)) };
}

function isOpen({ manifests, gateway }: Question): boolean {
  const listeners = meshOf(manifests).builds.filter(({ workload }) => workload.namespace === gateway.namespace).flatMap((build) => build.listeners);
  return listeners.some(({ contests, chains }) => contests.length > 0 || chains.some((chain) => chain.kind === 'http' && chain.routeTable.virtualHosts.some(({ certain }) => !certain)));
}
