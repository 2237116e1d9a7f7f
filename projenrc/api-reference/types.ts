import { Kind, type Reflection, type Type } from './model';

/** Text of a type, or a name in it with the symbol that it stands for. */
export type Piece = string | { readonly name: string; readonly id: number };

const DEEPEST = 3;

/** A type in TypeScript, cut into text and names that have a page. */
export function piecesOf(type: Type | undefined, depth = 0): readonly Piece[] {
  if (type === undefined) return ['unknown'];
  switch (type.type) {
    case 'reference': return isTransparent(type) ? piecesOf(type.typeArguments?.[0], depth) : [nameOf(type), ...argumentsOf(type, depth)];
    case 'literal': return [type.value === null ? 'null' : typeof type.value === 'string' ? `'${type.value}'` : String(type.value)];
    case 'array': return type.elementType?.type === 'union' ? ['(', ...piecesOf(type.elementType, depth), ')[]'] : [...piecesOf(type.elementType, depth), '[]'];
    case 'union': return joined((type.types ?? []).filter((each) => !isUndefined(each) && !saysNothing(each)), ' | ', depth);
    case 'intersection': return joined(factorsOf(type), ' & ', depth);
    case 'typeOperator': return [...(type.operator === 'readonly' ? [] : [`${type.operator} `]), ...piecesOf(type.target as Type, depth)];
    case 'tuple': return ['[', ...joined(type.elements ?? [], ', ', depth), ']'];
    case 'namedTupleMember': return [`${type.name}${type.isOptional ? '?' : ''}: `, ...piecesOf(type.element, depth)];
    case 'optional': return [...piecesOf(type.elementType, depth), '?'];
    case 'rest': return ['...', ...piecesOf(type.elementType, depth)];
    case 'reflection': return literalOf(type.declaration as Reflection, depth);
    case 'indexedAccess': return [...piecesOf(type.objectType, depth), '[', ...piecesOf(type.indexType, depth), ']'];
    case 'conditional': return piecesOf(type.trueType, depth);
    case 'templateLiteral': return ['`', type.head ?? '', ...(type.tail ?? []).flatMap(([each, text]) => ['${', ...piecesOf(each, depth), '}', text]), '`'];
    case 'query': return ['typeof ', ...piecesOf(type.target as unknown as Type, depth)];
    case 'predicate': return ['boolean'];
    case 'mapped': return ['{ [', `${type.parameter} in `, ...piecesOf(type.parameterType, depth), ']: ', ...piecesOf(type.templateType, depth), ' }'];
    case 'intrinsic': case 'unknown': return [type.name as string];
    default: throw new Error(`a type of kind "${type.type}" has no place in the API reference yet; write one in ${__filename}`);
  }
}

/** Parameters of a call as one writes them, such as `match: Match, options?: SendOptions`. */
export function parameterPieces({ parameters = [] }: Reflection, depth = 0): ReadonlyArray<readonly Piece[]> {
  return parameters.map((each) => [`${each.flags.isRest ? '...' : ''}${parameterName(each)}${isOptional(each) ? '?' : ''}: `, ...piecesOf(each.type, depth)]);
}

export function parameterName({ name }: Reflection): string {
  return name === '__namedParameters' ? 'options' : name;
}

export function isOptional({ kind, flags, defaultValue }: Reflection): boolean {
  return flags.isOptional === true || (kind === Kind.parameter && defaultValue !== undefined);
}

/** What is joined by an intersection, less what only says that fields of other choices are not there. */
export function factorsOf({ types = [] }: Type): readonly Type[] {
  return types.filter((each) => !saysNothing(each));
}

/** Whether a field is declared only so that nobody gives it. */
export function isUndefined(type: Type | undefined): boolean {
  return type?.type === 'intrinsic' && type.name === 'undefined';
}

function saysNothing(type: Type): boolean {
  if (type.type === 'mapped') return isUndefined(type.templateType);
  const children = type.type === 'reflection' ? type.declaration?.children : undefined;
  return children?.every((each) => isUndefined(each.type)) === true;
}

function nameOf({ name = '', target }: Type): Piece {
  if (typeof target === 'number' && target >= 0) return { name, id: target };
  const [, wire] = (typeof target === 'object' && 'packagePath' in target && /^imports\/(\w+)\.ts$/.exec(target.packagePath)) || [];
  return wire === undefined ? name : `${wire}.${name}`;
}

// That nothing is written to, or found out from an argument, is not what a reader looks for.
function isTransparent({ name, typeArguments = [] }: Type): boolean {
  return ['Readonly', 'NoInfer'].includes(name ?? '') && typeArguments.length === 1;
}

/** Without those that only hand on the names of ports or subsets, or say that any will do. */
function argumentsOf({ typeArguments = [], target }: Type, depth: number): readonly Piece[] {
  const isAny = (type: Type) => typeof target === 'number' && type.type === 'intrinsic' && type.name === 'string';
  return typeArguments.every((each) => isParameter(each) || isAny(each)) ? [] : ['<', ...joined(typeArguments, ', ', depth), '>'];
}

function joined(types: readonly Type[], by: string, depth: number): readonly Piece[] {
  return types.flatMap((type, index) => [...(index > 0 ? [by] : []), ...inside(type, by, depth)]);
}

function inside(type: Type, by: string, depth: number): readonly Piece[] {
  const isFunction = type.type === 'reflection' && type.declaration?.signatures !== undefined;
  const bracketed = isFunction || (by === ' & ' && type.type === 'union');
  return bracketed && by !== ', ' ? ['(', ...piecesOf(type, depth), ')'] : piecesOf(type, depth);
}

function literalOf({ signatures, children = [], indexSignatures = [] }: Reflection, depth: number): readonly Piece[] {
  const [signature] = signatures ?? [];
  if (signature !== undefined) return ['(', ...parameterPieces(signature, depth).flatMap((each, index) => (index > 0 ? [', ', ...each] : each)), ') => ', ...piecesOf(signature.type, depth)];
  if (depth >= DEEPEST) return ['{ ... }'];
  const fields = children.filter((each) => !isUndefined(each.type)).map((each): readonly Piece[] => [`${each.name}${isOptional(each) ? '?' : ''}: `, ...piecesOf(each.type, depth + 1)]);
  const indexes = indexSignatures.map((each): readonly Piece[] => ['[', ...parameterPieces(each).flat(), ']: ', ...piecesOf(each.type, depth + 1)]);
  const all = [...fields, ...indexes];
  return all.length === 0 ? ['{}'] : ['{ ', ...all.flatMap((each, index) => (index > 0 ? ['; ', ...each] : each)), ' }'];
}

function isParameter(type: Type): boolean {
  return type.refersToTypeParameter === true || (type.name === 'NoInfer' && type.typeArguments?.every(isParameter) === true);
}
