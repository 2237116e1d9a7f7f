import { formatPercent } from '../../report/route-words';
import type { Outcome, ReachedDestination } from '../../router/outcome';
import { defineMatcher } from '../define-matcher';
import { MeantService, type ServiceToReach } from '../service';

/** What else the way to a service must be like. */
export interface ReachOptions<PortName extends string = string> {
  /**
   * Port of the Service, by number or name.
   *
   * @default - any
   */
  readonly port?: NoInfer<PortName> | number;

  /**
   * Name of the subset.
   *
   * @default - the service's, where it is a subset; else any, or none
   */
  readonly subset?: string;

  /**
   * The path as the service gets it; its query counts only where this has one.
   *
   * @default - any
   */
  readonly path?: string;

  /**
   * Share of the requests that goes there, in percent, rounded to tenths.
   *
   * @default - any above 0
   */
  readonly weight?: number;
}

/** A Service that is not given may be there; one that is known to be missing is reached by nobody. */
const REACHED: ReadonlySet<ReachedDestination['state']> = new Set(['defined', 'unknown']);

/** A request that is split among several services reaches each of them. */
export const toReach = defineMatcher('toReach', ({ mesh, outcome }, given: ServiceToReach, options: ReachOptions = {}) => {
  const service = MeantService.of(given, mesh);
  const { port, subset = service.subset, path, weight } = options;
  service.checkPort(port);
  if (weight !== undefined && !(weight > 0 && weight <= 100)) throw new Error(`weight ${weight} is no share: give percent, above 0 and at most 100; for none say .not.toReach(service)`);
  const isMeant = (destination: ReachedDestination) => service.is(destination) && REACHED.has(destination.state)
    && (port === undefined || service.hasPort(port, destination)) && (subset === undefined || destination.subset === subset);
  return {
    words: `reach ${service.nameAmong(destinationsOf(outcome))}${wordsOf({ port, subset, path, weight })}`,
    holds: (settled) => {
      const share = destinationsOf(settled).filter(isMeant).reduce((sum, each) => sum + each.weight, 0);
      return share > 0 && (weight === undefined || tenths(share) === tenths(weight)) && (path === undefined || isPath(path, settled));
    },
    further: (other) => (path === undefined || pathOf(other) === undefined ? '' : `, with path ${pathOf(other)}`),
  };
});

function wordsOf({ port, subset, path, weight }: ReachOptions): string {
  return [
    port === undefined ? '' : `:${port}`, subset === undefined ? '' : `, subset ${subset}`,
    weight === undefined ? '' : ` (${formatPercent(weight)})`, path === undefined ? '' : `, with path ${path}`,
  ].join('');
}

function destinationsOf(outcome: Outcome): readonly ReachedDestination[] {
  if (outcome.kind === 'depends-on-order') return outcome.outcomes.flatMap(destinationsOf);
  return outcome.kind === 'forwarded' || outcome.kind === 'unreachable' ? outcome.destinations : [];
}

function pathOf(outcome: Outcome): string | undefined {
  return outcome.kind === 'forwarded' || outcome.kind === 'unreachable' ? outcome.path : undefined;
}

function isPath(wanted: string, outcome: Outcome): boolean {
  const path = pathOf(outcome);
  return wanted.includes('?') ? path === wanted : path?.replace(/\?.*$/s, '') === wanted;
}

function tenths(percent: number): number {
  return Math.round(percent * 10);
}
