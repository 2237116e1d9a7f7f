import { readExportTo } from '../values/export-to';
import type { Field } from '../values/field';
import { asSelector, type Labels } from '../values/labels';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import type { ContainerPort } from '../values/port-resolution';
import { parseProtocol, type Protocol } from '../values/protocol';
import { asList, asNumber, asRecord, asText, asTextMap, asTexts, type Manifest } from '../values/read';
import type { MeshObject } from './objects';

export interface ServiceEntryPort {
  readonly field: Field;
  readonly number: number;
  readonly name?: string;
  readonly protocol: Protocol;
}

/** An endpoint of a ServiceEntry, or a WorkloadEntry. */
export interface Endpoint {
  readonly address?: string;
  readonly labels: Labels;
  /** Where it has a port of some name. */
  readonly ports: readonly ContainerPort[];
}

/** A ServiceEntry of the mesh. */
export interface ServiceEntry {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly manifest: Manifest;
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly ports: readonly ServiceEntryPort[];
  /** NONE where the manifest has none. */
  readonly resolution: string;
  /** MESH_EXTERNAL where the manifest has none. */
  readonly location: string;
  readonly endpoints: readonly Endpoint[];
  /** Labels of the pods and WorkloadEntries behind it. */
  readonly workloadSelector?: Labels;
  readonly exportTo: readonly string[];
}

export function readServiceEntry({ manifest, ref, origin }: MeshObject, settings: { readonly exportTo: readonly string[] }): ServiceEntry {
  const spec = asRecord(manifest.spec);
  return {
    ref, origin, manifest,
    hosts: asTexts(spec.hosts), addresses: asTexts(spec.addresses),
    ports: asList(spec.ports).map((port, index) => readPort(asRecord(port), ['spec', 'ports', index])).filter((port) => port !== undefined),
    resolution: asText(spec.resolution) ?? 'NONE', location: asText(spec.location) ?? 'MESH_EXTERNAL',
    endpoints: asList(spec.endpoints).map((endpoint) => readEndpoint(asRecord(endpoint))),
    workloadSelector: asSelector(asRecord(spec.workloadSelector).labels),
    exportTo: readExportTo(spec.exportTo, settings.exportTo),
  };
}

/** A WorkloadEntry of the mesh: one endpoint. */
export interface WorkloadEntry extends Endpoint {
  readonly ref: ObjectRef;
  readonly origin: Origin;
}

/** Istio adds the labels of the object itself to those of the endpoint; of one name the object's counts. */
export function readWorkloadEntry({ manifest, ref, origin }: MeshObject): WorkloadEntry {
  const endpoint = readEndpoint(asRecord(manifest.spec));
  return { ref, origin, ...endpoint, labels: { ...endpoint.labels, ...asTextMap(asRecord(manifest.metadata).labels) } };
}

function readEndpoint({ address, labels, ports }: Manifest): Endpoint {
  const numbers = Object.entries(asRecord(ports)).map(([name, number]) => ({ name, number: asNumber(number) ?? 0, protocol: 'TCP' }));
  return { address: asText(address), labels: asTextMap(labels), ports: numbers.filter(({ number }) => number > 0) };
}

function readPort(port: Manifest, field: Field): ServiceEntryPort | undefined {
  const number = asNumber(port.number);
  return number === undefined ? undefined : { field, number, name: asText(port.name), protocol: parseProtocol(asText(port.protocol) ?? '') };
}
