import { parseDuration } from '../values/duration';
import { asRecord } from '../values/read';
import { schemeOf } from './url';

/**
 * An expression of the Common Expression Language, parsed: a literal, or the name of an operation before what it works on. Macros
 * such as `all` are folds, as CEL defines them.
 */
export type Expression = string | number | boolean | readonly Expression[];

/** What an expression comes to, with the value of `self`. @throws CelError */
export type Compiled = (self: unknown) => unknown;

/** What an expression comes to where it has no value, as that of a field that is not there. */
export class CelError extends Error {}

type Variables = Readonly<Record<string, unknown>>;
type Evaluation = (variables: Variables) => unknown;

/** Makes an expression ready to be evaluated many times. */
export function compile(expression: Expression): Compiled {
  const evaluation = evaluationOf(expression);
  return (self) => evaluation({ self });
}

/** Whether an operation is one that can be evaluated. */
export function isKnownOperation(name: string): boolean {
  return Object.hasOwn(FORMS, name) || Object.hasOwn(FUNCTIONS, name);
}

function evaluationOf(expression: Expression): Evaluation {
  if (typeof expression !== 'object') return () => expression;
  const [operation, ...operands] = expression;
  const name = String(operation);
  if (Object.hasOwn(FORMS, name)) return FORMS[name](operands);
  const [a, b, c] = operands.map(evaluationOf);
  const apply = FUNCTIONS[name];
  if (b === undefined) return a === undefined ? () => apply() : (variables) => apply(a(variables));
  return c === undefined ? (variables) => apply(a(variables), b(variables)) : (variables) => apply(a(variables), b(variables), c(variables));
}

// What takes names, or does not evaluate each of its operands once.
const FORMS: Readonly<Record<string, (operands: readonly Expression[]) => Evaluation>> = {
  'variable': ([name]) => (variables) => valueOf(variables[String(name)]),
  'field': ([object, name]) => fieldOf(evaluationOf(object), String(name)),
  'has': ([object, name]) => has(evaluationOf(object), String(name)),
  'list': (operands) => listOf(operands.map(evaluationOf)),
  'fold': fold,
  '_?_:_': (operands) => choice(operands.map(evaluationOf)),
  '_&&_': (operands) => decidedBy(false, operands.map(evaluationOf)),
  '_||_': (operands) => decidedBy(true, operands.map(evaluationOf)),
  '@not_strictly_false': ([operand]) => notStrictlyFalse(evaluationOf(operand)),
};

const FUNCTIONS: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  'map': () => ({}),
  '!_': (value) => value !== true,
  '_==_': (a, b) => a === b,
  '_!=_': (a, b) => a !== b,
  '_<_': (a, b) => (a as number) < (b as number),
  '_<=_': (a, b) => (a as number) <= (b as number),
  '_>_': (a, b) => (a as number) > (b as number),
  '_>=_': (a, b) => (a as number) >= (b as number),
  '_+_': (a, b) => (a as number) + (b as number),
  '@in': (value, list) => elementsOf(list).includes(value),
  'size': (value) => (typeof value === 'string' ? [...value].length : elementsOf(value).length),
  'contains': (text, part) => String(text).includes(String(part)),
  'startsWith': (text, part) => String(text).startsWith(String(part)),
  'endsWith': (text, part) => String(text).endsWith(String(part)),
  'substring': (text, begin, end) => substring([...String(text)], Number(begin), Number(end)),
  'matches': (text, pattern) => new RegExp(String(pattern), 'u').test(String(text)),
  'int': (text) => integer(String(text)),
  'duration': (text) => parseDuration(String(text)) ?? fail('no duration'),
  'url': (text) => schemeOf(String(text)) ?? fail('no URL'),
  'isURL': (text) => schemeOf(String(text)) !== undefined,
  // All that is asked of a URL is its scheme, so that stands for it.
  'getScheme': (scheme) => scheme,
};

function fieldOf(object: Evaluation, name: string): Evaluation {
  return (variables) => {
    const value = object(variables);
    return isGiven(value, name) ? asRecord(value)[name] : fail(`no field "${name}"`);
  };
}

function has(object: Evaluation, name: string): Evaluation {
  return (variables) => isGiven(object(variables), name);
}

function listOf(items: readonly Evaluation[]): Evaluation {
  return (variables) => items.map((item) => item(variables));
}

function choice([condition, yes, no]: readonly Evaluation[]): Evaluation {
  return (variables) => (condition(variables) === true ? yes(variables) : no(variables));
}

function notStrictlyFalse(operand: Evaluation): Evaluation {
  return (variables) => orError(operand, variables) !== false;
}

/** One operand is enough to decide, whichever it is, even where the other one is an error. */
function decidedBy(decisive: boolean, operands: readonly Evaluation[]): Evaluation {
  return (variables) => {
    let undecided: unknown = !decisive;
    for (const operand of operands) {
      const value = orError(operand, variables);
      if (value === decisive) return decisive;
      if (value instanceof CelError) undecided = value;
    }
    return valueOf(undecided);
  };
}

/** The macros: `accumulator` begins with a value and takes in the elements one by one, as long as a condition holds. */
function fold([element, range, accumulator, ...parts]: readonly Expression[]): Evaluation {
  const elements = evaluationOf(range);
  const [start, condition, step, result] = parts.map(evaluationOf);
  return (variables) => {
    const inside: Record<string, unknown> = { ...variables, [String(accumulator)]: start(variables) };
    for (const each of elementsOf(elements(variables))) {
      inside[String(element)] = each;
      if (condition(inside) !== true) break;
      inside[String(accumulator)] = orError(step, inside);
    }
    return result(inside);
  };
}

function orError(evaluation: Evaluation, variables: Variables): unknown {
  try {
    return evaluation(variables);
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
}

function valueOf(value: unknown): unknown {
  if (value instanceof CelError) throw value;
  return value;
}

/** Of a list its items, of a map its names; what is null the API server drops before it asks. */
function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : Object.keys(asRecord(value)).filter((name) => isGiven(value, name));
}

function isGiven(object: unknown, name: string): boolean {
  const record = asRecord(object);
  return Object.hasOwn(record, name) && record[name] !== null && record[name] !== undefined;
}

function substring(characters: readonly string[], begin: number, end: number): string {
  return begin > end || end > characters.length ? fail('out of range') : characters.slice(begin, end).join('');
}

function integer(text: string): number {
  return /^[+-]?\d+$/.test(text) ? Number(text) : fail('no integer');
}

function fail(message: string): never {
  throw new CelError(message);
}
