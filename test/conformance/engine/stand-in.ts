import type { Addresses } from './addresses';
import { placeOf } from './programs';
import type { DownstreamTls, Filter, FilterChain, FilterConfig, Listener, Pushed, RouteTable, VirtualHost } from './pushed';

/** What a response says of the way it took. The upstreams add the rest. */
export const VIRTUAL_HOST = 'x-conformance-virtual-host';
export const NO_ROUTE = 'x-conformance-no-route';
/** Why Envoy itself answers. */
export const DETAILS = 'x-conformance-details';

/** Envoy's own configuration, with each route table in a file of its own. */
export interface StandIn {
  readonly listeners: readonly object[];
  readonly routeFiles: Readonly<Record<string, object>>;
}

const TYPE = 'type.googleapis.com/envoy.';
const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

// The other filters of a gateway are telemetry, or ask services that are not here. What they would decide is not judged.
const KEPT_HTTP_FILTERS: readonly string[] = ['envoy.filters.http.jwt_authn', 'envoy.filters.http.rbac', 'envoy.filters.http.fault', 'envoy.filters.http.cors', 'envoy.filters.http.router'];
const KEPT_NETWORK_FILTERS: readonly string[] = ['envoy.filters.network.rbac', CONNECTION_MANAGER, 'envoy.filters.network.tcp_proxy'];
const KEPT_LISTENER_FILTERS: readonly string[] = ['envoy.filters.listener.tls_inspector'];

/**
 * What istiod pushed, changed only so that it runs on loopback: `addresses` there, free ports, our certificate, route tables from files in
 * `folder`, and headers that tell the virtual host and a missing route. As in production, each listener and each route
 * table is a resource of its own, so that one that Envoy refuses is refused alone.
 */
export function standIn(pushed: Pushed, addresses: Addresses, folder: string): StandIn {
  const routeFiles: Record<string, object> = {};
  const routesFrom = (table: RouteTable): object => {
    const path = `${folder}/routes-${Object.keys(routeFiles).length}.json`;
    routeFiles[path] = { resources: [{ '@type': `${TYPE}config.route.v3.RouteConfiguration`, ...marked(table) }] };
    return { routeConfigName: table.name, configSource: { resourceApiVersion: 'V3', pathConfigSource: { path } } };
  };
  const tables = new Map(pushed.routes.map((table) => [table.name, table]));
  const filterOf = ({ name, typedConfig }: Filter): Filter => {
    if (name !== CONNECTION_MANAGER) return { name, typedConfig: without(typedConfig, ['accessLog']) };
    const table = typedConfig.routeConfig ?? tables.get(typedConfig.rds?.routeConfigName ?? '') ?? { name: 'none' };
    return { name, typedConfig: { ...ownManager(typedConfig), rds: routesFrom(table) as FilterConfig['rds'] } };
  };
  const listeners = pushed.listeners.map((listener) => ownListener(listener, { ...addresses.placeOf(listener), port: 0, filterOf }));
  return { listeners, routeFiles };
}

interface Place {
  readonly name: string;
  readonly port: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
}

/** A listener that istiod pushed, without its routes. */
export function withoutRoutes(listener: Listener, place: Place): object {
  const filterOf = ({ name, typedConfig }: Filter): Filter => {
    if (name !== CONNECTION_MANAGER) return { name, typedConfig: without(typedConfig, ['accessLog']) };
    return { name, typedConfig: { ...ownManager(typedConfig), routeConfig: { name: 'none' } } };
  };
  return ownListener(listener, { ...place, filterOf });
}

/** A listener for one route table that istiod pushed. */
export function listenerFor(table: RouteTable, { name, port }: Place): object {
  const router = { name: 'envoy.filters.http.router', typedConfig: { '@type': `${TYPE}extensions.filters.http.router.v3.Router` } };
  const typedConfig = {
    '@type': `${TYPE}extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`,
    'statPrefix': 'table', 'httpFilters': [router], 'routeConfig': { ...table, validateClusters: false },
  };
  return {
    '@type': `${TYPE}config.listener.v3.Listener`, name, 'address': loopback(port), 'filterChains': [{ filters: [{ name: CONNECTION_MANAGER, typedConfig }] }],
  };
}

