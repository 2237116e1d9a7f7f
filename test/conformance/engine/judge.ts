import { withEnvoy } from './envoy';
import type { Listener, RouteTable } from './pushed';
import { listenerFor, withoutRoutes } from './stand-in';
import { withTemporaryFolder } from './temporary-folder';

export interface ToJudge {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteTable[];
}

/** What Envoy refuses, and in which words. */
export interface Judged {
  readonly refusedListeners: ReadonlyMap<Listener, string>;
  readonly refusedTables: ReadonlyMap<RouteTable, string>;
}

/** Asks one Envoy about the configurations of many gateways: each listener, and each route table on a listener of its own. It serves nothing. */
export async function judge(pushed: readonly ToJudge[]): Promise<readonly Judged[]> {
  const listeners: object[] = [];
  const place = (make: (place: { readonly name: string; readonly port: number }) => object): string => {
    const name = `judged-${listeners.length}`;
    // Nothing is bound, but Envoy takes an address once only.
    listeners.push({ ...make({ name, port: listeners.length + 1 }), bindToPort: false });
    return name;
  };
  const placed = pushed.map((each) => ({
    listeners: each.listeners.map((listener) => [listener, place((to) => withoutRoutes(listener, to))] as const),
    tables: each.routes.map((table) => [table, place((to) => listenerFor(table, to))] as const),
  }));
  const refused = await withTemporaryFolder((folder) => withEnvoy({ listeners, routeFiles: {} }, new Map(), folder, async (envoy) => envoy.refused));
  const of = <T>(named: ReadonlyArray<readonly [T, string]>): ReadonlyMap<T, string> => new Map(named.flatMap(([each, name]) => {
    const why = refused.get(name);
    return why === undefined ? [] : [[each, why] as const];
  }));
  return placed.map((each) => ({ refusedListeners: of(each.listeners), refusedTables: of(each.tables) }));
}
