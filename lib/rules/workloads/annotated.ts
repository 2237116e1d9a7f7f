import * as kinds from '../../model/kinds';
import type { Mesh } from '../../model/mesh';
import type { MeshObject } from '../../model/objects';
import type { Field } from '../../values/field';
import { isIstioAnnotation, ISTIO_ANNOTATIONS, type IstioAnnotation } from '../../values/istio-annotations';
import type { Labels } from '../../values/labels';
import { onceFor } from '../../values/once';
import { asRecord, asTextMap } from '../../values/read';
import type { Place } from '../define-rule';

/** An annotation in Istio's name, and what it stands on. */
export interface Annotated {
  readonly at: Place;
  readonly name: string;
  readonly value: string;
  /** `Pod` where it stands on a pod template. */
  readonly kind: string;
  /** Undefined where Istio has no such annotation. */
  readonly known?: IstioAnnotation;
  /** Labels beside it. */
  readonly labels: Labels;
}

const WITH_ANNOTATIONS = [kinds.NAMESPACE, kinds.SERVICE, kinds.GATEWAY, kinds.VIRTUAL_SERVICE, kinds.DESTINATION_RULE, kinds.SERVICE_ENTRY] as const;

type Parts = Pick<Mesh, 'objects' | 'pods'>;

const annotatedIn = onceFor((_: Parts['objects'], parts: Parts): readonly Annotated[] => [...find(parts)]);

/** Every annotation in Istio's name on what ingress consists of and on what makes pods, and on the pods that are made. */
export function istioAnnotations({ objects, pods }: Parts): readonly Annotated[] {
  return annotatedIn(objects, { objects, pods });
}

function* find({ objects, pods }: Parts): Iterable<Annotated> {
  for (const object of [...WITH_ANNOTATIONS, ...kinds.POD_KINDS].flatMap((kind) => objects.of(kind))) yield* annotationsOf(object, object.ref.kind, object.manifest.metadata, ['metadata']);
  for (const { template, ...pod } of pods) {
    if (template.field.length > 0) yield* annotationsOf(pod, 'Pod', template.manifest.metadata, [...template.field, 'metadata']);
  }
}

function* annotationsOf({ ref, origin }: Pick<MeshObject, 'ref' | 'origin'>, kind: string, metadata: unknown, field: Field): Iterable<Annotated> {
  const { annotations, labels } = asRecord(metadata);
  for (const [name, value] of Object.entries(asTextMap(annotations))) {
    if (!isIstioAnnotation(name)) continue;
    yield { at: { ref, origin, field: [...field, 'annotations', name] }, name, value, kind, known: ISTIO_ANNOTATIONS.get(name), labels: asTextMap(labels) };
  }
}
