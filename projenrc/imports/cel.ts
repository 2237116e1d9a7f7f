import { parse } from '@bufbuild/cel';
import { isKnownOperation, type Expression } from '../../lib/schema/cel';
import { ImportError } from './errors';
import { plainPattern } from './patterns';

type Parsed = NonNullable<ReturnType<typeof parse>['expr']>;

/** A rule in the Common Expression Language, parsed for `lib/schema/cel`; one that it could not evaluate is refused. */
export function parseCel(expression: string, path: string): Expression {
  const { expr } = parse(expression);
  const refuse = (what: string): never => {
    throw new ImportError(`${path}: ${what} in "${expression}" is not known; teach projenrc/imports/cel.ts and lib/schema/cel.ts`);
  };
  const convert = (each: Parsed | undefined): Expression => {
    const { case: kind, value } = each?.exprKind ?? refuse('nothing');
    switch (kind) {
      case 'constExpr': return literal(value.constantKind) ?? refuse(`a ${value.constantKind.case}`);
      case 'identExpr': return ['variable', value.name];
      case 'selectExpr': return [value.testOnly ? 'has' : 'field', convert(value.operand), value.field];
      case 'listExpr': return ['list', ...value.elements.map(convert)];
      case 'structExpr': return value.entries.length === 0 ? ['map'] : refuse('a map');
      case 'callExpr': return call(value.function, [...(value.target ? [value.target] : []), ...value.args].map(convert));
      case 'comprehensionExpr': return [
        'fold', value.iterVar, convert(value.iterRange), value.accuVar, convert(value.accuInit),
        convert(value.loopCondition), convert(value.loopStep), convert(value.result),
      ];
      default: return refuse(String(kind));
    }
  };
  const call = (name: string, operands: readonly Expression[]): Expression => {
    if (name === 'matches') plainPattern(typeof operands[1] === 'string' ? operands[1] : refuse('a pattern that is worked out'), path);
    return isKnownOperation(name) ? [name, ...operands] : refuse(name);
  };
  return convert(expr);
}

type Constant = Extract<Parsed['exprKind'], { readonly case: 'constExpr' }>['value']['constantKind'];

function literal({ case: kind, value }: Constant): Expression | undefined {
  if (kind === 'int64Value') return Number(value);
  return kind === 'stringValue' || kind === 'boolValue' ? value : undefined;
}
