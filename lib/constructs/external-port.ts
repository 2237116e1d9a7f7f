import type { ServicePort } from '../../imports/networking';
import { isDnsLabel } from '../values/dns-name';
import { parseProtocol, type Protocol } from '../values/protocol';
import type { ServiceLike, ServicePortLike } from './like';

/** A protocol of a port of an external service. */
export type ExternalProtocol = 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB' | 'HTTPS' | 'TLS' | 'TCP' | 'MONGO' | 'MYSQL' | 'REDIS';

/** A port of an external service, with more to say than its number. */
export interface ExternalPort {
  /** Number that clients call. */
  readonly number: number;

  /**
   * What it speaks.
   *
   * @default - what the first part of its name says
   */
  readonly protocol?: ExternalProtocol;

  /**
   * Number of the port at the endpoints.
   *
   * @default - the same
   */
  readonly targetPort?: number;
}

/** A port as routes and gateways see it. */
export interface ExternalServicePort<PortName extends string = string> extends ServicePortLike<PortName> {
  /** Name of the port. */
  readonly name: PortName;
  /** Number of the port at the endpoints; undefined for the same. */
  readonly targetPort?: number;
  /** What it speaks, as `TCP` and `UDP` are no words for it. @internal */
  readonly speaks: Protocol;
  /** @internal */
  readonly wire: ServicePort;
}

/** One host of an external service, and its ports. */
export interface ExternalHost<PortName extends string = string> extends ServiceLike<PortName> {
  /** Its ports. */
  readonly ports: ReadonlyArray<ExternalServicePort<PortName>>;
  /** The host that it is called by. */
  readonly meshHost: string;
  /** How its addresses are found. @internal */
  readonly resolution: string;
}

/** @throws for no ports, a number that is none or stands twice, and a name that says no protocol */
export function externalPorts<PortName extends string>(host: string, given: Readonly<Record<PortName, number | ExternalPort>>): ReadonlyArray<ExternalServicePort<PortName>> {
  const ports = Object.entries<number | ExternalPort>(given).map(([name, port]) => portOf(host, name as PortName, typeof port === 'number' ? { number: port } : port));
  if (ports.length === 0) throw new Error(`external service "${host}" is given no ports; name them: { ports: { https: 443 } }`);
  const twice = ports.find(({ port }, index) => ports.findIndex((each) => each.port === port) < index);
  if (twice !== undefined) throw new Error(`port ${twice.port} of external service "${host}" is given twice; give it once`);
  return ports;
}

function portOf<PortName extends string>(host: string, name: PortName, { number, protocol, targetPort }: ExternalPort): ExternalServicePort<PortName> {
  const where = `port "${name}" of external service "${host}"`;
  if (!isDnsLabel(name)) throw new Error(`${where} has no valid name; give small letters, digits and dashes, such as "https"`);
  for (const each of [number, targetPort ?? number]) {
    if (!Number.isInteger(each) || each < 1 || each > 65535) throw new Error(`${where} has number ${each}; give a whole number from 1 to 65535`);
  }
  const word = protocol ?? (name.startsWith('grpc-web') ? 'GRPC-WEB' : name.split('-')[0].toUpperCase());
  const speaks = parseProtocol(word);
  if (speaks === 'unsupported' || speaks === 'UDP') {
    throw new Error(`${where} does not say what it speaks; name it so, such as "https-${name}", or give { number: ${number}, protocol: 'TLS' }`);
  }
  return { name, port: number, speaks, ...(targetPort !== undefined && { targetPort }), wire: { number, name, protocol: word, ...(targetPort !== undefined && { targetPort }) } };
}
