import { CelError, compile, type Compiled } from './cel';

const compiled = new Map<string, Compiled>();

/** Whether a value keeps a rule, by its text; it does not where the rule cannot be answered. */
export function keeps(expression: string, value: unknown): boolean {
  try {
    return compiledOf(expression)(value) === true;
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

function compiledOf(expression: string): Compiled {
  const there = compiled.get(expression);
  if (there !== undefined) return there;
  const { rules } = require('../../imports/schemas/rules') as typeof import('../../imports/schemas/rules');
  const made = compile(rules[expression]);
  compiled.set(expression, made);
  return made;
}
