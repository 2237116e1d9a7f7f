import { routesHttp, takesTls } from '../../model/gateway';
import type { BoundServer } from '../../model/listener';
import { agesKnown, compareAges } from '../../values/age';
import { sanitizeServerHost, type ServerHost } from '../../values/host';
import { isProxyPort } from '../../values/port-resolution';
import { isPlainHttp, isTls, protocolOfPort } from '../../values/protocol';
import { formatPort, type ServicePort } from '../../values/service';
import { allOf } from '../../values/words';
import type { Place } from '../define-rule';

// What servers take of a listener, and what they could take instead.

export type Family = 'HTTP' | 'HTTPS' | 'TCP';

export function familyOf({ server: { protocol } }: BoundServer): Family {
  if (isPlainHttp(protocol)) return 'HTTP';
  return isTls(protocol) ? 'HTTPS' : 'TCP';
}

/** Ports of the same workload that lead to another listener and can serve such a protocol. */
export function otherPorts({ workload, listener }: BoundServer, family: Family): readonly string[] {
  const ports = workload.services.flatMap((service) => service.ports);
  return ports.filter((port) => port.targetPort !== listener && canServe(port, family)).map(formatPort);
}

function canServe(port: ServicePort, family: Family): boolean {
  const protocol = protocolOfPort(port);
  if (family === 'TCP') return port.protocol === 'TCP' && !(typeof port.targetPort === 'number' && isProxyPort(port.targetPort));
  return family === 'HTTP' ? isPlainHttp(protocol) : isTls(protocol);
}

/** The port that clients see. */
export function portOf({ target, server }: BoundServer): number {
  return target?.port.number ?? server.port.number;
}

export function sanitized({ server }: BoundServer, text: string): ServerHost {
  return sanitizeServerHost(text, server.gateway.ref.namespace ?? '');
}

/** One for all hosts that clients cannot tell apart: TLS knows only the name; plain HTTP lets each namespace have its own. */
export function hostKey(bound: BoundServer, text: string): string {
  const { namespace, name } = sanitized(bound, text);
  const lowered = name.toLowerCase();
  return namespace === undefined || isTls(bound.server.protocol) ? lowered : `${namespace}/${lowered}`;
}

/** Whether two servers of Gateways have the same host on one listener, of which another rule tells. */
export function claimSameHost(first: BoundServer, second: BoundServer): boolean {
  return claimSameHosts([first], [second]);
}

/** The same of any two of these. */
export function claimSameHosts(some: readonly BoundServer[], others: readonly BoundServer[]): boolean {
  const keys = new Set(some.flatMap(claimsOf));
  return others.some((each) => claimsOf(each).some((key) => keys.has(key)));
}

// The other rule goes by Gateways that are given, not by those that istiod makes of Ingress objects.
function claimsOf(bound: BoundServer): readonly string[] {
  return bound.server.gateway.ingress === undefined ? bound.server.hosts.map((host) => `${bound.listenerKey} ${hostKey(bound, host)}`) : [];
}

/**
 * What becomes of a server with TLS and one without at one address. istiod drops the former if it comes later; if it comes first both are
 * served, unless both take every connection, so that Envoy refuses the listener.
 */
export function besides(a: BoundServer, b: BoundServer): 'dropped' | 'both-served' | 'by-age' | 'refused' | 'dropped-or-refused' {
  const [tls, plain] = takesTls(a.server) ? [a, b] : [b, a];
  const takesAny = routesHttp(tls.server) && tls.server.hosts.some((host) => sanitized(tls, host).name === '*');
  if (tls.server.writtenBind !== plain.server.writtenBind) return takesAny ? 'refused' : 'both-served';
  const order = orderOf(tls, plain);
  if (order === undefined) return takesAny ? 'dropped-or-refused' : 'by-age';
  if (order > 0) return 'dropped';
  return takesAny ? 'refused' : 'both-served';
}

function orderOf({ server: a }: BoundServer, { server: b }: BoundServer): number | undefined {
  if (a.gateway === b.gateway) return a.index - b.index;
  return agesKnown([a.gateway, b.gateway]) ? compareAges(a.gateway, b.gateway) : undefined;
}

/** A server as the place of a finding that is about another one, too. */
export function placeBeside({ server }: BoundServer, other: BoundServer): Place {
  const { gateway: { ref, origin, ingress }, index, port } = server;
  if (ingress !== undefined) return { ref: ingress, origin };
  const details = [
    ...(server.gateway === other.server.gateway ? [`server ${index}`] : []),
    ...(port.number !== other.server.port.number ? [`as port ${port.number}`] : []),
  ];
  return { ref, origin, ...(details.length > 0 && { detail: details.join(', ') }) };
}

/** The same, down to the server; one that istiod makes of an Ingress has no fields. */
export function serverBeside(bound: BoundServer, other: BoundServer): Place {
  const { gateway, field } = bound.server;
  return { ...placeBeside(bound, other), ...(gateway.ingress === undefined && { field }) };
}

/** The first few hosts in words: `"a.com", "b.com" and 2 more`. */
export function someOf(hosts: readonly string[]): string {
  const shown = hosts.slice(0, 3).map((host) => `"${host}"`);
  return allOf(hosts.length > 3 ? [...shown, `${hosts.length - 3} more`] : shown);
}
