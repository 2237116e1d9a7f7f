import type { MeshObject } from '../model/objects';
import { Piece } from '../values/piece';
import type { Found, Severity, Words } from './define-rule';
import { havingFields } from './having-fields';

/** Which of a rule's mistakes a field has, and what stands in the field. */
export interface Mistake<Kind extends string> {
  readonly kind: Kind;
  readonly given: string;
}

/** The words for each of a rule's mistakes. */
export type MistakeWords<Kind extends string> = Readonly<Record<Kind, (given: string) => Words>>;

/** A mistake and its field. */
export interface MistakeAt<Kind extends string> extends Mistake<Kind> {
  readonly at: Piece;
  readonly severity?: Severity;
}

/**
 * What each object is found to have wrong by itself.
 *
 * @param about fields of which an object without any has nothing of the kind wrong: most rules are about what most objects do not have
 */
export function* mistakesOf<T extends MeshObject, Kind extends string>(
  objects: readonly T[], mistakesIn: (spec: Piece, object: T) => Iterable<MistakeAt<Kind>>, about?: readonly string[],
): Iterable<Found<Mistake<Kind>>> {
  for (const object of about === undefined ? objects : havingFields(objects, about)) {
    const { ref, origin } = object;
    for (const { at, kind, given, severity } of mistakesIn(new Piece(object.manifest).at('spec'), object)) {
      yield { at: { ref, origin, field: at.field }, related: [], data: { kind, given }, ...(severity !== undefined && { severity }) };
    }
  }
}

/** A mistake in what stands in `at`, which is shown as it stands unless something else of it is to be shown. */
export function mistake<Kind extends string>(at: Piece, kind: Kind, given = asShown(at.value), severity?: Severity): MistakeAt<Kind> {
  return { at, kind, given, severity };
}

/** The words of a rule that tells several mistakes apart. */
export function inWords<Kind extends string>(words: MistakeWords<Kind>): (mistake: Mistake<Kind>) => Words {
  return ({ kind, given }) => words[kind](given);
}

function asShown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
