import { CrdSchema } from './crds';
import { ImportError } from './errors';

/** Fields of which an object has exactly one; `orNone`: at most one. */
export interface Choice {
  readonly fields: readonly string[];
  readonly orNone: boolean;
}

/**
 * The choices that an object's schema makes with `oneOf`, or with several of them under `allOf`.
 *
 * Any other use of `oneOf`, `anyOf`, `allOf` or `not` is an error: leaving it out would loosen a type unnoticed.
 */
export function choicesOf(schema: CrdSchema, path: string): Choice[] {
  if (schema.anyOf || schema.not || schema.allOf?.some((part) => Object.keys(part).join() !== 'oneOf')) {
    throw unknownForm(path);
  }
  return [schema, ...(schema.allOf ?? [])]
    .flatMap(({ oneOf }) => oneOf ? [toChoice(oneOf, path)] : [])
    .map((choice) => within(schema, choice, path))
    .filter(({ fields, orNone }) => fields.length > 1 || !orNone);
}

function toChoice(arms: readonly CrdSchema[], path: string): Choice {
  const fields = arms.filter((arm) => !arm.not).map((arm) => soleField(arm, path));
  const none = arms.filter((arm) => arm.not).map((arm) => (arm.not?.anyOf ?? []).map((each) => soleField(each, path)));
  if (none.length > 1 || none.some((names) => names.join() !== fields.join())) {
    throw unknownForm(path);
  }
  return { fields, orNone: none.length === 1 };
}

function soleField({ required = [], ...rest }: CrdSchema, path: string): string {
  if (required.length !== 1 || Object.keys(rest).length > 0) {
    throw unknownForm(path);
  }
  return required[0];
}

function within({ properties = {}, required = [] }: CrdSchema, choice: Choice, path: string): Choice {
  if (choice.fields.some((field) => !properties[field] || required.includes(field))) {
    throw unknownForm(path);
  }
  return choice;
}

function unknownForm(path: string): ImportError {
  return new ImportError(
    `${path}: a oneOf, anyOf, allOf or not of a form that is not known; known is "one of these fields is required": `
    + 'teach projenrc/imports/choices.ts the new form',
  );
}
