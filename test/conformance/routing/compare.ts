import type { Outcome } from '../../../lib/router/outcome';
import type { askAndShow } from '../engine/ask-envoy';
import type { Answer, ClientRequest, Question } from '../engine/question';
import { disagreement } from './agreement';
import { arePodsGiven } from './backend-pods';
import { detailDifferences } from './details';
import { routingFor } from './routing-for';

/** What the router and the engine say of a request. */
export interface Compared {
  readonly request: ClientRequest;
  readonly outcome: Outcome;
  readonly answer: Answer;
  /** A line for each difference; none where they agree. */
  readonly why: readonly string[];
}

type Asked = Awaited<ReturnType<typeof askAndShow>>;

export function compare(question: Question, { reply: { answers }, pushed }: Asked): readonly Compared[] {
  const route = routingFor(question.manifests, question.gateway);
  return question.requests.map((request, index) => {
    const [outcome, answer] = [route(request), answers[index]];
    return { request, outcome, answer, why: [disagreement(outcome, answer) ?? [], detailDifferences(outcome, pushed, { pods: arePodsGiven(question.manifests) })].flat() };
  });
}
