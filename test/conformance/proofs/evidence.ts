import { createHash } from 'node:crypto';
import type { Example, Rule } from '../../../lib/rules/define-rule';
import type { Expected } from '../case';
import { named } from '../case';
import type { Seen } from '../engine/pushed-to';
import type { Answer } from '../engine/question';
import type { Proof, ProofByCrash, ProofByEngine, ProofByIstio, ProofByPush } from './proof';

/** What Istio's own checks, the real engine and istiod made of a rule's examples. */
export interface Evidence {
  /** Of the examples that were judged; others need new evidence. */
  readonly examples: string;
  /** What Istio's own checks say of the bad example, and of each near miss. */
  readonly said?: { readonly bad: readonly Message[]; readonly good: ReadonlyArray<readonly Message[]> };
  /** What became of each request with the bad example, and with the first near miss where the proof asks. */
  readonly answered?: ReadonlyArray<{ readonly bad: Answer; readonly good?: Answer }>;
  /** What each look at what istiod pushes has shown with the bad example, and with the first near miss. */
  readonly seen?: ReadonlyArray<{ readonly bad: Seen; readonly good: Seen }>;
  /** What istiod ended with, with the bad example and with each near miss; empty where it did its work. */
  readonly ended?: { readonly bad: string; readonly good: readonly string[] };
}

export interface Message {
  readonly code: string;
  readonly text: string;
}

export function hashOf({ examples: { bad, good } }: Rule): string {
  const text = [bad, ...good].map(({ yaml }: Example) => yaml).join('\n%\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What is missing in the evidence for a rule; nothing where it stands proved. */
export function gaps(rule: Rule, proof: Proof | undefined, evidence: Evidence | undefined): readonly string[] {
  if (proof === undefined) return ['there is no proof'];
  if (evidence === undefined) return ['nothing is recorded'];
  if (evidence.examples !== hashOf(rule)) return ['its examples are not those that were judged'];
  if (proof.by === 'istio') return gapsInWords(proof, evidence, rule);
  if (proof.by === 'crash') return gapsInCrash(proof, evidence, rule);
  return proof.by === 'engine' ? gapsInAnswers(proof, evidence) : gapsInPush(proof, evidence);
}

function gapsInWords({ codes, saying = '' }: ProofByIstio, { said }: Evidence, { examples: { good } }: Rule): readonly string[] {
  const speaks = (messages: readonly Message[] = []) => messages.some(({ code, text }) => codes.includes(code) && text.includes(saying));
  const silent = good.filter((_, index) => speaks(said?.good[index])).map(({ why }) => `Istio says the same of the near miss with ${why}`);
  return [...(speaks(said?.bad) ? [] : [`Istio does not say ${codes.join(' or ')}${saying && ` "${saying}"`} of the bad example`]), ...silent];
}

function gapsInAnswers({ requests }: ProofByEngine, { answered = [] }: Evidence): readonly string[] {
  return requests.flatMap(({ bad, good, ...request }, index) => [
    ...(agrees(answered[index]?.bad, bad) ? [] : [`${named(request)} is not ${JSON.stringify(bad)} but ${JSON.stringify(answered[index]?.bad)}`]),
    ...(good === undefined || agrees(answered[index]?.good, good) ? [] : [`with the first near miss ${named(request)} is not ${JSON.stringify(good)} but ${JSON.stringify(answered[index]?.good)}`]),
  ]);
}

function gapsInPush({ looks }: ProofByPush, { seen = [] }: Evidence): readonly string[] {
  return looks.flatMap(({ at, named, field, ...expected }, index) => (['bad', 'good'] as const).flatMap((which) => {
    const [wanted, found] = [JSON.stringify(expected[which]), JSON.stringify(seen[index]?.[which])];
    return found === wanted ? [] : [`with the ${which === 'bad' ? 'bad example' : 'first near miss'} ${field} in ${at} ${named.join(' ')} is not ${wanted} but ${found}`];
  }));
}

function gapsInCrash({ saying }: ProofByCrash, { ended }: Evidence, { examples: { good } }: Rule): readonly string[] {
  const survived = ended?.bad.includes(saying) === true ? [] : [`istiod does not end with "${saying}" on the bad example`];
  return [...survived, ...good.filter((_, index) => ended?.good[index] !== '').map(({ why }) => `istiod ends on the near miss with ${why}, too`)];
}

function agrees(answer: Answer | undefined, expected: Expected): boolean {
  return answer !== undefined && Object.entries(expected).every(([field, value]) => JSON.stringify((answer as unknown as Record<string, unknown>)[field]) === JSON.stringify(value));
}
