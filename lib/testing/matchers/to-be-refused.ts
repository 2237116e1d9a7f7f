import type { RefusedBecause } from '../../router/outcome';
import { oneOf } from '../../values/words';
import { defineMatcher } from '../define-matcher';

const REASONS: Readonly<Record<RefusedBecause, true>> = {
  'no-listener': true, 'no-sni-match': true, 'client-certificate-required': true, 'no-host': true, 'no-route': true,
  'tls-expected': true, 'plaintext-expected': true, 'bad-request': true,
};

export const toBeRefused = defineMatcher('toBeRefused', (_, because?: RefusedBecause) => {
  if (because !== undefined && !Object.hasOwn(REASONS, because)) throw new Error(`nothing is refused for "${String(because)}"; the reasons are ${oneOf(Object.keys(REASONS))}`);
  return {
    words: `be refused${because === undefined ? '' : `: ${because}`}`,
    holds: (outcome) => outcome.kind === 'refused' && (because === undefined || outcome.because === because),
  };
});
