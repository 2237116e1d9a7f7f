import type { FilterChain, Listener, Route, VirtualHost } from '../../../lib/model/build/build';
import { selects } from '../../../lib/values/labels';
import { asText, type Manifest as Fields } from '../../../lib/values/read';
import type { GatewayWorkload, Manifest } from '../engine/question';
import { podPort } from '../engine/service-ports';
import { routeFeatures } from './features';
import { meshOf } from './routing-for';

/** Where a request could go, by what the model says is built. That it goes there is for the engine to say. */
export interface Aim {
  /** What of Istio a request that is aimed there could be about. */
  readonly features: readonly string[];
  readonly scheme: 'http' | 'https';
  readonly port: number;
  /** What the listener there is bound to, where that is not every address. */
  readonly address?: string;
  /** A domain of the virtual host, or a server name: it may start with a star. */
  readonly host: string;
  readonly route?: Route;
}

/** Where requests to some gateway pods could go. */
export function aimsFor(manifests: readonly Manifest[], gateway: GatewayWorkload): readonly Aim[] {
  const mesh = meshOf(manifests);
  const builds = mesh.builds.filter(({ workload }) => workload.namespace === gateway.namespace && selects(workload.labels, gateway.labels));
  return builds.flatMap(({ listeners, workload }) => {
    const dialled = new Set(workload.services.flatMap(({ ports }) => ports).map(({ number }) => number));
    return [...dialled].flatMap((number) => listeners.filter(({ port }) => port === podPort(manifests, gateway, number)).flatMap((listener) => aimsOn(listener, number).map((aim) => ({ ...aim, ...addressOf(listener) }))));
  });
}

function addressOf({ bind }: Listener): Pick<Aim, 'address'> {
  return bind === '0.0.0.0' ? {} : { address: bind };
}

function aimsOn({ chains, absent, refused }: Listener, port: number): readonly Aim[] {
  if (absent !== undefined) return [];
  if (refused !== undefined) return [{ features: ['refused listener'], scheme: 'http', port, host: 'a.com' }];
  return chains.flatMap((chain): readonly Aim[] => {
    const scheme = chain.terminatesTls || chain.kind === 'passthrough' ? 'https' : 'http';
    if (chain.kind !== 'http') return (chain.serverNames ?? ['a.com']).map((host) => ({ features: [chain.kind], scheme, port, host }));
    return chain.routeTable.virtualHosts.flatMap((virtualHost) => aimsIn(chain, virtualHost).map((aim): Aim => ({ ...aim, scheme, port }))).filter(isPossible);
  });
}

function aimsIn({ serverNames }: FilterChain, { domains, routes, redirectedBy }: VirtualHost): ReadonlyArray<Pick<Aim, 'features' | 'host' | 'route'>> {
  const hosts = domains.filter((domain) => serverNames === undefined || serverNames.some((name) => name.toLowerCase() === domain) || domain.startsWith('*'));
  if (redirectedBy.length > 0) return hosts.map((host) => ({ features: ['https-redirect'], host }));
  if (routes.length === 0) return hosts.map((host) => ({ features: ['no-route'], host }));
  return hosts.flatMap((host) => routes.map((route) => ({ features: routeFeatures(route), host, route })));
}

function isPossible({ route, scheme }: Aim): boolean {
  const wanted = asText(((route?.match?.manifest.scheme ?? {}) as Fields).exact);
  return wanted === undefined || wanted === scheme;
}
