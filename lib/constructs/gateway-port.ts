import { isProxyPort } from '../values/port-resolution';
import type { Service, ServicePort } from '../values/service';

/** How a port is called, and where it leads. */
export interface GatewayPortOptions {
  /**
   * Name of the Service's port. Istio reads the protocol from its first part, before a dash.
   *
   * @default - the protocol and, where that name is taken, the number: `http`, `http-8000`
   * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
   */
  readonly name?: string;

  /**
   * Number of the port on the gateway's pods.
   *
   * @default - the Service's port; injected gateway pods may open any port
   */
  readonly targetPort?: number;

  /**
   * Port on every node, 30000 to 32767.
   *
   * @default - the cluster picks one where the type of the Service needs it
   */
  readonly nodePort?: number;
}

/** A port of the Service of an ingress gateway. */
export class GatewayPort {
  /**
   * Plain HTTP, with HTTP/2 and gRPC.
   *
   * @param number that clients dial, 1 to 65535
   * @param options its name, and where it leads
   * @throws for what is no port, and for one of the pods that the proxy has for itself
   */
  public static http(number: number, options: GatewayPortOptions = {}): GatewayPort {
    return new GatewayPort('http', number, options);
  }

  /**
   * HTTP over TLS.
   *
   * @param number that clients dial, 1 to 65535
   * @param options its name, and where it leads
   * @throws for what is no port, and for one of the pods that the proxy has for itself
   */
  public static https(number: number, options: GatewayPortOptions = {}): GatewayPort {
    return new GatewayPort('https', number, options);
  }

  /**
   * TLS that carries anything.
   *
   * @param number that clients dial, 1 to 65535
   * @param options its name, and where it leads
   * @throws for what is no port, and for one of the pods that the proxy has for itself
   */
  public static tls(number: number, options: GatewayPortOptions = {}): GatewayPort {
    return new GatewayPort('tls', number, options);
  }

  /**
   * Any TCP.
   *
   * @param number that clients dial, 1 to 65535
   * @param options its name, and where it leads
   * @throws for what is no port
   */
  public static tcp(number: number, options: GatewayPortOptions = {}): GatewayPort {
    return new GatewayPort('tcp', number, options);
  }

  private constructor(
    private readonly protocol: string,
    /** Number that clients dial. */
    public readonly number: number,
    private readonly options: GatewayPortOptions,
  ) {
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new Error(`a Service has no port ${number}: give a whole number from 1 to 65535`);
    }
    const target = options.targetPort ?? number;
    if (protocol !== 'tcp' && isProxyPort(target)) {
      throw new Error(`gateway pods cannot serve port ${target}, which the proxy opens for itself; give another targetPort`);
    }
  }

  /** @internal */
  public _servicePort(takenNames: ReadonlySet<string>): ServicePort {
    const { name, targetPort, nodePort } = this.options;
    const own = takenNames.has(this.protocol) ? `${this.protocol}-${this.number}` : this.protocol;
    return { number: this.number, name: name ?? own, targetPort: targetPort ?? this.number, protocol: 'TCP', ...(nodePort && { nodePort }) };
  }
}

/**
 * The ports of one Service.
 *
 * @throws where one number stands twice
 * @internal
 */
export function servicePorts(ports: readonly GatewayPort[]): readonly ServicePort[] {
  const names = new Set<string>();
  const numbers = new Set<number>();
  return ports.map((port) => {
    if (numbers.has(port.number)) throw new Error(`port ${port.number} is given twice; a Service has each port once`);
    numbers.add(port.number);
    const made = port._servicePort(names);
    if (made.name !== undefined) names.add(made.name);
    return made;
  });
}

/**
 * What a manifest says of such a Service.
 *
 * @internal
 */
export function serviceSpec({ type, ports, selector }: Service): object {
  return { type, selector, ports: ports.map(({ number, ...port }) => ({ port: number, ...port })) };
}
