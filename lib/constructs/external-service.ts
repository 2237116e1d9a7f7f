import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { ServiceEntrySpec, WorkloadEntrySpec } from '../../imports/networking';
import { attach } from '../synth/attach';
import { isIpAddress, whyNoWildcardDomain } from '../values/dns-name';
import type { Labels } from '../values/labels';
import { allOf } from '../values/words';
import type { ExportTo } from './export-to';
import { externalPorts, type ExternalHost, type ExternalPort, type ExternalServicePort } from './external-port';
import { asArray } from './one-or-more';
import { createResource } from './resource';

/** Where a service outside of the mesh is, and how it is called. */
export interface ExternalServiceProps<PortName extends string = string> {
  /** The host or hosts that it is called by, such as `api.example.com` or `*.example.com`. */
  readonly host: string | readonly string[];

  /**
   * Its ports, number by name. The first part of a name says the protocol, as for a Service: `{ https: 443, 'http-metrics': 9090 }`;
   * for any other name, `{ api: { number: 443, protocol: 'TLS' } }`.
   */
  readonly ports: Readonly<Record<PortName, number | ExternalPort>>;

  /**
   * How its addresses are found.
   *
   * @default - STATIC where all endpoints are IP addresses, or pods are selected; NONE for a wildcard: the address that the client has; else DNS
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
   */
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';

  /**
   * Whether it is a part of the mesh, as a virtual machine with a proxy is: then Istio's own mutual TLS is used.
   *
   * @default 'MESH_EXTERNAL'; 'MESH_INTERNAL' with workloadSelector
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Location
   */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';

  /**
   * Where it really is: addresses or names, or with ports, labels for subsets, locality and weight.
   *
   * @default - what DNS says of its host
   */
  readonly endpoints?: ReadonlyArray<string | WorkloadEntrySpec>;

  /**
   * Labels of the pods and WorkloadEntries of its namespace that it is, in place of endpoints.
   *
   * @default - none
   */
  readonly workloadSelector?: Labels;

  /**
   * IP addresses, or for NONE and STATIC ranges, that connections to it are known by. Only TCP needs them.
   *
   * @default - none
   */
  readonly addresses?: readonly string[];

  /**
   * Names of which its certificate must have one, where the mesh speaks TLS to it.
   *
   * @default - those of the policy for it
   */
  readonly subjectAltNames?: readonly string[];

  /**
   * For which namespaces' clients it is there.
   *
   * @default - for all
   */
  readonly exportTo?: ExportTo;

  /**
   * Name, namespace, labels and annotations of the ServiceEntry.
   *
   * @default - the chart's namespace and its own way of naming
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A service that Kubernetes does not know, such as an API on the internet or a virtual machine: a ServiceEntry. Routes and a
 * `DestinationPolicy` take it as they take a Service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ExternalService<PortName extends string = string> extends Construct implements ExternalHost<PortName> {
  /** The ServiceEntry. */
  public readonly serviceEntry: ApiObject;

  /** The hosts, in small letters. */
  public readonly hosts: readonly string[];

  /** Its ports. */
  public readonly ports: ReadonlyArray<ExternalServicePort<PortName>>;

  /** How its addresses are found. */
  public readonly resolution: string;

