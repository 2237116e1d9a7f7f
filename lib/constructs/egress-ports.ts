import { isPlainHttp, isTls } from '../values/protocol';
import { formatPort } from '../values/service';
import { allOf } from '../values/words';
import { destinationPort } from './destination';
import type { ExternalHost, ExternalServicePort } from './external-port';

/** Ports of an external service that are called by way of an egress gateway. */
export interface EgressPorts {
  /** What pods call it by in HTTP, and the port that the gateway calls then. */
  readonly http?: { readonly port: number; readonly upstream: number };
  /** What pods call it by in TLS of their own. */
  readonly tls?: number;
  /** What pods call it by in any other TCP. */
  readonly tcp?: number;
}

/**
 * The ports that go by an egress gateway: all, or those asked for.
 *
 * @param originates whether the gateway speaks TLS for pods that do not; then not all of TLS, unless asked for
 * @throws for ports that the gateway could not tell apart
 */
export function egressPorts(service: ExternalHost, asked: ReadonlyArray<number | string> | undefined, originates: boolean): EgressPorts {
  const numbers = asked?.map((each) => destinationPort(service, each));
  const ports = service.ports.filter(({ port }) => numbers?.includes(port) ?? true);
  const http = only(service, ports.filter(({ speaks }) => isPlainHttp(speaks)), 'HTTP');
  const tcp = only(service, ports.filter(({ speaks }) => !isPlainHttp(speaks) && !isTls(speaks)), 'TCP')?.port;
  if (http === undefined && tcp === undefined && originates) {
    throw new Error(`"${service.meshHost}" has no port for HTTP or TCP among those that take the egress gateway, so there is nothing to speak TLS for; add one, such as http: 80, or leave upstreamTls out`);
  }
  const upstream = http && originates ? upstreamOf(service, http) : http?.port;
  const passed = ports.filter(({ speaks, port }) => isTls(speaks) && !(originates && port === upstream));
  const tls = only(service, passed, 'TLS')?.port;
  return { ...(http && upstream !== undefined && { http: { port: http.port, upstream } }), ...(tls !== undefined && { tls }), ...(tcp !== undefined && { tcp }) };
}

// TLS is at the port's targetPort, else at the port for TLS, else at the port itself.
function upstreamOf(service: ExternalHost, http: ExternalServicePort): number {
  if (http.targetPort !== undefined) return http.port;
  const secure = service.ports.filter(({ speaks }) => isTls(speaks));
  if (secure.length > 1) {
    throw new Error(`"${service.meshHost}" has ${secure.length} ports for TLS: ${allOf(secure.map(format))}; say where HTTP goes: { ${http.name}: { number: ${http.port}, targetPort: ${secure[0].port} } }`);
  }
  return secure[0]?.port ?? http.port;
}

function only(service: ExternalHost, found: readonly ExternalServicePort[], protocol: string): ExternalServicePort | undefined {
  if (found.length < 2) return found[0];
  throw new Error(`"${service.meshHost}" has ${found.length} ports for ${protocol}: ${allOf(found.map(format))}; at the one port of the egress gateway they cannot be told apart; say which with port: ...`);
}

function format({ port, name }: ExternalServicePort): string {
  return formatPort({ number: port, name });
}
