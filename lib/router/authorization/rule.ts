import { asList, asRecord, asText, asTexts, isGiven, type Manifest } from '../../values/read';
import { askingOf, FIELDS, type Asking, type Condition } from './conditions';
import type { Call } from './connection';
import { every, not, some, type Verdict } from './verdict';

/** How istiod reads a rule. */
export interface Reading {
  /** Whether for connections that are not read as HTTP. */
  readonly tcp: boolean;
  /** Of ALLOW a rule with something that istiod cannot use is left out; of others only what it cannot use, so that they take more. */
  readonly strict: boolean;
}

/** Whether a call is one that a rule is about. */
export type Takes = (call: Call) => Verdict;

/** What a rule of an AuthorizationPolicy takes; undefined where istiod leaves it out. */
export function readRule(rule: Manifest, reading: Reading): Takes | undefined {
  const when = asList(rule.when).map(asRecord).map(({ key, values, notValues }) => {
    const asking = askingOf(asText(key) ?? '');
    return asking && conditionsOf(asking, asTexts(values), asTexts(notValues), reading);
  });
  const from = alternatives(rule.from, 'source', reading);
  const to = alternatives(rule.to, 'operation', reading);
  if ([...when, ...from, ...to].includes(undefined)) return undefined;
  const parts: readonly Condition[] = [...when.flatMap((conditions) => conditions ?? []), ...oneOf(from), ...oneOf(to)];
  return (call) => every(parts, (part) => part(call));
}

/** None where there are no alternatives: then nothing is asked. */
function oneOf(alternatives: ReadonlyArray<readonly Condition[] | undefined>): readonly Condition[] {
  const all = alternatives.map((conditions = []): Condition => (call) => every(conditions, (condition) => condition(call)));
  return all.length === 0 ? [] : [(call) => some(all, (meets) => meets(call))];
}

function alternatives(list: unknown, name: 'source' | 'operation', reading: Reading): ReadonlyArray<readonly Condition[] | undefined> {
  return asList(list).map((each) => {
    const fields = asRecord(asRecord(each)[name]);
    const all = Object.entries(FIELDS).map(([field, asking]) => {
      const twin = `not${field[0].toUpperCase()}${field.slice(1)}`;
      return isGiven(fields[field]) || isGiven(fields[twin]) ? conditionsOf(asking, asTexts(fields[field]), asTexts(fields[twin]), reading) : [];
    });
    return all.some((conditions) => conditions === undefined) ? undefined : all.flatMap((conditions) => conditions ?? []);
  });
}

/** One of the values is met, and none of the others; undefined where that makes istiod leave the rule out. */
function conditionsOf(asking: Asking, values: readonly string[], notValues: readonly string[], reading: Reading): readonly Condition[] | undefined {
  const [yes, no] = [values, notValues].map((list) => list.map((value) => (asking.http && reading.tcp ? undefined : asking.of(value))));
  if (reading.strict && [...yes, ...no].includes(undefined)) return undefined;
  const usable = (all: typeof yes) => all.filter((condition) => condition !== undefined);
  return [
    ...(usable(yes).length === 0 ? [] : [(call: Call) => some(usable(yes), (condition) => condition(call))]),
    ...(usable(no).length === 0 ? [] : [(call: Call) => not(some(usable(no), (condition) => condition(call)))]),
  ];
}
