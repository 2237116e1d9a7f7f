import { asRecord } from '../values/read';
import { asDecoded, isAsDecoded } from './as-decoded';
import type { Problem } from './problem';
import { problemsOf } from './problems';
import { keeps } from './rules';
import type { Checks, KindSchema } from './schema';

const CHECKS: Checks = { keeps, repeated };

/** What the API server finds wrong with a value. The schema is loaded where there is something to tell, and not before. */
export function validate(value: unknown, { schema, validator }: Pick<KindSchema, 'schema' | 'validator'>): readonly Problem[] {
  const dropped: Problem[] = [];
  const given = isAsDecoded(value) ? value : asDecoded(value, schema(), (problem) => dropped.push(problem));
  const check = validator();
  if (check.call(CHECKS, given)) return dropped;
  return [...dropped, ...problemsOf(check.errors ?? [], given, schema())];
}

function repeated(items: readonly unknown[], keys: readonly string[]): ReadonlyArray<readonly [number, number]> {
  const seen = new Map<string, number>();
  const found: Array<readonly [number, number]> = [];
  for (const [index, item] of items.entries()) {
    if (typeof item !== 'object') continue;
    const key = JSON.stringify(keys.map((name) => asRecord(item)[name]));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else found.push([index, first]);
  }
  return found;
}
