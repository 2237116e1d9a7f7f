import type { ClientRequest, Manifest } from '../engine/question';
import type { Random } from '../meshes/random';

type Server = Readonly<Record<string, unknown>> & { readonly bind?: string };

/** The same Gateways, the servers of which are bound to addresses in some meshes only, and in some of these to that of a pod. */
export function withBinds(random: Random, manifests: readonly Manifest[]): readonly Manifest[] {
  const own = manifests.filter(({ kind }) => kind === 'Pod').map(({ status }) => (status as { readonly podIP?: string }).podIP);
  const kind = random.weighted({ none: 75, any: 15, own: 10 });
  const address = kind === 'own' ? random.pick(own) : '10.0.0.2';
  return manifests.map((each) => {
    if (each.kind !== 'Gateway') return each;
    const { servers, ...spec } = each.spec as { readonly servers: readonly Server[] };
    const changed = servers.map(({ bind, ...server }) => {
      const chosen = kind === 'none' ? undefined : bind ?? (random.chance(0.25) ? random.pick(['10.0.0.1', '10.0.0.2']) : undefined);
      return chosen === undefined ? server : { ...server, bind: chosen === '10.0.0.2' ? address : chosen };
    });
    return { ...each, spec: { ...spec, servers: changed } };
  });
}

/** The same requests, a few of which come to another address that servers are bound to, or to none of these. */
export function toAddresses(random: Random, manifests: readonly Manifest[], requests: readonly ClientRequest[]): readonly ClientRequest[] {
  const bound = [...new Set(manifests.filter(({ kind }) => kind === 'Gateway').flatMap(({ spec }) => (spec as { readonly servers: readonly Server[] }).servers).flatMap(({ bind }) => bind ?? []))];
  const addresses = bound.filter((address) => address !== '0.0.0.0');
  if (addresses.length === 0) return requests;
  return requests.map((request) => (random.chance(0.08) ? { ...request, address: random.pick([...addresses, ...addresses, '10.0.0.9']) } : request));
}
