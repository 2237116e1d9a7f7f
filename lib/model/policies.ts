import { createdOf } from '../values/age';
import { asSelector, selects, type Labels } from '../values/labels';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';
import { asList, asRecord, asText, type Manifest } from '../values/read';
import type { MeshObject } from './objects';
import type { Workload } from './workload';

/** An object that is for the pods that its selector selects. */
export interface Selecting {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly manifest: Manifest;
  /** Undefined where it is for all pods of its namespace, or of the mesh in the root namespace. */
  readonly selector?: Labels;
  /** Whether it names what it is for in `targetRef` or `targetRefs`; it is then for a waypoint or a Gateway of the Gateway API only. */
  readonly targeted: boolean;
  /** RFC 3339, as a cluster writes it. */
  readonly created?: string;
}

/** Whether a policy that names no target is for pods: those of its namespace, or in the root namespace of all, that its selector selects. */
export function isForPods({ ref, selector = {}, targeted }: Selecting, { namespace, labels }: Pick<Workload, 'namespace' | 'labels'>, rootNamespace: string): boolean {
  return !targeted && (ref.namespace === namespace || ref.namespace === rootNamespace) && selects(selector, labels);
}

export type MtlsMode = 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';

export interface PeerAuthentication extends Selecting {
  readonly mode: MtlsMode;
  readonly portModes: ReadonlyMap<number, MtlsMode>;
}

const MODES: readonly MtlsMode[] = ['UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT'];

/** PeerAuthentication, RequestAuthentication and AuthorizationPolicy name their pods in `selector.matchLabels`. */
export function readPolicy(object: MeshObject): Selecting {
  return readSelecting(object, asRecord(asRecord(object.manifest.spec).selector).matchLabels);
}

export function readPeerAuthentication(object: MeshObject): PeerAuthentication {
  const { mtls, portLevelMtls } = asRecord(object.manifest.spec);
  return { ...readPolicy(object), mode: modeOf(mtls), portModes: new Map(Object.entries(asRecord(portLevelMtls)).map(([port, each]) => [Number(port), modeOf(each)])) };
}

/** A Sidecar names its pods in `workloadSelector.labels`. */
export function readSidecar(object: MeshObject): Selecting {
  return readSelecting(object, asRecord(asRecord(object.manifest.spec).workloadSelector).labels);
}

function readSelecting({ manifest, ref, origin }: MeshObject, labels: unknown): Selecting {
  const { targetRef, targetRefs } = asRecord(manifest.spec);
  return {
    ref, origin, manifest, selector: asSelector(labels), created: createdOf(manifest),
    targeted: asList(targetRefs).length > 0 || (targetRef !== undefined && targetRef !== null),
  };
}

function modeOf(mtls: unknown): MtlsMode {
  const mode = asText(asRecord(mtls).mode);
  return MODES.find((each) => each === mode) ?? 'UNSET';
}
