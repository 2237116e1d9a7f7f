import type { Field } from '../../../lib/values/field';
import type { Manifest } from '../engine/question';

/** What the cases of a kind are made of. Every value has the type that the field is meant to have, unless a type is the point. */
export interface KindOfCases {
  readonly kind: string;
  /** Objects that Istio takes as they are, by name, in namespace `NAMESPACE`. */
  readonly bases: Readonly<Record<string, Manifest>>;
  /**
   * Values to put into fields, good ones beside bad ones; each field is also left out in turn. The way to a field is written
   * `spec.servers.*.port.number`, where `*` is each item of a list, or each entry of a map. Only its last step may be missing in a base.
   */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
  /** The same, where one place is like another: each alone is put only into the first. */
  readonly anywhere?: KindOfCases['values'];
  /** Of all these the ones that are not left out, since no object is without. */
  readonly kept?: readonly string[];
}

/** Stands in values for the namespace of the case. */
export const NAMESPACE = '{namespace}';

/** One change: the value that a field is given; none where the field is left out. */
export type Change = readonly [Field, unknown?];

/** A base with something changed. */
export interface Case {
  readonly base: string;
  readonly changes: readonly Change[];
}
