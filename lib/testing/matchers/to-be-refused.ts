import type { RefusedBecause } from '../../router/outcome';
import { oneOf } from '../../values/words';
import { defineMatcher } from '../define-matcher';

/** Why a gateway refuses a request, by what it is set up to take or, as `denied`, by a policy. */
export type RefusalReason = RefusedBecause | 'denied';

const REASONS: Readonly<Record<RefusalReason, true>> = {
  'no-listener': true, 'no-sni-match': true, 'client-certificate-required': true, 'no-host': true, 'no-route': true,
  'tls-expected': true, 'plaintext-expected': true, 'bad-request': true, 'denied': true,
};

/** A gateway, or a policy, refuses the request. */
export const toBeRefused = defineMatcher('toBeRefused', (_, because?: RefusalReason) => {
  if (because !== undefined && !Object.hasOwn(REASONS, because)) throw new Error(`nothing is refused for "${String(because)}"; the reasons are ${oneOf(Object.keys(REASONS))}`);
  return {
    words: `be refused${because === undefined ? '' : `: ${because}`}`,
    holds: (outcome) => {
      const why = outcome.kind === 'denied' ? 'denied' : outcome.kind === 'refused' ? outcome.because : undefined;
      return why !== undefined && (because === undefined || why === because);
    },
  };
});
