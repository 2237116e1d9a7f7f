import { agesKnown } from '../../values/age';
import { append } from '../../values/append';
import { sanitizeServerHosts } from '../../values/host';
import { qualifiedName } from '../../values/object-ref';
import type { ListenerPort } from '../../values/port-resolution';
import { isPlainHttp, type Protocol } from '../../values/protocol';
import { passesTlsOn, routesHttp, takesTls, type Server } from '../gateway';
import type { BoundServer } from '../listener';
import type { Contest, DroppedServer, DropReason } from './build';

/** Servers that istiod treats as one: of one port, address and protocol. */
export interface ServerGroup {
  readonly protocol: Protocol;
  /** As the manifests have it. */
  readonly bind: string;
  readonly routeTable: string;
  readonly servers: BoundServer[];
}

/** The servers of one port of the pods. */
export interface MergedPort {
  readonly port: ListenerPort;
  /** In the order that istiod makes filter chains of them. */
  readonly groups: readonly ServerGroup[];
  readonly dropped: readonly DroppedServer[];
  readonly contests: readonly Contest[];
}

export interface MergedServers {
  readonly ports: readonly MergedPort[];
  /** The servers of each route table, by its name. */
  readonly byRouteTable: ReadonlyMap<string, readonly BoundServer[]>;
}

/** Merges the servers of one workload as istiod does; they come in its order. */
export function mergeServers(servers: readonly BoundServer[]): MergedServers {
  const byRouteTable = new Map<string, BoundServer[]>();
  const ports = new Map<string, PortMerge>();
  for (const bound of servers) {
    const key = String(bound.listener ?? `number ${bound.server.port.number}`);
    const port = ports.get(key) ?? new PortMerge(bound.listener, byRouteTable);
    ports.set(key, port);
    port.add(bound);
  }
  return { ports: [...ports.values()], byRouteTable };
}

/** The name of the route table that a server's requests are looked up in; empty where it has none. */
export function routeTableOf({ server, listener }: BoundServer): string {
  const { gateway: { ref }, port, writtenBind } = server;
  const bind = writtenBind === '' ? '' : `.${writtenBind}`;
  if (isPlainHttp(server.protocol)) return `http.${listener ?? port.number}${bind}`;
  return server.protocol === 'HTTPS' && !passesTlsOn(server) ? `https.${port.number}.${port.name ?? ''}.${ref.name}.${ref.namespace ?? ''}${bind}` : '';
}

/** The hosts of a server as istiod compares them for duplicates. */
export function hostTexts({ hosts, gateway }: Server): readonly string[] {
  return sanitizeServerHosts(hosts, gateway.ref.namespace ?? '').map(qualifiedName);
}

class PortMerge implements MergedPort {
  public readonly dropped: DroppedServer[] = [];
  /** Of servers of one address. */
  private readonly besides: Contest[] = [];
  private readonly added: BoundServer[] = [];
  private readonly byKey = new Map<string, ServerGroup>();
  /** The last server with `tls` that had each host. */
  private readonly claims = new Map<string, BoundServer>();
  /** The last group without TLS that was begun: istiod compares newcomers with this one alone. */
  private plaintext?: ServerGroup;

  constructor(public readonly port: ListenerPort, private readonly byRouteTable: Map<string, BoundServer[]>) {}

  public get groups(): readonly ServerGroup[] {
    return [...this.byKey.values()];
  }

  public get contests(): readonly Contest[] {
    return [...this.besides, ...interruptions(this.added)];
  }

  public add(bound: BoundServer): void {
    const { server } = bound;
    if (server.hasTls && !this.claimHosts(bound)) return;
    this.added.push(bound);
    if (this.plaintext !== undefined) this.addBeside(this.plaintext, bound);
    else if (this.byKey.size === 0 || !takesTls(server)) this.begin(bound);
    else this.addTls(bound);
  }

  private claimHosts(bound: BoundServer): boolean {
    const hosts = hostTexts(bound.server);
    const taken = hosts.filter((host) => this.claims.get(host)?.server.writtenBind === bound.server.writtenBind);
    if (taken.length === 0) hosts.forEach((host) => this.claims.set(host, bound));
    else this.drop(bound, 'duplicate-host', taken.map((host) => this.claims.get(host)), taken);
    return taken.length === 0;
  }

