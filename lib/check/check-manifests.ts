import { withFurther, type Collected } from '../collect/collected';
import { meshConfigIn } from '../collect/mesh-config';
import { buildMesh, type Facts } from '../model/mesh';
import type { Finding } from '../rules/define-rule';
import { runRules } from '../rules/run';
import { Severities } from './severities';

export interface CheckOptions {
  /** What else the cluster holds. @default - nothing that is known */
  readonly existing?: readonly Collected[];
  /** @default - each rule's own */
  readonly severities?: Severities;
  /** A MeshConfig of its own stands for that among the objects. */
  readonly facts?: Facts;
}

/**
 * What is wrong with objects, also together with what exists; what is wrong among that alone is left out. An object that is given several
 * times is one, and the first of them is taken; one of `existing` stands for none of the objects.
 */
export function checkManifests(objects: readonly Collected[], { existing = [], severities = Severities.parse([]), facts = {} }: CheckOptions = {}): readonly Finding[] {
  const own = withFurther([], objects);
  const origins = new Set(own.map(({ origin }) => origin));
  // What exists was there before, so it comes first: of two objects that do not go together the rules report the later one.
  const all = [...withFurther(own, existing).filter(({ origin }) => !origins.has(origin)), ...own];
  return runRules(buildMesh(all, { ...facts, meshConfig: facts.meshConfig ?? meshConfigIn(all) }), severities.rules)
    .filter(({ at, related }) => [at, ...related].some(({ origin }) => origins.has(origin)))
    .map((finding) => severities.apply(finding));
}
