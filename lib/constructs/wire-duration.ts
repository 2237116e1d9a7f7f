import { Duration } from 'cdk8s';

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

/**
 * An object with durations, at any depth, as Istio's objects have it; what is undefined is left out, and lists are copied.
 *
 * @throws as `wireDuration` does
 */
export function wireFields<Wire>(fields: object): Wire {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]: [string, unknown]) => [name, wireValue(name, value)])) as Wire;
}

function wireValue(name: string, value: unknown): unknown {
  if (isDuration(value)) return wireDuration(value, name);
  if (Array.isArray(value)) return [...value as unknown[]];
  return typeof value === 'object' && value !== null ? wireFields(value) : value;
}

// Also one of another copy of cdk8s.
function isDuration(value: unknown): value is Duration {
  return value instanceof Duration || typeof (value as { toMilliseconds?: unknown } | null)?.toMilliseconds === 'function';
}
