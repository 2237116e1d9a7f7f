import type { ListenerPort } from '../../values/port-resolution';
import type { BoundServer } from '../listener';
import type { HttpMatch, HttpRule, MatchScope, TcpRule, TlsMatch, TlsRule, VirtualService } from '../virtual-service';
import type { Workload } from '../workload';

/** What istiod tells the pods of one gateway workload, what it leaves out, and what of it Envoy refuses. */
export interface WorkloadBuild {
  readonly workload: Workload;
  /** Also those that never open: `absent` or `refused` says why. */
  readonly listeners: readonly Listener[];
}

export interface Listener {
  /** Envoy's: `0.0.0.0_8080`. */
  readonly name: string;
  /** Undefined where it is not known which port of the pods the server's number leads to. */
  readonly port: ListenerPort;
  /** The address that it listens at, `0.0.0.0` where servers name none. */
  readonly bind: string;
  /** Those that istiod takes up, in its order. One without a filter chain is among them. */
  readonly servers: readonly BoundServer[];
  /** Those that it leaves out, with all of their hosts. */
  readonly dropped: readonly DroppedServer[];
  /** What of this hangs on the age of Gateways, where that is not known. */
  readonly contests: readonly Contest[];
  readonly chains: readonly FilterChain[];
  /** Matches of `tls` routes that istiod leaves out, as an earlier one has an SNI host of theirs. */
  readonly droppedMatches: readonly DroppedTlsMatch[];
  /** Why there is no listener, where there is none: its pods may not open the port, or no server has anywhere to send to. */
  readonly absent?: 'unprivileged-port' | 'no-filter-chain';
  /** Why Envoy refuses it, where it does: then nothing is served on it by new pods, and running ones keep what they had. */
  readonly refused?: ListenerRefusal;
}

/** Why istiod leaves a server out. */
export type DropReason =
  | 'duplicate-host' /*      an earlier server with `tls` has one of its hosts, in the same text, at the same address */
  | 'protocol-conflict' /*   an earlier server without TLS has the port, and the two protocols do not share one */
  | 'second-tcp-server' /*   the same, both of them TCP */
  | 'port-name-taken' /*     an earlier HTTPS server of its Gateway has its port's number and name */
  | 'unprivileged-port'; /*  its pods may open no port below 1024 */

export interface DroppedServer {
  readonly server: BoundServer;
  readonly because: DropReason;
  /** Of `duplicate-host`: those that are taken, as istiod compares them: `host` or `namespace/host`. */
  readonly hosts: readonly string[];
  /** The servers that it lost to. They may have been dropped themselves, yet keep what they claimed. */
  readonly lostTo: readonly BoundServer[];
  /** Whether it is this one that is left out, whatever the ages that are not known. */
  readonly certain: boolean;
}

/** Two servers that are not both served as they are if the second is the older; nobody knows which is. */
export interface Contest {
  readonly first: BoundServer;
  readonly second: BoundServer;
}

/** What takes a connection: by its SNI, or any where `serverNames` is undefined. */
export type FilterChain = HttpChain | TcpChain | PassthroughChain | AutoPassthroughChain;

interface Chain {
  /** Names and wildcards as istiod gives them to Envoy, which does not tell capital letters from small ones; undefined takes every connection. */
  readonly serverNames?: readonly string[];
  readonly terminatesTls: boolean;
}

export interface HttpChain extends Chain {
  readonly kind: 'http';
  /** All plain-HTTP servers of the listener, or the one whose TLS it terminates. */
  readonly servers: readonly BoundServer[];
  readonly routeTable: RouteTable;
}

/** Sends everything to one place: the first `tcp` route of the first VirtualService that fits. */
export interface TcpChain extends Chain {
  readonly kind: 'tcp';
  readonly server: BoundServer;
  readonly virtualService: VirtualService;
  readonly rule: TcpRule;
  /** Undefined where the rule has no match. */
  readonly match?: MatchScope;
  /** Whether it is this VirtualService's, whatever the ages that are not known. */
  readonly certain: boolean;
  /** Rules that fit as well, of VirtualServices that come later. */
  readonly passedOver: readonly PassedOverTcpRule[];
}

