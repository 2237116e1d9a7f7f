import type { HTTPMirrorPolicy } from '../../imports/networking';
import { checkDestination, wireDestination, type Referrer, type RouteTarget } from './destination';
import { asArray } from './one-or-more';
import { wirePercent } from './percentage';

/** Who gets copies of requests, and of how many. */
export interface MirrorOptions {
  /** The service or subset. */
  readonly to: RouteTarget;

  /**
   * Of how many requests of a hundred: 0.0001 to 100.
   *
   * @default 100
   */
  readonly percent?: number;

  /**
   * Port of the service, by name or number.
   *
   * @default - its only one
   */
  readonly port?: number | string;
}

/**
 * A target that gets a copy of every request, or with more to say.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/mirroring/
 */
export type Mirror = RouteTarget | MirrorOptions;

/**
 * Mirrors as Istio wants them, with ports as they are when it is called.
 *
 * @throws at once where a target cannot be named, or has no such port and never will, and for a share that there is not
 */
export function mirrors(given: Mirror | readonly Mirror[], from: Referrer): () => HTTPMirrorPolicy[] {
  const all = asArray(given).map((mirror): MirrorOptions => ('to' in mirror ? mirror : { to: mirror }));
  if (all.length === 0) throw new Error('mirror is an empty list; give at least one target, or leave mirror out');
  const percentages = all.map(({ percent = 100 }) => (percent === 100 ? undefined : wirePercent(percent, 'a mirror')));
  for (const { to, port } of all) checkDestination(to, port, from);
  return () => all.map(({ to, port }, index) => {
    const percentage = percentages[index];
    return { destination: wireDestination(to, port, from), ...(percentage && { percentage }) };
  });
}
