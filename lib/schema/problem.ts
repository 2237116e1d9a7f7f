import type { Field } from '../values/field';
import type { Schema } from './schema';

/** What is wrong with a value of an object, and which; `field` is where it is, or should be. */
export type Problem = { readonly field: Field } & Mistake;

export type Mistake =
  /** No version of the kind is called so. */
  | { readonly is: 'unknown-version'; readonly given: string; readonly known: readonly string[] }
  | {
    readonly is: 'unknown-field';
    /** Fields that the object can have. */
    readonly known: readonly string[];
    /** Where near by there is a field of this name. */
    readonly belongs?: Field;
  }
  | { readonly is: 'missing'; readonly wanted?: Schema }
  | { readonly is: 'wrong-type'; readonly given: unknown; readonly wanted: Schema }
  /** A scalar of another type, or null in a list, where a text is wanted: what YAML makes of some words without quotes. */
  | { readonly is: 'not-text'; readonly given: boolean | number | null; readonly wanted: Schema }
  /** A name that YAML has made `true` or `false`. */
  | { readonly is: 'boolean-name' }
  /** A name of the user's with nothing to it, which the API server drops. */
  | { readonly is: 'empty-entry' }
  | { readonly is: 'not-listed'; readonly given: string; readonly known: readonly string[] }
  /** Fields that exclude each other. */
  | { readonly is: 'too-many-chosen'; readonly given: readonly string[]; readonly known: readonly string[] }
  | { readonly is: 'none-chosen'; readonly known: readonly string[] }
  | {
    readonly is: 'out-of-bounds'; readonly of: 'value' | 'characters' | 'items' | 'entries';
    readonly given: number; readonly least?: number; readonly most?: number;
  }
  | { readonly is: 'not-of-pattern'; readonly given: string; readonly pattern: string }
  | { readonly is: 'not-base64'; readonly given: string }
  /** An item of a list with the same name as one before it. */
  | { readonly is: 'repeated'; readonly keys: readonly string[]; readonly first: Field }
  | { readonly is: 'rule-violated'; readonly message: string; readonly expression: string; readonly given: unknown };