/** A `tcp` rule that would have the connections of a server, were it not for another VirtualService. */
export interface PassedOverTcpRule {
  readonly virtualService: VirtualService;
  readonly rule: TcpRule;
  /** Whether it comes later, whatever the ages that are not known. */
  readonly certain: boolean;
}

export interface PassthroughChain extends Chain {
  readonly kind: 'passthrough';
  readonly server: BoundServer;
  readonly virtualService: VirtualService;
  readonly rule: TlsRule;
  readonly match: TlsMatch;
}

/** Stands for one chain for each Service and subset that the server's hosts cover, which are not worked out here. */
export interface AutoPassthroughChain extends Chain {
  readonly kind: 'auto-passthrough';
  readonly server: BoundServer;
}

export interface DroppedTlsMatch {
  readonly server: BoundServer;
  readonly virtualService: VirtualService;
  readonly rule: TlsRule;
  readonly match: TlsMatch;
  /** SNI hosts that are taken. */
  readonly hosts: readonly string[];
  readonly lostTo: readonly PassthroughChain[];
  /** Whether it is this one that is left out, whatever the ages that are not known. */
  readonly certain: boolean;
}

export type ListenerRefusal =
  | {
    /** Two chains, or one chain twice, take the same connections. */
    readonly because: 'same-match';
    readonly chains: readonly [FilterChain, FilterChain];
    /** Undefined where both take every connection. */
    readonly serverName?: string;
  }
  | {
    /** A wildcard that is not the whole first label. */
    readonly because: 'partial-wildcard';
    readonly chain: FilterChain;
    readonly serverName: string;
  }
  | {
    /** The proxy of every gateway opens the port for itself. */
    readonly because: 'port-of-the-proxy';
    readonly chains: readonly FilterChain[];
  };

/** A route configuration: what requests come to once a filter chain has taken the connection. */
export interface RouteTable {
  /** Envoy's: `http.8080`, or `https.443.NAME.GATEWAY.NAMESPACE`. */
  readonly name: string;
  readonly servers: readonly BoundServer[];
  readonly virtualHosts: readonly VirtualHost[];
  /** By each of their domains, in small letters. Envoy takes the exact one, then the longest wildcard, then `*`, and no other. */
  readonly byDomain: ReadonlyMap<string, VirtualHost>;
  /** Why Envoy refuses it, where it does: then no request of this table is answered by new pods. */
  readonly refused?: RouteRefusal;
}

export interface VirtualHost {
  /** Envoy's: `shop.example.com:443`, by its first domain. */
  readonly name: string;
  /** A redirect to HTTPS without routes also makes one of `namespace/host`, which no request has. */
  readonly domains: readonly string[];
  /** The servers that make it answer plain HTTP by a redirect to HTTPS; none where nothing does. */
  readonly redirectedBy: readonly BoundServer[];
  /** In the order that Envoy tries them. */
  readonly routes: readonly Route[];
  /** Whether they stand in this order, whatever the ages that are not known. */
  readonly certain: boolean;
}

/** One match of an HTTP rule, or a rule without any, on a gateway. */
export interface Route {
  /** Envoy's: the names of the rule and of the match, if they have any. */
  readonly name: string;
  /** The server whose port number stands for the request's port, also for requests that came to another one of its Gateway. */
  readonly server: BoundServer;
  /** The one that is bound to the gateway. */
  readonly virtualService: VirtualService;
  readonly rule: HttpRule;
  /** The object that `rule.field` is in: another one for a delegate. */
  readonly ruleOf: VirtualService;
  /** Undefined where the rule takes every request. */
  readonly match?: HttpMatch;
  /** The object that `match.field` is in. */
  readonly matchOf: VirtualService;
  /** The rule that refers to the delegate. */
  readonly delegatedBy?: HttpRule;
  /** Whether it takes every request, so that istiod puts it last. */
  readonly isCatchAll: boolean;
}

export interface RouteRefusal {
  readonly because:
    | 'no-action' /*                      a redirect whose code Envoy does not have */
    | 'status-out-of-range' /*            a direct response or an abort of status 600 */
    | 'weights-too-great' /*              destinations whose weights together are above 4294967295 */
    | 'query-parameter-without-name' /*   an empty name */
    | 'claim-without-value' /*            a match of a claim of a token that asks only that it is there */
    | 'line-break'; /*                    in what a rewrite or a redirect puts into the request or the answer */
  readonly route: Route;
}
