import { load, Schema, Type, type LoadOptions } from 'js-yaml';
import { plainScalar, taggedScalar } from './scalars';

/** How deep a document may nest: far deeper than any object of Kubernetes, and what comes after may still call itself for each level. */
export const MOST_LEVELS = 1000;

/** How many values the aliases of a document may stand for; go-yaml 2 stops there, too. */
export const MOST_BY_ALIASES = 400_000;

/** What the parser is at: the line, from 0, and the value that it came to. */
export interface State {
  readonly line: number;
  readonly kind: string | null;
  readonly result: unknown;
}

/** Is told when the parser comes to a value, or to a key, and when it has it. */
export type Listener = (event: 'open' | 'close', state: State) => void;

// js-yaml asks the tags without a name about every tag that has none of its own here; maps and lists are what they are under any tag.
const SCHEMA = new Schema({
  implicit: [
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text) => text === '<<' }),
    new Type('plain', { kind: 'scalar', resolve: (text: string) => plainScalar(text) !== text, construct: plainScalar }),
  ],
  explicit: [
    new Type('', { kind: 'scalar', multi: true, construct: (text: string | null, tag = '') => taggedScalar(tag, text ?? '') }),
    new Type('', { kind: 'sequence', multi: true, construct: (value: unknown) => value ?? [] }),
    new Type('', { kind: 'mapping', multi: true, construct: (value: unknown) => value ?? {} }),
  ],
});

/**
 * The value of the text of one document, as kubectl and the API server read it: YAML 1.1 in the way of go-yaml 2, with two keys of one
 * name taken for an error. Aliases stand for the very value of their anchor.
 *
 * @throws YAMLException with a `mark`
 */
export function loadValue(text: string, listener?: Listener): unknown {
  // The types of js-yaml know neither of the bounds.
  const options: LoadOptions & { readonly maxDepth: number; readonly maxTotalMergeKeys: number } = {
    schema: SCHEMA, listener, maxDepth: MOST_LEVELS, maxTotalMergeKeys: MOST_BY_ALIASES,
  };
  return load(text, options);
}
