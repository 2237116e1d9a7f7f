import { CelError, compile, type Compiled } from './cel';
import type { CelRule } from './schema';

const compiled = new WeakMap<CelRule, Compiled>();

/** Whether a value keeps a rule; it does not where the rule cannot be answered. */
export function keeps(rule: CelRule, value: unknown): boolean {
  try {
    return compiledOf(rule)(value) === true;
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

function compiledOf(rule: CelRule): Compiled {
  const there = compiled.get(rule);
  if (there !== undefined) return there;
  const made = compile(rule.parsed);
  compiled.set(rule, made);
  return made;
}
