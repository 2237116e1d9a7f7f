import { defineMatcher } from '../define-matcher';

/** A gateway answers the request by itself. */
export const toBeAnswered = defineMatcher('toBeAnswered', (_, status: number) => {
  if (!Number.isInteger(status)) throw new Error(`toBeAnswered takes the status of an answer, such as 200, not ${String(status)}`);
  return {
    words: `be answered with ${status}`,
    holds: (outcome) => (outcome.kind === 'answered' || (outcome.kind === 'denied' && outcome.protocol === 'http')) && outcome.status === status,
  };
});
