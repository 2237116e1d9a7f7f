import type { Duration } from 'cdk8s';

/**
 * A duration as Istio's objects have it: `10s`, `250ms`.
 *
 * @param what names it in the error
 * @throws where it is not in whole milliseconds, or none at all
 */
export function wireDuration(duration: Duration, what: string): string {
  const milliseconds = duration.toMilliseconds({ integral: false });
  if (!Number.isInteger(milliseconds) || milliseconds < 1) {
    throw new Error(`${what} of ${milliseconds} ms is none that Istio takes: it counts whole milliseconds, from 1 on; give one such as Duration.seconds(10)`);
  }
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