  private addBeside(current: ServerGroup, bound: BoundServer): void {
    const { protocol, writtenBind } = bound.server;
    const isAlone = current.bind === writtenBind;
    if (isAlone && !canShare(protocol, current.protocol)) {
      const isTcp = !isPlainHttp(current.protocol) && !takesTls(bound.server) && !isPlainHttp(protocol);
      this.drop(bound, isTcp ? 'second-tcp-server' : 'protocol-conflict', [current.servers[0]]);
      return;
    }
    const group = isAlone ? current : this.byKey.get(keyOf(bound.server));
    if (group === undefined) this.begin(bound);
    else this.join(group, bound);
  }

  private begin(bound: BoundServer): void {
    const { server } = bound;
    const group = { protocol: server.protocol, bind: server.writtenBind, routeTable: routeTableOf(bound), servers: [bound] };
    if (!takesTls(server)) {
      this.noteContests(bound);
      this.plaintext = group;
    }
    this.byKey.set(keyOf(server), group);
    // Begun anew even where the table has servers: such a listener has two chains for all connections, and Envoy refuses it.
    if (routesHttp(server)) this.byRouteTable.set(group.routeTable, [bound]);
  }

  private join(group: ServerGroup, bound: BoundServer): void {
    group.servers.push(bound);
    const table = routeTableOf(bound);
    const there = this.byRouteTable.get(table);
    if (there !== undefined) there.push(bound);
    else if (table !== '') this.byRouteTable.set(table, [bound]);
  }

  private addTls(bound: BoundServer): void {
    const table = routeTableOf(bound);
    const [other] = this.byRouteTable.get(table) ?? [];
    if (table !== '' && other !== undefined) {
      this.drop(bound, 'port-name-taken', [other]);
      return;
    }
    const group = this.byKey.get(keyOf(bound.server));
    if (group === undefined) this.begin(bound);
    else this.join(group, bound);
  }

  private drop(server: BoundServer, because: DropReason, winners: ReadonlyArray<BoundServer | undefined>, hosts: readonly string[] = []): void {
    const lostTo = [...new Set(winners.filter((each) => each !== undefined))];
    const open = lostTo.filter((winner) => !isServerOrderKnown(winner, server));
    open.forEach((first) => this.besides.push({ first, second: server }));
    this.dropped.push({ server, because, hosts, lostTo, certain: open.length === 0 });
  }

  /** A server without TLS bears those with TLS beside it only as they came first. */
  private noteContests(second: BoundServer): void {
    const beside = [...this.byKey.values()].filter(({ bind }) => bind === second.server.writtenBind).flatMap(({ servers }) => servers);
    beside.filter((first) => !isServerOrderKnown(first, second)).forEach((first) => this.besides.push({ first, second }));
  }
}

/**
 * A server without TLS between two others of another address keeps them apart, since istiod compares with the last begun alone: they are then neither
 * dropped nor, of protocols that are written in different ways, made one.
 */
function interruptions(servers: readonly BoundServer[]): readonly Contest[] {
  const byBind = new Map<string, BoundServer[]>();
  for (const bound of servers) append(byBind, bound.server.writtenBind, bound);
  if (byBind.size < 2) return [];
  return [...byBind.values()].filter(canBeKeptApart).flatMap((kept) => {
    const others = servers.filter(({ server }) => server.writtenBind !== kept[0].server.writtenBind && !takesTls(server));
    return others.flatMap((first) => kept.filter((second) => !isServerOrderKnown(first, second)).map((second) => ({ first, second })));
  });
}

function canBeKeptApart(servers: readonly BoundServer[]): boolean {
  return new Set(servers.map(({ server }) => keyOf(server))).size > 1 && servers.some(({ server }) => !takesTls(server));
}

function keyOf({ writtenProtocol, writtenBind }: Server): string {
  return `${writtenProtocol} ${writtenBind}`;
}

function canShare(newcomer: Protocol, current: Protocol): boolean {
  return isPlainHttp(newcomer) && isPlainHttp(current);
}

function isServerOrderKnown({ server: a }: BoundServer, { server: b }: BoundServer): boolean {
  return a.gateway === b.gateway || agesKnown([a.gateway, b.gateway]);
}
