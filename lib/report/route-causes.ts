import type { FilterChain } from '../model/build/build';
import { contestants } from '../router/orders';
import type { Rejected } from '../router/outcome';
import type { Trace } from '../router/trace';
import type { Place } from '../rules/define-rule';
import { agesKnown } from '../values/age';
import { compareTexts } from '../values/compare';
import { formatRef } from '../values/object-ref';
import { placeOfChain, placeOfRoute, placeOfServer } from './route-places';

/** Why Envoy refuses what a request came to. */
export interface Cause {
  readonly because: Exclude<Rejected['because'], 'regular-expression'>;
  /** Of a listener: the SNI that it is about; undefined where that is any. */
  readonly serverName?: string;
  /** Where what is wrong stands. */
  readonly places: readonly Place[];
}

export function causeOf({ listener, chain }: Trace): Cause | undefined {
  const refused = listener?.refused ?? (chain?.kind === 'http' ? chain.routeTable.refused : undefined);
  if (refused === undefined) return undefined;
  if (refused.because === 'port-of-the-proxy') return { because: refused.because, places: listener?.servers.map(placeOfServer) ?? [] };
  if ('route' in refused) return { because: refused.because, places: [placeOfRoute(refused.route)] };
  const takers = refused.because === 'same-match' ? refused.chains : [refused.chain];
  return { because: refused.because, serverName: refused.serverName, places: takers.map(placeOfTaker) };
}

function placeOfTaker(chain: FilterChain): Place {
  return placeOfChain(chain) ?? placeOfServer(chain.kind === 'http' ? chain.servers[0] : chain.server);
}

/** The objects whose ages decide: of a kind that has one alone nothing hangs on its age. */
export function agesOf(trace: Trace): readonly Place[] {
  const all = contestants(trace);
  const open = all.filter((each) => !agesKnown(all.filter(({ ref }) => ref.kind === each.ref.kind)));
  return open.map(({ ref, origin }) => ({ ref, origin })).sort((a, b) => compareTexts(formatRef(a.ref), formatRef(b.ref)));
}