  /** @throws for a host or port that is none, and for what Istio would not take together */
  constructor(scope: Construct, id: string, props: ExternalServiceProps<PortName>) {
    super(scope, id);
    this.hosts = checkHosts(asArray(props.host));
    this.ports = externalPorts(this.hosts[0], props.ports);
    const spec = wireSpec(this.hosts, this.ports, props);
    this.resolution = spec.resolution ?? 'NONE';
    this.serviceEntry = createResource(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: props.metadata, fields: { spec: () => spec },
    });
    attach(this);
  }

  /** Name of the ServiceEntry. */
  public get name(): string {
    return this.serviceEntry.name;
  }

  /** Where the ServiceEntry is. */
  public get metadata(): {
    /** Namespace of the ServiceEntry; undefined where the chart has none. */
    readonly namespace?: string;
  } {
    return { namespace: this.serviceEntry.metadata.namespace };
  }

  /**
   * The host that it is called by.
   *
   * @throws where there are several
   */
  public get meshHost(): string {
    if (this.hosts.length === 1) return this.hosts[0];
    throw new Error(`external service "${this.node.path}" has ${this.hosts.length} hosts: ${allOf(this.hosts)}; say which with at('${this.hosts[0]}')`);
  }

  /**
   * One of several hosts, to send requests to.
   *
   * @param host one of `hosts`, in any case
   * @throws where it is none of them
   */
  public at(host: string): ExternalHost<PortName> {
    const meshHost = host.toLowerCase();
    if (!this.hosts.includes(meshHost)) throw new Error(`host "${host}" is not of external service "${this.node.path}": it has ${allOf(this.hosts)}; use one of these`);
    return { name: this.name, metadata: this.metadata, ports: this.ports, meshHost, resolution: this.resolution };
  }
}

function checkHosts(hosts: readonly string[]): readonly string[] {
  if (hosts.length === 0) throw new Error('host is an empty list; give at least one host');
  for (const host of hosts) {
    const why = host === '*' ? 'means every host' : whyNoWildcardDomain(host);
    if (why !== undefined) throw new Error(`host "${host}" ${why}; give a name such as "api.example.com" or "*.example.com"`);
  }
  const lowered = hosts.map((host) => host.toLowerCase());
  const twice = lowered.find((host, index) => lowered.indexOf(host) < index);
  if (twice !== undefined) throw new Error(`host "${twice}" is given twice; give it once`);
  return lowered;
}

function wireSpec(hosts: readonly string[], ports: readonly ExternalServicePort[], props: ExternalServiceProps): ServiceEntrySpec {
  const { endpoints = [], workloadSelector, addresses, subjectAltNames, exportTo } = props;
  if (endpoints.length > 0 && workloadSelector !== undefined) throw new Error('both endpoints and workloadSelector are given, and Istio takes one of them; keep one');
  const found = endpoints.map((endpoint): WorkloadEntrySpec => (typeof endpoint === 'string' ? { address: endpoint } : { ...endpoint }));
  return {
    hosts: [...hosts], ports: ports.map(({ wire }) => wire),
    resolution: resolutionOf(hosts, found, props),
    location: props.location ?? (workloadSelector === undefined ? 'MESH_EXTERNAL' : 'MESH_INTERNAL'),
    ...(found.length > 0 && { endpoints: found }), ...(workloadSelector && { workloadSelector: { labels: { ...workloadSelector } } }),
    ...(addresses && { addresses: [...addresses] }), ...(subjectAltNames && { subjectAltNames: [...subjectAltNames] }), ...(exportTo && { exportTo: exportTo._wire }),
  };
}

function resolutionOf(hosts: readonly string[], endpoints: readonly WorkloadEntrySpec[], { resolution, workloadSelector }: ExternalServiceProps): ServiceEntrySpec['resolution'] {
  const wildcard = hosts.find((host) => host.startsWith('*'));
  if (resolution?.startsWith('DNS') && wildcard !== undefined && endpoints.length === 0) {
    throw new Error(`host "${wildcard}" is a wildcard, which DNS does not know; name the hosts, give endpoints, or leave resolution out`);
  }
  if (resolution === 'NONE' && endpoints.length > 0) throw new Error('resolution NONE keeps the address that the client has, so endpoints are without effect; leave one of them out');
  if (resolution !== undefined) return resolution;
  if (workloadSelector !== undefined) return 'STATIC';
  if (endpoints.length > 0) return endpoints.every(({ address = '' }) => isIpAddress(address) || address.startsWith('unix:')) ? 'STATIC' : 'DNS';
  return wildcard === undefined ? 'DNS' : 'NONE';
}
