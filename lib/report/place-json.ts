import type { Place } from '../rules/define-rule';
import { formatField } from '../values/format-field';
import type { ObjectRef } from '../values/object-ref';

/** What of a place is not in itself. */
export interface PlaceFacts {
  /** Undefined where it is not known. */
  readonly line: number | undefined;
  /** @default - left out */
  readonly apiVersion?: string;
}

/** A place for programs. `path` is always there: that of the file, or else that of the construct. */
export function placeJson({ ref, origin, detail, field }: Place, { line, apiVersion }: PlaceFacts): object {
  const isFile = origin.kind === 'file';
  return {
    object: { ...(apiVersion !== undefined && { apiVersion }), ...refJson(ref) },
    ...(detail !== undefined && { detail }),
    ...(field !== undefined && { field: formatField(field) }),
    path: origin.path,
    file: isFile ? origin.path : null,
    line: line ?? null,
    construct: isFile ? null : origin.path,
  };
}

export function refJson({ kind, namespace, name }: ObjectRef): object {
  return { kind, namespace: namespace ?? null, name };
}
