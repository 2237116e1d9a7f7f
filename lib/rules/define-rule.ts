import type { Mesh } from '../model/mesh';
import type { Field } from '../values/field';
import type { ObjectRef } from '../values/object-ref';
import type { Origin } from '../values/origin';

export type Severity = 'error' | 'warning' | 'info';

/** What a finding of a rule is made to count as: `off` takes it away. */
export type SeveritySetting = 'error' | 'warning' | 'info' | 'off';

/** An object that a finding is about. */
export interface Place {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  /** What of the object is meant, where several places of a finding would read alike: `server 1`, `as port 8080`. */
  readonly detail?: string;
  /** Which field is meant, from the object's root: `['spec', 'servers', 0, 'port']`. @default - the object as a whole */
  readonly field?: Field;
}


/** What a rule found, before it is put in words. */
export interface Found<Data> {
  /** The object that reports it. */
  readonly at: Place;
  /** The other objects that it takes to be wrong, first the one that was there before. */
  readonly related: readonly Place[];
  readonly data: Data;
  /** @default - the rule's */
  readonly severity?: Severity;
}

/** The sentence of a finding, and what to do about it. */
export interface Words {
  readonly what: string;
  readonly fix: string;
}

/** Manifests that a rule finds something in. */
export interface Example {
  readonly yaml: string;
  /** Whether the objects are those of this package's constructs. */
  readonly ours?: boolean;
  /** What is said to be complete, as for the command: `Service`, `Service@default`. */
  readonly complete?: readonly string[];
}

/** Manifests that are almost those that the rule finds something in, and fine. */
export interface NearMiss extends Example {
  /** What makes them fine, in a few words: `another port`. */
  readonly why: string;
}

export interface Rule<Data = unknown> {
  readonly code: `MESH${number}`;
  /** The name of its file. */
  readonly name: string;
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly summary: string;
  /** Codes of Istio's analyzers and of Kiali that report the same. */
  readonly seeAlso: readonly string[];
  /** The parts of the mesh that it looks at. */
  readonly reads: ReadonlyArray<keyof Mesh>;
  readonly examples: { readonly bad: Example; readonly good: readonly NearMiss[] };
  check(mesh: Mesh): Iterable<Found<Data>>;
  words(data: Data): Words;
}

/** A finding, in words. */
export interface Finding extends Words {
  readonly code: string;
  readonly severity: Severity;
  readonly at: Place;
  readonly related: readonly Place[];
}

/** Lets a rule be written with its own data and stand among the others. */
export function defineRule<Data>(rule: Rule<Data>): Rule {
  return rule as Rule;
}
