import type { MeshObject, Objects } from '../../model/objects';
import { kindDefined, kindsDefined } from '../../schema/kinds';
import type { Problem } from '../../schema/problem';
import type { KindSchema, Schema } from '../../schema/schema';
import { validateObject } from '../../schema/validate-object';
import { onceFor } from '../../values/once';
import type { Found } from '../define-rule';

/** What is wrong with an object of a kind of Istio's. */
export interface ObjectProblem<Is extends Problem['is'] = Problem['is']> {
  readonly kind: string;
  readonly apiVersion: string;
  readonly problem: Extract<Problem, { readonly is: Is }>;
}

// Several rules ask for different problems of the same objects.
const problemsOf = onceFor((object: MeshObject, kind: KindSchema): readonly Problem[] => validateObject(object.manifest, kind));

/** What the API server finds wrong with objects, as far as a rule tells it. */
export function* problemsIn<Is extends Problem['is']>(
  objects: Objects, tells: (problem: Problem) => problem is Extract<Problem, { readonly is: Is }>,
): Iterable<Found<ObjectProblem<Is>>> {
  for (const name of kindsDefined()) {
    const kind = kindDefined(name);
    for (const object of objects.of(name)) {
      const { ref, origin, manifest } = object;
      for (const problem of problemsOf(object, kind)) {
        if (!tells(problem)) continue;
        yield { at: { ref, origin, field: problem.field }, related: [], data: { kind: ref.kind, apiVersion: String(manifest.apiVersion), problem } };
      }
    }
  }
}

/** Whether a text is to be a length of time: a number there lacks its unit, rather than its quotes. */
export function isDuration({ rules = [] }: Schema): boolean {
  return rules.some(({ expression }) => expression.startsWith('duration('));
}
