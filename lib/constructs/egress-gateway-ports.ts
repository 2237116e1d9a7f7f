import { formatPort, serviceName, type ServicePort } from '../values/service';
import type { EgressPorts } from './egress-ports';
import type { IngressWorkload } from './ingress-workload';
import { pickServerPort, type ServerProtocol } from './server-port';

/** Ports of the Service of an egress gateway, each by number or name. */
export interface EgressGatewayPorts {
  /**
   * What pods call in HTTP comes in by.
   *
   * @default - the Service's port for HTTP
   */
  readonly http?: number | string;

  /**
   * What pods call in TLS of their own comes in by.
   *
   * @default - the Service's port for HTTPS or TLS
   */
  readonly tls?: number | string;

  /**
   * What pods call in TCP comes in by. Without mutual TLS it shows no host, so that no other route may have the port.
   *
   * @default - the Service's port for HTTPS or TLS; without mutual TLS its port for TCP
   */
  readonly tcp?: number | string;
}

/** The numbers of those that are used. */
export interface PickedPorts {
  readonly httpPort?: number;
  readonly tlsPort?: number;
  readonly tcpPort?: number;
}

/** What is picked for. */
export interface PortsToPick {
  /** Host of the service outside. */
  readonly host: string;
  readonly ports: EgressPorts;
  readonly mutualTls: boolean;
  readonly asked: EgressGatewayPorts;
}

const KINDS = ['http', 'tls', 'tcp'] as const;
type Kind = (typeof KINDS)[number];

/** @throws where the gateway's Service has no such port, and for one port for two */
export function pickGatewayPorts(workload: IngressWorkload, { host, ports, mutualTls, asked }: PortsToPick): PickedPorts {
  const speaks: Readonly<Record<Kind, ServerProtocol>> = { http: 'HTTP', tls: 'TLS', tcp: mutualTls ? 'TLS' : 'TCP' };
  const pick = (kind: Kind) => (ports[kind] === undefined ? undefined : pickServerPort(workload, speaks[kind], asked[kind], `gatewayPorts: { ${kind}: ... }`));
  const [http, tls, tcp] = KINDS.map(pick);
  checkApart(workload, host, [['HTTP', http], ['TLS', tls], ['TCP', tcp]]);
  return { ...(http && { httpPort: http.number }), ...(tls && { tlsPort: tls.number }), ...(tcp && { tcpPort: tcp.number }) };
}

/** @throws where a port of the gateway is given that nothing comes in by */
export function checkAsked(host: string, ports: EgressPorts, asked: EgressGatewayPorts): void {
  const unused = KINDS.find((kind) => asked[kind] !== undefined && ports[kind] === undefined);
  if (unused !== undefined) throw new Error(`gatewayPorts has ${unused}, and no port of "${host}" for ${unused.toUpperCase()} goes by the egress gateway; leave it out`);
}

function checkApart({ service }: IngressWorkload, host: string, picked: ReadonlyArray<readonly [string, ServicePort | undefined]>): void {
  for (const [index, [second, port]] of picked.entries()) {
    const [first] = picked.slice(0, index).find(([, other]) => port !== undefined && other?.number === port.number) ?? [];
    if (port === undefined || first === undefined) continue;
    throw new Error(
      `port ${formatPort(port)} of service "${serviceName(service)}" would get both ${first} and ${second} for "${host}", which cannot be told apart there; `
      + `say which with port: ..., or give one of them another port of the gateway: gatewayPorts: { ${second.toLowerCase()}: ... }`,
    );
  }
}
