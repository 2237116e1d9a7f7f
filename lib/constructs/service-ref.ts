import { readService } from '../values/service';
import type { ServiceLike, ServicePortLike } from './like';
import { readServiceManifest, type ServiceChoice } from './service-choice';

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
    const ports = Object.entries<number>(options.ports).map(([key, port]) => ({ name: key as PortName, port }));
    if (ports.length === 0) throw new Error(`service "${namespace}/${name}" is given no ports; name them: { ports: { http: 80 } }`);
    return new ServiceRef(namespace, name, ports);
  }

  /**
   * A Service by its manifest, YAML or JSON, such as the output of `kubectl get service -o yaml`.
   *
   * @param path of the file, relative to the working directory
   * @param choice which Service, where the file has several, and its namespace, where the file has none
   * @throws where the file cannot be read or parsed, has no Service, or several and no name is given; where no namespace is known
   */
  public static fromManifest(path: string, choice: ServiceChoice = {}): ServiceRef {
    const { name, namespace, ports } = readService(readServiceManifest(path, choice));
    if (namespace === undefined) throw new Error(`service "${name}" in "${path}" has no namespace; say which with { namespace: ... }`);
    return new ServiceRef(namespace, name, ports.map(({ number, ...port }) => ({ ...port, port: number })));
  }

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
    /** Its ports. */
    public readonly ports: ReadonlyArray<ServicePortLike<PortName>>,
  ) {
    this.metadata = { namespace };
  }
}
