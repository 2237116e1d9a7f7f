import type { ServiceLike, ServicePortLike } from './like';

/** What is known of the Service of another team. */
export interface ServiceRefOptions<PortName extends string> {
  /** Ports of the Service, number by name. */
  readonly ports: Readonly<Record<PortName, number>>;
}

/** A Service that another team, chart or repository owns. Renders nothing; port names that it does not have do not compile. */
export class ServiceRef<PortName extends string = string> implements ServiceLike<PortName> {
  /**
   * A Service by its namespace and name.
   *
   * @param namespace of the Service
   * @param name of the Service
   * @param options its ports
   * @throws where `ports` has none
   */
  public static named<PortName extends string>(namespace: string, name: string, options: ServiceRefOptions<PortName>): ServiceRef<PortName> {
    return new ServiceRef(namespace, name, options);
  }

  /** Its ports. */
  public readonly ports: ReadonlyArray<ServicePortLike<PortName>>;

  /** Where the Service is. */
  public readonly metadata: {
    /** Namespace of the Service. */
    readonly namespace: string;
  };

  private constructor(
    /** Namespace of the Service. */
    public readonly namespace: string,
    /** Name of the Service. */
    public readonly name: string,
    { ports }: ServiceRefOptions<PortName>,
  ) {
    this.metadata = { namespace };
    this.ports = Object.entries<number>(ports).map(([key, port]) => ({ name: key as PortName, port }));
    if (this.ports.length === 0) throw new Error(`service "${namespace}/${name}" is given no ports; name them: { ports: { http: 80 } }`);
  }
}
