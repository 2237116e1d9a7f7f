import { isProxyPort, shadowedBy } from '../values/port-resolution';
import { isPlainHttp, isTls, protocolOfPort, type Protocol } from '../values/protocol';
import { formatPort, serviceName, type Service, type ServicePort } from '../values/service';
import { allOf, oneOf } from '../values/words';
import type { IngressWorkload } from './ingress-workload';

/** What a server speaks, as far as it decides which port is its own. */
export type ServerProtocol = 'HTTP' | 'HTTPS' | 'TLS' | 'TCP';

/** How the ports of a server are known among those of the Service. */
interface PortOf {
  speaks(protocol: Protocol): boolean;
  readonly expected: string;
  /** Which one is meant where there are several. */
  readonly usual?: number;
}

const PORTS: Readonly<Record<ServerProtocol, PortOf>> = {
  HTTP: { speaks: isPlainHttp, expected: 'http, http2 or grpc', usual: 80 },
  HTTPS: { speaks: isTls, expected: 'https or tls', usual: 443 },
  TLS: { speaks: isTls, expected: 'https or tls', usual: 443 },
  TCP: { speaks: (protocol) => ['TCP', 'Mongo', 'Redis', 'MySQL'].includes(protocol), expected: 'tcp' },
};

/**
 * The port of the ingress Service that a server uses: the one asked for, by number or name, else the one of its protocol.
 *
 * @param option how one is asked for
 * @throws where there is no such port, or one that traffic cannot reach a server by; names those that it can
 */
export function pickServerPort(ingress: IngressWorkload, protocol: ServerProtocol, asked?: number | string, option = 'port: ...'): ServicePort {
  checkReachable(ingress);
  const { service } = ingress;
  const port = askedPort(service, asked ?? portByProtocol(service, protocol, option).number);
  const why = whyUnusable(ingress, port);
  if (why !== undefined) throw new Error(`gateway port ${formatPort(port)} ${why}; ${advice(ingress, port)}`);
  return port;
}

function checkReachable({ service, reachableFrom }: IngressWorkload): void {
  const unreachable = service.type === 'ClusterIP' || service.type === 'ExternalName';
  if (!unreachable || reachableFrom === 'cluster') return;
  throw new Error(
    `service "${serviceName(service)}" is of type ${service.type}, so nothing outside the cluster reaches a gateway behind it; `
    + 'use the Service of an ingress gateway (LoadBalancer or NodePort), or say reachableFrom: \'cluster\' where its clients, or another load balancer, stand inside',
  );
}

function portByProtocol(service: Service, protocol: ServerProtocol, option: string): ServicePort {
  const { speaks, expected, usual } = PORTS[protocol];
  const found = service.ports.filter((port) => speaks(protocolOfPort(port)) && !isReserved(port));
  const only = found.length === 1 ? found[0] : found.find(({ number }) => number === usual);
  if (only !== undefined) return only;
  const has = `service "${serviceName(service)}" has`;
  if (found.length === 0) {
    throw new Error(
      `${has} no port whose appProtocol or name says ${expected}: it has ${allOf(service.ports.map(formatPort))}; `
      + `name one of these with ${option}, or add one to the service`,
    );
  }
  throw new Error(`${has} ${found.length} ports for ${protocol}${usual === undefined ? '' : `, and none of them is ${usual}`}: ${allOf(found.map(formatPort))}; say which with ${option}`);
}

function askedPort(service: Service, asked: number | string): ServicePort {
  const found = service.ports.filter((port) => (typeof asked === 'number' ? port.number : port.name) === asked);
  if (found.length === 0) throw new Error(whyNotOpen(service, asked));
  // istiod takes the first port of a number, also a UDP one: harmless only where both lead to one place.
  const [first] = found;
  return found.find(({ protocol, targetPort }) => protocol === 'TCP' && targetPort === first.targetPort) ?? first;
}

function whyNotOpen(service: Service, asked: number | string): string {
  const on = `service "${serviceName(service)}"`;
  const use = ({ number }: ServicePort) => `use ${number}`;
  const behind = service.ports.find(({ targetPort }) => targetPort === asked);
  if (behind) return `gateway port ${asked} is the targetPort of ${formatPort(behind)} on ${on}, and a gateway names the Service's port; ${use(behind)}`;
  const onNode = service.ports.find(({ nodePort }) => nodePort === asked);
  if (onNode) return `gateway port ${asked} is the nodePort of ${formatPort(onNode)} on ${on}, and a gateway names the Service's port; ${use(onNode)}`;
  const usable = service.ports.filter((port) => !isReserved(port) && port.protocol === 'TCP');
  return `gateway port ${asked} is not open on ${on}: it has ${allOf(usable.map(formatPort))}; use one of these or add ${asked} to the service`;
}

function whyUnusable({ service, unprivileged }: IngressWorkload, port: ServicePort): string | undefined {
  const on = `on service "${serviceName(service)}"`;
  if (port.protocol !== 'TCP') return `${on} is for ${port.protocol}, and a gateway serves TCP${hasTwin(service, port) ? ': of ports with one number Istio takes the first' : ''}`;
  if (isReserved(port)) return `${on} leads to ${port.targetPort}, which the proxy opens for itself`;
  const first = shadowedBy(port, service);
  if (first) return `${on} leads to ${port.targetPort}, as ${formatPort(first)} does, and Istio then opens no listener for it`;
  if (unprivileged && typeof port.targetPort === 'number' && port.targetPort < 1024) {
    return `${on} leads to ${port.targetPort}, and unprivileged gateway pods open no port below 1024`;
  }
  return undefined;
}

function advice(ingress: IngressWorkload, port: ServicePort): string {
  if (hasTwin(ingress.service, port)) return 'put the one for TCP before it, or give both one targetPort';
  const others = ingress.service.ports.filter((each) => each !== port && whyUnusable(ingress, each) === undefined);
  return others.length > 0 ? `use ${oneOf(others.map(formatPort))}` : 'add a port to the service that gateways can serve';
}

function hasTwin({ ports }: Service, port: ServicePort): boolean {
  return ports.some((each) => each !== port && each.number === port.number);
}

function isReserved({ targetPort }: ServicePort): boolean {
  return typeof targetPort === 'number' && isProxyPort(targetPort);
}