function loopback(portValue: number, address = '127.0.0.1'): object {
  return { socketAddress: { address, portValue } };
}

function ownListener(listener: Listener, { name, port, host, filterOf }: Place & { readonly filterOf: (filter: Filter) => Filter }): object {
  return {
    '@type': `${TYPE}config.listener.v3.Listener`,
    name,
    'address': loopback(port, host),
    'listenerFilters': (listener.listenerFilters ?? []).filter(({ name }) => KEPT_LISTENER_FILTERS.includes(name)),
    'filterChains': onOwnPort((listener.filterChains ?? []).map((chain) => ownChain(chain, filterOf)), listener.address.socketAddress.portValue),
  };
}

function ownChain({ filterChainMatch, transportSocket, filters }: FilterChain, filterOf: (filter: Filter) => Filter): object {
  return {
    filterChainMatch,
    transportSocket: transportSocket && ownCertificate(transportSocket.typedConfig),
    filters: filters.filter(({ name }) => KEPT_NETWORK_FILTERS.includes(name)).map(filterOf),
  };
}

function ownCertificate({ commonTlsContext = {}, requireClientCertificate }: DownstreamTls): object {
  const tlsCertificates = [{ certificateChain: { filename: placeOf('certificate') }, privateKey: { filename: placeOf('key') } }];
  return {
    name: 'envoy.transport_sockets.tls',
    typedConfig: {
      '@type': `${TYPE}extensions.transport_sockets.tls.v3.DownstreamTlsContext`,
      requireClientCertificate,
      'commonTlsContext': { alpnProtocols: commonTlsContext.alpnProtocols, tlsParams: commonTlsContext.tlsParams, tlsCertificates, ...(requireClientCertificate && { validationContext: { trustedCa: { filename: placeOf('certificate') } } }) },
    },
  };
}

function ownManager(config: FilterConfig): FilterConfig {
  return {
    ...without(config, ['rds', 'routeConfig', 'accessLog', 'tracing']),
    httpFilters: (config.httpFilters ?? []).filter(({ name }) => KEPT_HTTP_FILTERS.includes(name)),
    localReplyConfig: { mappers: [{ filter: ANY_STATUS, headersToAdd: [header(DETAILS, '%RESPONSE_CODE_DETAILS%')] }] },
  };
}

const ANY_STATUS = { statusCodeFilter: { comparison: { op: 'GE', value: { defaultValue: 100, runtimeKey: 'conformance.any_status' } } } };

// Here a listener has another port than in a pod, so a rule that asks for a port is told at once whether it is the listener's.
function onOwnPort(node: unknown, port: number): unknown {
  if (Array.isArray(node)) return node.map((each) => onOwnPort(each, port));
  if (typeof node !== 'object' || node === null) return node;
  const { destinationPort, ...others } = node as { readonly destinationPort?: number };
  if (typeof destinationPort === 'number' && Object.keys(others).length === 0) return destinationPort === port ? { any: true } : { notRule: { any: true } };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, onOwnPort(value, port)]));
}

// Tracing decorations and the check that every cluster exists are left out: neither decides where a request goes.
function marked(table: RouteTable): RouteTable {
  return { ...table, validateClusters: false, virtualHosts: (table.virtualHosts ?? []).map(markedHost) };
}

function markedHost(host: VirtualHost): VirtualHost {
  const noRoute = { match: { prefix: '/' }, directResponse: { status: 404 }, responseHeadersToAdd: [header(NO_ROUTE, 'true')] };
  return {
    ...host,
    routes: [...(host.routes ?? []).map((route) => without(route, ['decorator'])), noRoute],
    responseHeadersToAdd: [...((host.responseHeadersToAdd as readonly object[] | undefined) ?? []), header(VIRTUAL_HOST, host.name)],
  };
}

function header(key: string, value: string): object {
  return { header: { key, value } };
}

function without<T extends object>(from: T, fields: readonly string[]): T {
  return Object.fromEntries(Object.entries(from).filter(([field]) => !fields.includes(field))) as T;
}
