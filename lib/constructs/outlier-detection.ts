import type { Duration } from 'cdk8s';
import type { OutlierDetection as WireOutlierDetection } from '../../imports/networking';
import { wireFields } from './wire-duration';

/**
 * When endpoints are taken for failed, and get nothing for a while. Times are in whole milliseconds; `consecutive...` counts failures in a
 * row, and 0 does not look at them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection extends Omit<WireOutlierDetection, 'interval' | 'baseEjectionTime' | 'consecutiveErrors' | 'outlierDetectionHttpErrorCodes'> {
  /** How many answers of 5xx in a row, or failures to connect, fail an endpoint. @default 5 */
  readonly consecutive5xxErrors?: number | null;

  /** How many answers of 502, 503 or 504 in a row fail an endpoint; to count, fewer than `consecutive5xxErrors`. @default - they are not looked at by themselves */
  readonly consecutiveGatewayErrors?: number | null;

  /** Whether failures to connect are told apart from answers of the service. @default false */
  readonly splitExternalLocalOriginErrors?: boolean;

  /** How many failures to connect in a row fail an endpoint; only with `splitExternalLocalOriginErrors`. @default 5 */
  readonly consecutiveLocalOriginFailures?: number | null;

  /** How many of a hundred endpoints may count as failed at once: 0 to 100. @default 10 */
  readonly maxEjectionPercent?: number;

  /** How many of a hundred endpoints must be well; where fewer are, all get requests again: 0 to 100. @default 0 */
  readonly minHealthPercent?: number;

  /** Time between two looks at the endpoints. @default - 10 s */
  readonly interval?: Duration;

  /** How long an endpoint gets nothing, times how often it has failed. @default - 30 s */
  readonly baseEjectionTime?: Duration;

  /** Statuses that count as failures. @default - those of 5xx */
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
}

const PERCENTAGES = ['maxEjectionPercent', 'minHealthPercent'] as const;

/** @throws for what is no percentage, and failures to connect that are counted but not told apart */
export function wireOutlierDetection(detection: OutlierDetection): WireOutlierDetection {
  for (const field of PERCENTAGES) {
    const percent = detection[field];
    if (percent !== undefined && (percent < 0 || percent > 100)) throw new Error(`${field} ${percent} is not between 0 and 100; give a percentage`);
  }
  if ((detection.consecutiveLocalOriginFailures ?? 0) > 0 && detection.splitExternalLocalOriginErrors !== true) {
    throw new Error('consecutiveLocalOriginFailures is counted only where such failures are told apart; give splitExternalLocalOriginErrors: true, too');
  }
  return wireFields<WireOutlierDetection>(detection);
}
