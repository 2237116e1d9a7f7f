import { compareTexts } from './compare';
import type { ObjectRef } from './object-ref';
import { asRecord, asText, type Manifest } from './read';

/** What istiod puts objects in order by. */
export interface Aged {
  readonly ref: ObjectRef;
  /** RFC 3339, as a cluster writes it. */
  readonly created?: string;
}

/** When a cluster made an object; undefined where its manifest does not come from one. */
export function createdOf({ metadata }: Manifest): string | undefined {
  return asText(asRecord(metadata).creationTimestamp);
}

/** istiod's order: the older first, of equal ages by name, then by namespace. Those of unknown age come last. */
export function compareAges(a: Aged, b: Aged): number {
  return compareTexts(a.created ?? '~', b.created ?? '~') || compareTexts(a.ref.name, b.ref.name) || compareTexts(a.ref.namespace ?? '', b.ref.namespace ?? '');
}

/** Whether it is known which of the objects is the older: manifests that come from a cluster say so. */
export function agesKnown(objects: readonly Aged[]): boolean {
  return objects.length < 2 || objects.every(({ created }) => created !== undefined);
}

/** What istiod itself makes has no time of creation, which counts as the oldest of all. */
export const OLDEST = '0001-01-01T00:00:00Z';

/** Objects in istiod's order; one of unknown age stays where it was given, and the others share the places that they had together. */
export function inOrderOfAge<T extends Aged>(given: readonly T[]): readonly T[] {
  const known = given.filter(({ created }) => created !== undefined).sort(compareAges);
  let next = 0;
  return given.map((each) => (each.created === undefined ? each : known[next++]));
}
