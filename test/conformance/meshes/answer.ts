/** What a gateway pod is told, and what of it Envoy refuses: the parts that are compared, as texts that tell them apart. */
export interface PodAnswer {
  /** `namespace/name`. */
  readonly pod: string;
  /** Sorted. */
  readonly listeners: readonly ListenerAnswer[];
  /** Sorted. */
  readonly routeTables: readonly RouteTableAnswer[];
}

export interface ListenerAnswer {
  readonly name: string;
  readonly refused?: string;
  /** Each as `SNI => what it leads to`, in order. */
  readonly chains: readonly string[];
}

export interface RouteTableAnswer {
  readonly name: string;
  readonly refused?: string;
  /** Each as `domains (redirects to HTTPS): its routes`, sorted. */
  readonly virtualHosts: readonly string[];
}

export function chainText(chain: { readonly serverNames?: readonly string[]; readonly terminatesTls: boolean; readonly to: string }): string {
  return `${chain.serverNames?.join(',') ?? '*'} => ${chain.terminatesTls ? 'TLS ' : ''}${chain.to}`;
}

export function virtualHostText(host: { readonly name: string; readonly domains: readonly string[]; readonly redirects: boolean; readonly routes: readonly string[] }): string {
  return `${[host.name, ...host.domains.slice(1)].join(',')}${host.redirects ? ' redirects' : ''}: ${host.routes.join(' ')}`;
}

/** Routes of an Ingress have no names: their paths and VirtualServices tell them apart. */
export function ingressRouteText(path: string, virtualService: string, host: string): string {
  return `[${path} ${virtualService} ${host}]`;
}

export function differences(engine: readonly PodAnswer[], model: readonly PodAnswer[]): readonly string[] {
  return engine.flatMap((each, index) => [
    ...compared(`${each.pod} listener`, each.listeners, model[index].listeners),
    ...compared(`${each.pod} route table`, each.routeTables, model[index].routeTables),
  ]);
}

function compared(what: string, engine: ReadonlyArray<{ readonly name: string }>, model: ReadonlyArray<{ readonly name: string }>): readonly string[] {
  const names = [...new Set([...engine, ...model].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [theirs, ours] = [engine, model].map((list) => JSON.stringify(list.filter((each) => each.name === name), undefined, 2));
    return theirs === ours ? [] : [`${what} ${name}\n  engine ${theirs}\n  model  ${ours}`];
  });
}
