import { KINDS_READ } from '../../model/kinds';
import type { Objects } from '../../model/objects';
import { kindsDefined } from '../../schema/kinds';
import { Piece } from '../../values/piece';
import type { Found } from '../define-rule';
import type { ObjectProblem } from './problems';

export type Trap = 'not-text' | 'boolean-name' | 'empty-entry';

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
      for (const problem of placesIn(new Piece(manifest), kind).flatMap(trapsIn)) {
        yield { at: { ref, origin, field: problem.field }, related: [], data: { kind: ref.kind, apiVersion: String(manifest.apiVersion), problem } };
      }
    }
  }
}

function placesIn(root: Piece, kind: string): readonly Piece[] {
  const ways = kind === '/Service' ? [...WAYS, ['spec', 'selector']] : WAYS;
  return ways.map((way) => root.at(...way)).filter(({ isGiven }) => isGiven);
}

function trapsIn(labels: Piece): ReadonlyArray<ObjectProblem<Trap>['problem']> {
  return labels.entries.flatMap(([name, { value, field }]): Array<ObjectProblem<Trap>['problem']> => [
    ...(name === 'true' || name === 'false' ? [{ is: 'boolean-name', field } as const] : []),
    ...(typeof value === 'boolean' || typeof value === 'number' ? [{ is: 'not-text', given: value, wanted: { type: 'string' }, field } as const] : []),
  ]);
}
