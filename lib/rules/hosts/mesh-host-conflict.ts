import { countsOnMesh } from '../../model/section';
import type { MatchScope, VirtualService } from '../../model/virtual-service';
import { formatHost } from '../../values/host-name';
import { agesKnown, compareAges } from '../../values/age';
import { append } from '../../values/append';
import { formatRef } from '../../values/object-ref';
import { allOf } from '../../values/words';
import { defineRule, type Found, type Place } from '../define-rule';
import { backend, http, routeTo, virtualService } from '../example-routing';
import { documents } from '../example-manifests';

type MeshSection = 'http' | 'tcp';

interface Conflict {
  readonly host: string;
  readonly section: MeshSection;
  readonly others: readonly string[];
  /** Undefined where their ages do not tell. */
  readonly wins?: string;
  /** Where one namespace sees one of them alone, which always goes first there. */
  readonly override: boolean;
}

/**
 * Istio's analyzer and Kiali compare hosts alone. What stands in `http` of one and in `tcp` of the other does not meet, nor do rules that
 * each are for some clients or ports only; and one that is exported to some namespaces by name goes first there, whatever its age, which
 * is how a namespace gets rules of its own. On gateways the rules of all are put together.
 */
export const meshHostConflict = defineRule<Conflict>({
  code: 'MESH320',
  name: 'mesh-host-conflict',
  severity: 'error',
  summary: 'Two VirtualServices have rules for sidecars for the same host, of which only those of the older count.',
  seeAlso: ['IST0109', 'KIA1106'],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: example('shop') },
    good: [
      { why: 'another host', yaml: example('blog') },
      { why: 'the second on a gateway', yaml: example('shop', { gateways: 'istio-system/web' }) },
      { why: 'namespaces that do not see each other', yaml: example('shop', { namespace: 'other', hosts: 'shop.web.svc.cluster.local', exportTo: '"."' }, '"."') },
    ],
  },
  * check({ virtualServices }) {
    const groups = new Map<string, VirtualService[]>();
    for (const route of virtualServices) {
      if (!route.gateways.includes('mesh')) continue;
      for (const section of ['http', 'tcp'] as const) {
        if (route[section].some(({ matches }) => countsOnMesh(matches))) for (const host of new Set(route.hosts)) append(groups, `${section} ${host}`, route);
      }
    }
    for (const [key, routes] of groups) {
      if (routes.length < 2) continue;
      const [section, host] = key.split(' ');
      yield* conflicts(host, section === 'http' ? 'http' : 'tcp', [...routes].sort(compareAges));
    }
  },
  words: ({ host, section, others, wins, override }) => ({
    what: `host "${host}" has ${section} rules for sidecars in ${allOf(others)}, too`,
    fix: override
      ? 'Where both are seen, Istio takes only the rules of the one that is exported to fewer namespaces.'
      : `Sidecars go by the rules of the oldest alone${wins === undefined ? ', and the manifests do not say which that is' : `, which is ${wins}`}. Put the rules into one VirtualService; only on gateways are they put together.`,
  }),
});

// Each is compared with the one before it that a namespace sees, too: enough to tell of each that may lose.
function* conflicts(host: string, section: MeshSection, routes: readonly VirtualService[]): Iterable<Found<Conflict>> {
  const seen = new Map<string, VirtualService>();
  for (const route of routes) {
    const viewers = viewersOf(route);
    const [any] = viewers.includes('*') ? seen.values() : [];
    const first = [...viewers, '*'].map((viewer) => seen.get(viewer)).find((each) => each !== undefined) ?? any;
    if (first !== undefined && !isSame(first, route)) {
      const severity = severityOf(first, route, section);
      if (severity !== undefined) {
        yield {
          at: placeOf(route), related: [placeOf(first)], severity,
          data: { host: formatHost(host), section, others: [formatRef(first.ref)], wins: agesKnown([first, route]) ? formatRef(first.ref) : undefined, override: severity === 'info' },
        };
      }
    }
    for (const viewer of viewers) if (!seen.has(viewer)) seen.set(viewer, route);
  }
}

function viewersOf({ exportTo, ref }: VirtualService): readonly string[] {
  return exportTo.map((each) => (each === '.' ? ref.namespace ?? '.' : each));
}

// Two files may hold one object.
function isSame(a: VirtualService, b: VirtualService): boolean {
  return formatRef(a.ref) === formatRef(b.ref);
}

function severityOf(a: VirtualService, b: VirtualService, section: MeshSection): Found<Conflict>['severity'] {
  if (viewersOf(a).includes('*') !== viewersOf(b).includes('*')) return 'info';
  const forAll = [a, b].filter((route) => route[section].some(({ matches }) => isForAll(matches))).length;
  if (forAll === 2) return 'error';
  return forAll === 1 ? 'warning' : undefined;
}

/** Whether some match says nothing of which clients or which port it is for. */
function isForAll(matches: readonly MatchScope[]): boolean {
  return matches.length === 0 || matches.some(({ port, sourceLabels, sourceNamespace, gateways }) => (
    port === undefined && Object.keys(sourceLabels).length === 0 && sourceNamespace === undefined && (gateways === undefined || gateways.includes('mesh'))
  ));
}

function placeOf({ ref, origin }: VirtualService): Place {
  return { ref, origin, field: ['spec', 'hosts'] };
}

function example(secondHost: string, second: { readonly namespace?: string; readonly hosts?: string; readonly gateways?: string; readonly exportTo?: string } = {}, exportTo?: string): string {
  return documents(
    virtualService(http(routeTo()), { name: 'one', hosts: 'shop', gateways: '', exportTo }),
    virtualService(http(routeTo('host: shop.web.svc.cluster.local')), { name: 'two', hosts: secondHost, gateways: '', ...second }),
    backend(),
  );
}
