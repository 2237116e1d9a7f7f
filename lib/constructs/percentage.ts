import type { Percent } from '../../imports/networking';

/**
 * A share in percent as Istio's objects have it.
 *
 * @param what names it in the error
 * @throws where it is not above 0 and at most 100
 */
export function wirePercent(percent: number, what: string): Percent {
  if (percent >= 0.0001 && percent <= 100) return { value: percent };
  throw new Error(`${what} of ${percent} % of the requests is none: the smallest share is 0.0001 and the largest 100; give 10 for one request of ten${percent === 0 ? ', or leave it out' : ''}`);
}
