import type { Selecting } from '../../model/policies';
import { Piece } from '../../values/piece';

/** What an AuthorizationPolicy does with the requests that its rules match. */
export type Action = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

const ACTIONS: readonly Action[] = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'];

/** Which values of rules are asked for: fields of `to.operation`, fields of `from.source`, and keys of `when`. */
export interface Asked {
  readonly operation?: readonly string[];
  readonly source?: readonly string[];
  readonly when?: readonly string[];
}

/** A value that requests are compared with. */
export interface Value {
  readonly piece: Piece;
  readonly text: string;
  /** The field or key that it stands in: `paths`, `source.principal`. */
  readonly in: string;
  /** Whether all others are meant: `notPaths`, `notValues`. */
  readonly negated: boolean;
  readonly rule: Piece;
  readonly action: Action;
}

export function actionOf({ manifest }: Selecting): Action {
  const action = new Piece(manifest).at('spec', 'action').text;
  return ACTIONS.find((each) => each === action) ?? 'ALLOW';
}

export function rulesOf({ manifest }: Selecting): readonly Piece[] {
  return new Piece(manifest).at('spec', 'rules').list;
}

/** Every value of the fields and keys that are asked for, and of their negations, rule by rule. */
export function* valuesOf(policy: Selecting, asked: Asked): Iterable<Value> {
  const action = actionOf(policy);
  for (const rule of rulesOf(policy)) {
    for (const { name, list, negated } of listsOf(rule, asked)) {
      for (const piece of list.list) {
        if (piece.text !== undefined) yield { piece, text: piece.text, in: name, negated, rule, action };
      }
    }
  }
}

interface List {
  readonly name: string;
  readonly list: Piece;
  readonly negated: boolean;
}

function* listsOf(rule: Piece, { operation = [], source = [], when = [] }: Asked): Iterable<List> {
  for (const each of rule.at('to').list) yield* bothOf(each.at('operation'), operation);
  for (const each of rule.at('from').list) yield* bothOf(each.at('source'), source);
  for (const each of rule.at('when').list) {
    const name = each.at('key').text ?? '';
    if (!when.includes(name)) continue;
    yield { name, list: each.at('values'), negated: false };
    yield { name, list: each.at('notValues'), negated: true };
  }
}

function* bothOf(piece: Piece, names: readonly string[]): Iterable<List> {
  for (const name of names) {
    const not = `not${name[0].toUpperCase()}${name.slice(1)}`;
    yield { name, list: piece.at(name), negated: false };
    yield { name: not, list: piece.at(not), negated: true };
  }
}
