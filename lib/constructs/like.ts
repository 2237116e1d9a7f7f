import type { IConstruct } from 'constructs';

// What this package needs of cdk8s-plus objects, by structure: any major of cdk8s-plus fits, and so does anything alike.

/**
 * A port of a Service, as every cdk8s-plus has it.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export interface ServicePortLike<PortName extends string = string> {
  /** Number that the Service is called by. */
  readonly port: number;
  /** Name of the port. @default - none, as a Service with one port may have it */
  readonly name?: PortName;
  /** Port of the pods, by number or name. @default - the same number */
  readonly targetPort?: number | string;
  /** `TCP` or `UDP`. @default - TCP */
  readonly protocol?: string;
  /** Port on every node. @default - none, or one that the cluster picks */
  readonly nodePort?: number;
}

/** A Service: that of any cdk8s-plus, a `ServiceRef`, or an `ExternalService`. */
export interface ServiceLike<PortName extends string = string> {
  /** Name of the Service. */
  readonly name: string;
  /** Ports of the Service. */
  readonly ports: ReadonlyArray<ServicePortLike<PortName>>;
  /** Where the Service is. */
  readonly metadata: {
    /** Namespace of the Service; undefined where only the cluster knows. */
    readonly namespace?: string;
  };

  /** The host that it has in the mesh. @default - made of name and namespace, as Kubernetes does; only a ServiceEntry has another */
  readonly meshHost?: string;
}

/** A Secret: that of any cdk8s-plus, or its name and namespace. */
export interface SecretLike {
  /** Name of the Secret. */
  readonly name: string;
  /** Where the Secret is. @default - in the namespace of the gateway's pods */
  readonly metadata?: {
    /** Namespace of the Secret, which must be that of the gateway's pods. @default - that namespace */
    readonly namespace?: string;
  };
}

/** A Deployment, or another workload, of any cdk8s-plus that can make a Service for itself. */
export interface DeploymentLike {
  /**
   * Makes the Service.
   *
   * @returns the Service, with the ports of the pods
   */
  exposeViaService(): ServiceLike & IConstruct;
}

/** A Deployment, StatefulSet or another workload of any cdk8s-plus, by the labels of its pods. */
export interface WorkloadLike {
  /** Where the pods are. */
  readonly metadata: {
    /** Namespace of the pods; undefined where only the cluster knows. */
    readonly namespace?: string;
  };
  /** Labels that tell its pods from others. */
  readonly matchLabels: Readonly<Record<string, string>>;
}
