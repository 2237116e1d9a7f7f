import { placeOfChain, placeOfRoute, placeOfRule } from '../report/route-places';
import type { Outcome } from '../router/outcome';
import type { Place } from '../rules/define-rule';
import { formatField } from '../values/format-field';
import { formatRef, qualifiedName } from '../values/object-ref';
import { isConstruct, type AppOrManifests } from './given';
import { subjectOf, type Subject } from './subject';
import { writtenRoutes, type WrittenRoute } from './written-routes';

/** A route that no test has reached: a match of a rule, or a rule that takes every request. */
export interface UnreachedRoute {
  /** `namespace/name`, or the name alone where the namespace is not known. */
  readonly virtualService: string;
  /** Where it stands there: `spec.http[0].match[1]`. */
  readonly field: string;
  /** What it takes: `exact /login`. */
  readonly match: string;
}

/** Which routes tests have reached. */
export interface RouteCoverage {
  /** How many routes there are. */
  readonly total: number;
  /** Those that took no request, in the order of the manifests. */
  readonly unreached: readonly UnreachedRoute[];
}

/** Remembers which route took a request; where that hangs on what is not known, it is none. */
export function noteReached({ reached }: Subject, { kind, trace: { chain, route } }: Outcome): void {
  if (kind === 'depends-on-order' || kind === 'unknown') return;
  const isSent = kind === 'forwarded' || kind === 'unreachable';
  const ofChain = chain === undefined || !isSent ? undefined : placeOfChain(chain);
  const places = [...(route === undefined ? [] : [placeOfRoute(route), placeOfRule(route)]), ...(ofChain === undefined ? [] : [ofChain])];
  places.forEach((place) => reached.add(keyOf(place)));
}

/**
 * Which routes the requests of this test file have reached so far, by `get` on what holds the same objects: the same app unchanged, one
 * made in the same way, or the same manifests. Of a construct those of the VirtualServices below it count; those for sidecars alone never do.
 *
 * @param app what the requests were sent to, or a part of it
 * @throws as `get` does
 */
export function coverage(app: AppOrManifests): RouteCoverage {
  const { mesh, reached } = subjectOf(app);
  const routes = writtenRoutes(mesh).filter((route) => !isConstruct(app) || isBelow(route, app.node.path));
  const open = routes.filter(({ virtualService: { ref }, field }) => !reached.has(keyOf({ ref, field })));
  return {
    total: routes.length,
    unreached: open.map(({ virtualService: { ref }, field, takes }) => ({ virtualService: qualifiedName(ref), field: formatField(field), match: takes })),
  };
}

/**
 * The routes that no request has reached so far, as `coverage` has them: for `afterAll(() => expect(unreached(app)).toEqual([]))`.
 *
 * @param app what the requests were sent to, or a part of it
 * @throws as `get` does
 */
export function unreached(app: AppOrManifests): readonly UnreachedRoute[] {
  return coverage(app).unreached;
}

/**
 * A coverage for the terminal, one route a line, without the last line's end.
 *
 * @param found what `coverage` says
 */
export function formatCoverage(found: RouteCoverage): string {
  const { total, unreached: open } = found;
  const width = (key: keyof UnreachedRoute) => Math.max(...open.map((each) => each[key].length));
  const [names, fields] = [width('virtualService'), width('field')];
  return [
    `routes that tests reach: ${total - open.length} of ${total}${open.length > 0 ? ', and not' : ''}`,
    ...open.map(({ virtualService, field, match }) => `  VirtualService ${virtualService.padEnd(names)}  ${field.padEnd(fields)}  ${match}`),
  ].join('\n');
}

function keyOf({ ref, field = [] }: Pick<Place, 'ref' | 'field'>): string {
  return `${formatRef(ref)} ${formatField(field)}`;
}

// What exists beside an app is not the app's to test.
function isBelow({ virtualService: { origin } }: WrittenRoute, path: string): boolean {
  return origin.kind === 'construct' && (path === '' || origin.path === path || origin.path.startsWith(`${path}/`));
}
