import type { IConstruct } from 'constructs';

// What this package needs of cdk8s-plus objects, by structure: any major of cdk8s-plus fits, and so does anything alike.

/** A port of a Service, as every cdk8s-plus has it. */
export interface ServicePortLike<PortName extends string = string> {
  /** Number that the Service is called by. */
  readonly port: number;
  readonly name?: PortName;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly nodePort?: number;
}

/** A Service: that of any cdk8s-plus, a `ServiceRef`, or an `ExternalService`. */
export interface ServiceLike<PortName extends string = string> {
  readonly name: string;
  readonly ports: ReadonlyArray<ServicePortLike<PortName>>;
  readonly metadata: { readonly namespace?: string };

  /** The host that it has in the mesh, where that is not made of its name and namespace: of a ServiceEntry. */
  readonly meshHost?: string;
}

/** A Secret: that of any cdk8s-plus, or its name and namespace. */
export interface SecretLike {
  readonly name: string;
  readonly metadata?: { readonly namespace?: string };
}

/** A Deployment, or another workload, of any cdk8s-plus that can make a Service for itself. */
export interface DeploymentLike {
  exposeViaService(): ServiceLike & IConstruct;
}

/** A Deployment, StatefulSet or another workload of any cdk8s-plus, by the labels of its pods. */
export interface WorkloadLike {
  readonly metadata: { readonly namespace?: string };
  readonly matchLabels: Readonly<Record<string, string>>;
}
