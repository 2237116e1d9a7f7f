import { createdOf } from '../values/age';
import { readExportTo } from '../values/export-to';
import type { Field } from '../values/field';
import { expandHost } from '../values/host-name';
import { asSelector, type Labels } from '../values/labels';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { asList, asRecord, asText, asTextMap, type Manifest } from '../values/read';
import type { MeshObject } from './objects';

/** A subset of a DestinationRule. */
export interface Subset {
  readonly field: Field;
  readonly name: string;
  readonly labels: Labels;
  readonly trafficPolicy?: Manifest;
}

/** A DestinationRule of the mesh. */
export interface DestinationRule {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly manifest: Manifest;
  /** RFC 3339, as a cluster writes it. */
  readonly created?: string;
  /** Short names in full; `*` and `*.local` are wildcards. */
  readonly host: string;
  /** As the manifest has it. */
  readonly writtenHost: string;
  readonly subsets: readonly Subset[];
  readonly trafficPolicy?: Manifest;
  /** Namespaces that see it: `*`, `.` or names. */
  readonly exportTo: readonly string[];
  /** Labels of the client pods that it is for; undefined for all. Such a rule counts in its own namespace only. */
  readonly workloadSelector?: Labels;
}

export function readDestinationRule({ manifest, ref, origin }: MeshObject, settings: { readonly domain: string; readonly exportTo: readonly string[] }): DestinationRule {
  const spec = asRecord(manifest.spec);
  const writtenHost = asText(spec.host) ?? '';
  return {
    ref, origin, manifest, created: createdOf(manifest),
    host: expandHost(writtenHost, ref.namespace, settings.domain), writtenHost,
    subsets: asList(spec.subsets).map((subset, index) => readSubset(asRecord(subset), ['spec', 'subsets', index])),
    trafficPolicy: policyOf(spec),
    exportTo: readExportTo(spec.exportTo, settings.exportTo),
    workloadSelector: asSelector(asRecord(spec.workloadSelector).matchLabels),
  };
}

function readSubset(subset: Manifest, field: Field): Subset {
  return { field, name: asText(subset.name) ?? '', labels: asTextMap(subset.labels), trafficPolicy: policyOf(subset) };
}

function policyOf({ trafficPolicy }: Manifest): Manifest | undefined {
  return trafficPolicy === undefined || trafficPolicy === null ? undefined : asRecord(trafficPolicy);
}
