import { isDeepStrictEqual } from 'node:util';
import { named } from './case';
import type { Manifest } from './engine/question';
import type { RecordedAnswer, Recording } from './recording';

/** What a recording says otherwise than one made now, a difference a line; none when they are equal. */
export function differences(recorded: Recording, now: Recording): readonly string[] {
  return [
    ...difference('engine', recorded.engine, now.engine),
    ...difference('gateway', recorded.question.gateway, now.question.gateway),
    ...manifestDifferences(recorded.question.manifests, now.question.manifests),
    ...byName(recorded.answers, now.answers, ({ request }: RecordedAnswer) => named(request), ({ answer }) => answer),
  ];
}

/** The manifests that differ, and not where in two long lists. */
export function manifestDifferences(recorded: readonly Manifest[], now: readonly Manifest[]): readonly string[] {
  return byName(recorded, now, titleOf, (manifest) => manifest);
}

function titleOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function byName<T>(recorded: readonly T[], now: readonly T[], nameOf: (each: T) => string, valueOf: (each: T) => unknown): readonly string[] {
  const before = new Map(recorded.map((each) => [nameOf(each), valueOf(each)]));
  const after = new Map(now.map((each) => [nameOf(each), valueOf(each)]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => difference(name, before.get(name), after.get(name)));
}

function difference(what: string, recorded: unknown, now: unknown): readonly string[] {
  return isDeepStrictEqual(plain(recorded), plain(now)) ? [] : [`${what}\n    recorded  ${text(recorded)}\n    now       ${text(now)}`];
}

// As a file would hold it: without undefined fields and prototypes, which are no difference.
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
