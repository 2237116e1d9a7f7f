import { kindDefined } from '../../lib/schema/kinds';
import { validateObject } from '../../lib/schema/validate-object';
import type { Problem } from '../../lib/schema/problem';
import { groupKindOf } from '../../lib/values/object-ref';
import type { Manifest } from '../../lib/values/read';

/** What the API server and we say of an object alike: `missing spec/host`, without the words. */
export type Verdict = readonly string[];

/** A message of `apply`, which has the API server's own code check objects. */
export interface Message {
  readonly code: string;
  readonly origin: string;
  readonly message: string;
}

const OURS: Readonly<Record<Problem['is'], string | undefined>> = {
  'unknown-version': 'kind', 'unknown-field': 'unknown', 'missing': 'missing', 'wrong-type': 'type', 'not-text': 'type', 'not-base64': 'type',
  'not-listed': 'value', 'too-many-chosen': 'choice', 'none-chosen': 'choice', 'out-of-bounds': 'bounds', 'not-of-pattern': 'bounds', 'repeated': 'repeated',
  'rule-violated': 'rule',
  // Of these the API server says nothing.
  'boolean-name': undefined, 'empty-entry': undefined,
};

export function ourVerdict(object: Manifest): Verdict {
  return sorted(validateObject(object, kindDefined(groupKindOf(object))).flatMap(({ is, field }) => (OURS[is] === undefined ? [] : [`${OURS[is]} ${wayOf(field.join('.'))}`])));
}

const FORMS: ReadonlyArray<readonly [RegExp, string]> = [
  [/: Required value/, 'missing'],
  [/must validate one and only one schema|must not validate the schema/, 'choice'],
  [/must validate all the schemas/, ''],
  [/Checked value must be of type/, 'bounds'],
  [/ in body must be of type |: must be an object /, 'type'],
  [/: Unsupported value: /, 'value'],
  [/: Duplicate value: /, 'repeated'],
  [/ in body should /, 'bounds'],
  [/: Too (?:many|long)/, 'bounds'],
];

export function theirVerdict(messages: readonly Message[]): Verdict {
  return sorted(messages.flatMap(({ code, message }) => {
    if (code === 'unknown-field') return [`unknown ${wayOf(message)}`];
    if (code === 'rule') return [`rule ${wayOf(message)}`];
    const form = FORMS.find(([pattern]) => pattern.test(message));
    if (code !== 'schema' || form === undefined) throw new Error(`no form is known of ${code}: ${message}`);
    const within = /"(spec[^"]*)" must validate/.exec(message)?.[1] ?? / in (spec\S*)$/.exec(message)?.[1];
    return form[1] === '' ? [] : [`${form[1]} ${wayOf(within ?? message)}`];
  }));
}

/** `spec.http[0].x` at the beginning of a text, as `spec/http/0/x`; dots in names cannot be told from others. */
function wayOf(text: string): string {
  const [way] = /^[^:]*/.exec(text) as RegExpExecArray;
  return way.split(/[.[\]]+/).join('/').replace(/\/+$/, '');
}

/**
 * What is in one of two verdicts only, as far as both speak of the same: where the API server finds types wrong it does not ask rules,
 * and it says of one value that its type is wrong and that it is none of a list.
 */
export function disagreement(ours: Verdict, theirs: Verdict): readonly string[] {
  const wrongTypes = theirs.filter((each) => each.startsWith('type ')).map((each) => each.slice('type '.length));
  const isOfWrongType = (each: string) => wrongTypes.some((way) => `${each.slice(each.indexOf(' ') + 1)}/`.startsWith(`${way}/`));
  const isInTheWay = (rule: string) => theirs.some((each) => !each.startsWith('rule') && `${each.slice(each.indexOf(' ') + 1)}/`.startsWith(`${rule.slice('rule '.length)}/`));
  const asksRules = !theirs.some((each) => /^(?:missing|type) /.test(each)) && !theirs.some((each) => each.startsWith('bounds'));
  const onlyOurs = ours.filter((each) => !theirs.includes(each) && (asksRules || !each.startsWith('rule ')));
  const onlyTheirs = theirs.filter((each) => !ours.includes(each) && !(each.startsWith('rule ') ? isInTheWay(each) : !each.startsWith('type ') && isOfWrongType(each)));
  return [...onlyOurs.map((each) => `only ours: ${each}`), ...onlyTheirs.map((each) => `only theirs: ${each}`)];
}

function sorted(texts: readonly string[]): Verdict {
  return [...new Set(texts)].sort();
}
