import { KINDS_READ } from '../../model/kinds';
import type { Objects } from '../../model/objects';
import { kindsDefined } from '../../schema/kinds';
import type { Schema } from '../../schema/schema';
import { validate } from '../../schema/validate';
import { Piece } from '../../values/piece';
import type { Found } from '../define-rule';
import type { ObjectProblem } from './problems';

export type Trap = 'not-text' | 'boolean-name' | 'empty-entry';

const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string', nullable: true } };

/** Where objects of Kubernetes' own have labels and annotations, or ask for labels. */
const WAYS: ReadonlyArray<readonly string[]> = [
  ['metadata', 'labels'], ['metadata', 'annotations'],
  ['spec', 'selector', 'matchLabels'],
  ['spec', 'template', 'metadata', 'labels'], ['spec', 'template', 'metadata', 'annotations'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'], ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'annotations'],
];

/** What is no text among the labels of Kubernetes' own objects; those of Istio's have definitions. */
export function* labelProblems(objects: Objects): Iterable<Found<ObjectProblem<Trap>>> {
  const defined = new Set(kindsDefined());
  for (const kind of KINDS_READ) {
    if (defined.has(kind)) continue;
    for (const { ref, origin, manifest } of objects.of(kind)) {
      for (const { value, field } of placesIn(new Piece(manifest), kind)) {
        for (const problem of validate(value, TEXTS)) {
          if (!isTrap(problem)) continue;
          const at = [...field, ...problem.field];
          yield { at: { ref, origin, field: at }, related: [], data: { kind: ref.kind, apiVersion: String(manifest.apiVersion), problem: { ...problem, field: at } } };
        }
      }
    }
  }
}

function placesIn(root: Piece, kind: string): readonly Piece[] {
  const ways = kind === '/Service' ? [...WAYS, ['spec', 'selector']] : WAYS;
  return ways.map((way) => root.at(...way)).filter(({ isGiven }) => isGiven);
}

function isTrap(problem: { readonly is: string }): problem is ObjectProblem<Trap>['problem'] {
  return problem.is === 'not-text' || problem.is === 'boolean-name';
}
