import type { Piece } from '../../values/piece';
import { oneOf } from '../../values/words';
import { defineRule } from '../define-rule';
import { httpRouteWith } from '../example-manifests';
import { inWords, mistake, mistakesOf, type Mistake, type MistakeAt } from '../mistake';

type Kind = 'negative' | 'disabled' | 'spaces' | 'condition';

const CONDITIONS = new Set([
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes', 'retriable-headers',
  'envoy-ratelimited', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
]);
/** The statuses that have a name, as ranges. */
const STATUSES = [[100, 103], [200, 208], [226, 226], [300, 305], [307, 308], [400, 418], [421, 426], [428, 429], [431, 431], [451, 451], [500, 508], [510, 511]];

const retrying = (retries: string) => httpRouteWith(`retries: { ${retries} }`);

/** Attempts that are left out are 0, which turns retries off. */
export const retriesInvalid = defineRule<Mistake<Kind>>({
  code: 'MESH421',
  name: 'retries-invalid',
  severity: 'error',
  summary: 'Retries are turned off and yet described, or made for a reason that Envoy does not know.',
  seeAlso: ['IST0106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: retrying('attempts: 3, retryOn: "5xx, reset"') },
    good: [
      { why: 'no space between the conditions', yaml: retrying('attempts: 3, retryOn: "5xx,reset"') },
      { why: 'a status', yaml: retrying('attempts: 3, retryOn: "connect-failure,503"') },
      { why: 'retries turned off', yaml: retrying('attempts: 0') },
    ],
  },
  check: ({ virtualServices }) => mistakesOf(virtualServices, mistakesIn, ['retries']),
  words: inWords({
    negative: (attempts) => ({
      what: `${attempts} attempts are less than none`,
      fix: 'Istio rejects the VirtualService. Give how often a request is tried again; 0 turns retries off.',
    }),
    disabled: (field) => ({
      what: `${field} is given, but no attempts`,
      fix: 'Istio rejects the VirtualService, since 0 attempts turn retries off. Give attempts, such as 2.',
    }),
    spaces: (retryOn) => ({
      what: `retryOn "${retryOn}" has spaces`,
      fix: `Istio rejects the VirtualService, since a space is no part of a condition. Give "${retryOn.replaceAll(' ', '')}".`,
    }),
    condition: (condition) => ({
      what: condition === '' ? 'retryOn has an empty item' : `"${condition}" is nothing to retry on`,
      fix: `Istio rejects the VirtualService. Give a status such as 503, or ${oneOf([...CONDITIONS])}.`,
    }),
  }),
});

function* mistakesIn(spec: Piece): Iterable<MistakeAt<Kind>> {
  for (const retries of spec.at('http').list.map((rule) => rule.at('retries')).filter(({ isGiven }) => isGiven)) {
    const attempts = retries.at('attempts');
    if ((attempts.number ?? 0) < 0) yield mistake(attempts, 'negative');
    const retryOn = retries.at('retryOn');
    if (!attempts.isSet) {
      const described = ['perTryTimeout', 'retryRemoteLocalities'].filter((name) => retries.at(name).isGiven);
      for (const name of retryOn.isSet ? [...described, 'retryOn'] : described) yield mistake(retries.at(name), 'disabled', name);
    }
    if (!retryOn.text) continue;
    const wrong = retryOn.text.split(',').filter((each) => !isCondition(each));
    if (wrong.some((each) => isCondition(each.trim()))) yield mistake(retryOn, 'spaces');
    for (const condition of wrong.filter((each) => !isCondition(each.trim()))) yield mistake(retryOn, 'condition', condition);
  }
}

function isCondition(text: string): boolean {
  return CONDITIONS.has(text) || (/^\d+$/.test(text) && STATUSES.some(([first, last]) => Number(text) >= first && Number(text) <= last));
}
