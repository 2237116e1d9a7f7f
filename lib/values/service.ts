import { asList, asNumber, asRecord, asText, asTextMap, type Manifest } from './read';
import type { Labels } from './labels';
import { qualifiedName } from './object-ref';

/** A port of a Service, with the API server's defaults. */
export interface ServicePort {
  readonly number: number;
  readonly name?: string;
  /** Number or name of the container's port; the same number where the manifest has none. */
  readonly targetPort: number | string;
  /** TCP where the manifest has none. */
  readonly protocol: string;
  readonly appProtocol?: string;
  readonly nodePort?: number;
}

/** What of a Service decides where traffic goes. */
export interface Service {
  readonly name: string;
  readonly namespace?: string;
  /** ClusterIP where the manifest has none. */
  readonly type: string;
  readonly ports: readonly ServicePort[];
  /** Labels of the pods that it sends to; none selects no pod. */
  readonly selector: Labels;
  readonly labels: Labels;
  /** RFC 3339, as a cluster writes it; the older Service wins where two have one port. */
  readonly created?: string;
}

/** Reads a Service's manifest; what is not of the right shape reads as absent. */
export function readService(manifest: Manifest): Service {
  const metadata = asRecord(manifest.metadata);
  const spec = asRecord(manifest.spec);
  return {
    name: asText(metadata.name) ?? '',
    namespace: asText(metadata.namespace),
    type: asText(spec.type) ?? 'ClusterIP',
    ports: asList(spec.ports).map((each) => readPort(asRecord(each))).filter((port) => port !== undefined),
    selector: asTextMap(spec.selector),
    labels: asTextMap(metadata.labels),
    created: asText(metadata.creationTimestamp),
  };
}

function readPort(port: Manifest): ServicePort | undefined {
  const number = asNumber(port.port);
  if (number === undefined) return undefined;
  return {
    number,
    name: asText(port.name),
    targetPort: asNumber(port.targetPort) ?? asText(port.targetPort) ?? number,
    protocol: asText(port.protocol) ?? 'TCP',
    appProtocol: asText(port.appProtocol),
    nodePort: asNumber(port.nodePort),
  };
}

export function serviceName(service: Service): string {
  return qualifiedName(service);
}

/** `80 (http2)`, or the number alone where the port has no name. */
export function formatPort({ number, name }: { readonly number: number; readonly name?: string }): string {
  return name === undefined ? `${number}` : `${number} (${name})`;
}
